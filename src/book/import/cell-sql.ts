import type { Adapter, ColumnRule } from "./adapter.ts";
import type { RawColumn, RawTable } from "./raw-table.ts";
import { fitsHeader, headerKey } from "./recognise.ts";
import { identifier, literal } from "./sql.ts";

/** No-break and zero-width spaces are blank too, and come with copied tables. */
const BLANKS = literal(" \t\r\n\u00a0\u202f\u200b\ufeff");

/** What stands for a column that the file does not have. */
export const NO_CELL = "CAST(NULL AS VARCHAR)";

/** The trimmed text of the first of the rule's columns that has some, or of all of them together; null when empty. */
export function cellSql(rule: ColumnRule, raw: RawTable): string {
  const present = presentColumns(rule.from, raw);
  if (present.length === 0) return NO_CELL;
  if (rule.join !== undefined && present.length > 1) return `nullif(concat_ws(${literal(rule.join)}, ${present.join(", ")}), '')`;
  return present.length === 1 ? (present[0] ?? "") : `coalesce(${present.join(", ")})`;
}

/** SQL of the columns that the declared headers stand for, each once, trimmed and null where empty. */
export function presentColumns(from: readonly string[], raw: RawTable): string[] {
  const columns = from.flatMap((name) => columnsFor(name, raw)).flatMap(({ column, repeats }) => [column, ...(repeats ?? [])]);
  return [...new Set(columns)].map((column) => (raw.trimmed === true ? column : `nullif(trim(${column}, ${BLANKS}), '')`));
}

/** The file's columns that a declared header stands for. */
function columnsFor(name: string, raw: RawTable): readonly RawColumn[] {
  if (name.includes("*")) return [...raw.columns].filter(([key]) => fitsHeader(name)(key)).map(([, column]) => column);
  const found = raw.columns.get(headerKey(name));
  return found === undefined ? [] : [found];
}

/** The header, as the file writes it, that a target column is read from. */
export function headerOf(adapter: Adapter, target: string, raw: RawTable): string {
  const from = adapter.columns[target]?.from ?? [];
  return from.flatMap((name) => columnsFor(name, raw))[0]?.header ?? from[0] ?? target;
}

/** The name of a target's cell, not yet parsed, in the statements that map rows. */
export function cellName(target: string): string {
  return identifier(`cell ${target}`);
}
