import { hash } from "../../core/ids.ts";
import { slug } from "../../core/text.ts";
import type { AccountReference, Adapter, ColumnRule } from "../import/adapter.ts";
import { type FileShape, headerKey } from "../import/recognise.ts";
import { literal } from "../import/sql.ts";
import type { DataTable } from "../schema.ts";
import { lacking, type TypedColumn } from "./check-columns.ts";
import type { FileMapping } from "./file-mapping.ts";
import type { MappingFault } from "./mapping-fault.ts";
import { nearestHeaders } from "./nearest-name.ts";
import { type TableNeeds, TABLE_NEEDS } from "./table-needs.ts";
import { defaultKind, mappingTargets, targetNamed } from "./target-kinds.ts";

/** The adapter that a mapping is for one file, or what keeps it from being one: a header that the file does not have. */
export function mappingAdapter(
  mapping: FileMapping,
  table: DataTable,
  path: string,
  shape: FileShape,
): { readonly adapter: Adapter } | { readonly fault: MappingFault } {
  const { entry, index } = mapping;
  const container = containerOf(mapping, shape);
  const keys = recordKeys(shape, container);
  const known = new Set(keys.map(headerKey));
  const columns = entry.columns === undefined ? sameNamed(table, keys) : mapping.columns;
  const absent = columns.find(({ from }) => !from.some((header) => known.has(headerKey(header))));
  if (absent !== undefined) return { fault: noHeader(absent.from[0] ?? "", keys, ["mapping", index, "columns", absent.written]) };
  for (const [key, from] of Object.entries(entry.account ?? {})) {
    if (!from.some((header) => known.has(headerKey(header))))
      return { fault: noHeader(from[0] ?? "", keys, ["mapping", index, "account", key]) };
  }
  const missing = lacking(
    table,
    columns.map(({ target }) => target),
  );
  if (missing !== undefined)
    return {
      fault: {
        code: "mapping-lacks-column",
        message: `the result of sql does not do: ${missing}`,
        path: ["mapping", index, "sql"],
        at: "key",
      },
    };
  const needs = TABLE_NEEDS[table];
  const derive = derivations(table, needs, columns, path);
  const targets = [...columns.map(({ target }) => target), ...Object.keys(derive)];
  return {
    adapter: {
      name: `mapping-${table}`,
      vendor: entry.source ?? (slug(entry.file.replace(/\.[a-z.]+$/i, "")) || "own"),
      title: `${table} as echo.yaml maps them`,
      table,
      format: shape.format,
      ...(container === undefined ? {} : { container }),
      recognise: { required: [], optional: [] },
      columns: Object.fromEntries(
        [...columns, ...unsaidCurrency(table, columns)].map(({ target, from, kind }): [string, ColumnRule] => [target, { from, kind }]),
      ),
      derive,
      account: reference(entry.account ?? {}, columns),
      required: needs.required.filter((target) => targets.includes(target)),
      checks: needs.checks ?? [],
      identity: needs.id === null ? targets : [needs.id],
    },
  };
}

/** Amounts of a file that names no currency are in the reporting one, which stands where the row's own is asked for and is not there. */
function unsaidCurrency(table: DataTable, columns: readonly TypedColumn[]): TypedColumn[] {
  const isSaid =
    !("currency" in mappingTargets(table)) ||
    columns.some(({ target }) => target === "currency") ||
    !columns.some(({ target }) => target.endsWith("_minor"));
  return isSaid ? [] : [{ target: "currency", written: "currency", from: ["(no such column)"], kind: "currency" }];
}

/** Without `columns`, the result of `sql` fills the columns it is named after. */
function sameNamed(table: DataTable, keys: readonly string[]): TypedColumn[] {
  const targets = mappingTargets(table);
  return keys.flatMap((written) => {
    const target = targetNamed(table, written);
    return target in targets ? [{ target, written, from: [written], kind: defaultKind(table, target) }] : [];
  });
}

/** What rows of the table need and the file does not say: an id made of what they do say, defaults, and sums. */
function derivations(table: DataTable, needs: TableNeeds, columns: readonly TypedColumn[], path: string): Record<string, string> {
  const mapped = columns.map(({ target }) => target);
  const has = (target: string): boolean => mapped.includes(target);
  const derived = Object.entries(needs.derive ?? {}).flatMap(([target, sql]) => {
    const value = sql(has);
    return value === null ? [] : [[target, value] as const];
  });
  const said = ["ref", ...mapped.filter((target) => target !== needs.id).map((target) => `"${target}"`)];
  const made = table === "accounts" ? "lower(name)" : `substr(sha256(concat_ws('|', ${said.join(", ")})), 1, 16)`;
  const id = needs.id === null ? [] : [[needs.id, has(needs.id) ? `coalesce("${needs.id}", ${made})` : made] as const];
  // Rows of single events without a time are all different; daily counts and timed events that repeat are the same thing told again.
  const isUntimed = table === "usage" && !["events", "at", "insert_id"].some(has);
  const event = isUntimed ? [["insert_id", `${literal(`${hash(path, 8)}-`)} || n`] as const] : [];
  return Object.fromEntries([...derived, ...id, ...event]);
}

function reference(account: Readonly<Record<string, readonly string[]>>, columns: readonly TypedColumn[]): AccountReference {
  const emails = columns.filter(({ target }) => target === "email" || target === "requester_email").flatMap(({ from }) => from);
  const { id, email = emails, domain, name } = account;
  return {
    ...(id === undefined ? {} : { id, external: id }),
    ...(email.length === 0 ? {} : { email }),
    ...(domain === undefined ? {} : { domain }),
    ...(name === undefined ? {} : { name }),
    ...(id !== undefined && (email.length > 0 || domain !== undefined || name !== undefined) ? { teachesIds: true } : {}),
  };
}

/** The list in a JSON document that holds the records: the one under which the mapping's headers are found. */
function containerOf({ entry }: FileMapping, shape: FileShape): string | undefined {
  if (shape.format !== "json") return undefined;
  const own = new Set(shape.keys.map(headerKey));
  const wanted = [...Object.values(entry.columns ?? {}).flatMap(({ from }) => from), ...Object.values(entry.account ?? {}).flat()];
  if (wanted.some((header) => own.has(headerKey(header)))) return undefined;
  return containers(shape).find((name) => wanted.length === 0 || wanted.some((header) => own.has(headerKey(`${name}[].${header}`))));
}

/** Lists of records in a JSON document, the one with most keys first. */
export function containers({ keys }: FileShape): string[] {
  const names = keys.flatMap((key) => /^([^.[\]]+)\[\]\./.exec(key)?.[1] ?? []);
  const counted = [...new Set(names)].map((name) => ({ name, n: names.filter((other) => other === name).length }));
  return counted.sort((a, b) => b.n - a.n).map(({ name }) => name);
}

/** The headers, or the keys of one record. */
export function recordKeys(shape: FileShape, container: string | undefined): readonly string[] {
  const prefix = `${container ?? ""}[].`;
  return container === undefined ? shape.keys : shape.keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

function noHeader(header: string, keys: readonly string[], path: readonly (string | number)[]): MappingFault {
  const message = `the file has no column "${header}"`;
  return { code: "no-such-header", message, path, at: "value", found: header, allowed: keys, near: nearestHeaders(header, keys) };
}
