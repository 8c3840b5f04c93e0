import { TABLE_NEEDS } from "../../mapping/table-needs.ts";
import type { DataTable } from "../../schema.ts";
import type { Adapter, ColumnRule } from "../adapter.ts";
import { cellName } from "../cell-sql.ts";
import { identifier } from "../sql.ts";

type Columns = Readonly<Record<string, ColumnRule>>;

/** What a plain row of a table leaves open and the rest of it tells: target → SQL. */
export function plainDerivations(table: DataTable, format: Adapter["format"], columns: Columns): Record<string, string> {
  if (table === "usage") return {};
  return {
    ...(format === "table" ? unmasked(columns) : {}),
    ...saidCurrency(columns),
    ...filled(table, columns),
    ...madeId(table, columns),
    ...("role" in columns ? { role: "lower(role)" } : {}),
  };
}

/** `echo-cs sql` writes an apostrophe before a text that a spreadsheet would take for a formula. */
function unmasked(columns: Columns): Record<string, string> {
  const texts = Object.entries(columns).filter(([, { kind }]) => kind === "text");
  return Object.fromEntries(texts.map(([target]) => [target, `regexp_replace(${identifier(target)}, '^''(\\s*[=+@\\t\\r-])', '\\1')`]));
}

/** A row without an amount is in no currency, unless it says so. */
function saidCurrency(columns: Columns): Record<string, string> {
  if (!("currency" in columns)) return {};
  const amounts = Object.keys(columns).filter((target) => target.endsWith("_minor"));
  return {
    currency: `CASE WHEN coalesce(${[cellName("currency"), ...amounts.map((amount) => `CAST(${amount} AS VARCHAR)`)].join(", ")}) IS NOT NULL THEN currency END`,
  };
}

/** What the book fills from other columns: what a cell says stays. */
function filled(table: DataTable, columns: Columns): Record<string, string> {
  return Object.fromEntries(
    Object.entries(TABLE_NEEDS[table].derive ?? {}).flatMap(([target, sql]) => {
      const value = sql((name) => name in columns && name !== target);
      return value === null ? [] : [[target, target in columns ? `coalesce(${identifier(target)}, ${value})` : value]];
    }),
  );
}

/** Better than a hash of all that a row says: what is the same when the rest has changed. */
const STANDS_IN: Partial<Record<DataTable, readonly string[]>> = {
  accounts: ["lower(name)"],
  contacts: ["email"],
  products: ["name"],
  releases: ["number", "name"],
};

function madeId(table: DataTable, columns: Columns): Record<string, string> {
  const { id } = TABLE_NEEDS[table];
  if (id === null) return {};
  const said = Object.keys(columns).filter((target) => target !== id);
  const hash = `substr(sha256(concat_ws('|', ${["ref", ...said.map(identifier)].join(", ")})), 1, 16)`;
  return { [id]: `coalesce(${[identifier(id), ...(STANDS_IN[table] ?? []), hash].join(", ")})` };
}
