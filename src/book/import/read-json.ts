import type { Database } from "../snapshot/database.ts";
import type { Adapter, SideLoad } from "./adapter.ts";
import { lineOffsets } from "./line-scanner.ts";
import { countRaw, RAW_ROWS, type RawTable, withLines } from "./raw-table.ts";
import { headerKey } from "./recognise.ts";
import type { Scan } from "./scan-file.ts";
import { identifier, literal, pathLiteral } from "./sql.ts";

export type JsonLayout = "newline_delimited" | "array" | "unstructured";

const LEAST_OBJECT_SIZE = 16 * 1024 * 1024;

/** Of a file with many records, none is expected to be larger; the engine sets aside twice as much for each of its threads. */
const MOST_RECORD_SIZE = 64 * 1024 * 1024;

/** Paths of the first documents of a JSON file, such as `tickets[].id` or `properties.time`. Throws DuckDB's error for what is no JSON. */
export async function jsonKeys(db: Database, absolute: string, layout: JsonLayout, textBytes: number): Promise<readonly string[]> {
  const lenient = layout === "newline_delimited" ? ", ignore_errors = true" : "";
  const rows = await db.rows<{ structure: string | null }>(
    `SELECT CAST(json_structure(json) AS VARCHAR) AS structure FROM (SELECT json FROM read_json_objects(${pathLiteral(absolute)}, format = '${layout}', maximum_object_size = ${objectSize(layout, textBytes)}${lenient}) LIMIT 20)`,
  );
  return [...new Set(rows.flatMap(({ structure }) => (structure === null ? [] : paths(JSON.parse(structure) as unknown, ""))))];
}

function paths(structure: unknown, prefix: string): string[] {
  if (Array.isArray(structure)) return paths(structure[0], `${prefix}[]`);
  if (typeof structure !== "object" || structure === null) return prefix === "" ? [] : [prefix];
  return Object.entries(structure).flatMap(([key, inner]) => {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    return [path, ...paths(inner, path)];
  });
}

/** Reads the records of a JSON file into `raw`, with what the adapter takes from the lists beside them. */
export async function readJson(
  db: Database,
  absolute: string,
  layout: JsonLayout,
  adapter: Adapter,
  keys: readonly string[],
  scan: Scan,
): Promise<RawTable> {
  const { contained, columns, select, own, sideLoads, wanted } = jsonColumns(adapter, keys);
  const lenient = layout === "newline_delimited" ? ", ignore_errors = true" : "";
  const read = (list: string): string =>
    `read_json(${pathLiteral(absolute)}, format = '${layout}', columns = {${list}}, maximum_object_size = ${objectSize(layout, scan.textBytes)}${lenient})`;

  await db.run("DROP TABLE IF EXISTS raw; DROP TABLE IF EXISTS raw_documents");
  if (!contained) {
    await db.run(`CREATE TEMP TABLE raw AS SELECT ${select} FROM (SELECT ${rowStruct(own)} AS r FROM ${read(fields(own))})`);
    const lines =
      layout === "newline_delimited" ? await withLines(db, lineOffsets(scan.lines, [], false)) : { source: RAW_ROWS, line: "NULL" };
    return { columns, ...lines, rowsIn: await countRaw(db), rejects: [], note: null, writing: { typed: true } };
  }
  const lists = listsOf(sideLoads);
  const documents = [[adapter.container ?? "", struct(own)], ...lists.map((list) => [list, struct(sidePaths(list, sideLoads, wanted))])];
  await db.run(
    `CREATE TEMP TABLE raw_documents AS SELECT * FROM ${read(documents.map(([key = "", type = ""]) => `${literal(key)}: ${literal(`${type}[]`)}`).join(", "))}`,
  );
  await db.run(rawOfLists(adapter, keys, (list) => `SELECT unnest(${identifier(list)}) AS r FROM raw_documents`));
  return { columns, source: RAW_ROWS, line: "NULL", rowsIn: await countRaw(db), rejects: [], note: null, writing: { typed: true } };
}

/** The same for a document whose lists stand in files of their own, a record a line. */
export async function readSplitJson(
  db: Database,
  files: ReadonlyMap<string, string>,
  adapter: Adapter,
  keys: readonly string[],
): Promise<RawTable> {
  const { columns, own, sideLoads, wanted } = jsonColumns(adapter, keys);
  const records = (list: string): string => {
    const paths = list === adapter.container ? own : sidePaths(list, sideLoads, wanted);
    const file = files.get(list);
    if (file === undefined) return `SELECT CAST(NULL AS ${struct(paths)}) AS r LIMIT 0`;
    return `SELECT ${rowStruct(paths)} AS r FROM read_json(${pathLiteral(file)}, format = 'newline_delimited', columns = {${fields(paths)}}, maximum_object_size = ${MOST_RECORD_SIZE})`;
  };
  await db.run("DROP TABLE IF EXISTS raw; DROP TABLE IF EXISTS raw_documents");
  await db.run(rawOfLists(adapter, keys, records));
  return { columns, source: RAW_ROWS, line: "NULL", rowsIn: await countRaw(db), rejects: [], note: null, writing: { typed: true } };
}

/** SQL that fills `raw` from the records of lists: `records` is a select of the structs `r` of one of them. */
function rawOfLists(adapter: Adapter, keys: readonly string[], records: (list: string) => string): string {
  const { select, sideLoads } = jsonColumns(adapter, keys);
  const joins = sideLoads
    .map(
      ([alias, side]) =>
        `LEFT JOIN ${sideTable(side, records(side.list))} ${identifier(alias)} ON ${identifier(alias)}.side_key = ${access(`r.${side.by}`)}`,
    )
    .join(" ");
  return `CREATE TEMP TABLE raw AS SELECT ${select} FROM (SELECT row_number() OVER () AS place, r FROM (${records(adapter.container ?? "")})) ${joins} ORDER BY place`;
}

function listsOf(sideLoads: readonly (readonly [string, SideLoad])[]): string[] {
  return [...new Set(sideLoads.map(([, { list }]) => list))];
}

/**
 * The rows of a file of one JSON object a line, not yet in a table: SQL that fails where a line is no such object. Undefined where the
 * records lie in a list of one document.
 */
export function plainJson(absolute: string, adapter: Adapter, keys: readonly string[]): Pick<RawTable, "columns" | "source"> | undefined {
  const { contained, columns, select, own } = jsonColumns(adapter, keys);
  if (contained) return undefined;
  const read = `read_json(${pathLiteral(absolute)}, format = 'newline_delimited', columns = {${fields(own)}}, maximum_object_size = ${LEAST_OBJECT_SIZE})`;
  return { columns, source: `(SELECT ${select} FROM (SELECT ${rowStruct(own)} AS r FROM ${read}))` };
}

/** What of a record is read, and as which columns. */
function jsonColumns(adapter: Adapter, keys: readonly string[]) {
  const contained = adapter.container !== undefined && keys.some((key) => key.startsWith(`${adapter.container}[]`));
  const wanted = wantedPaths(adapter);
  const sideLoads = Object.entries(adapter.sideLoads ?? {});
  const isSide = (path: string): boolean => sideLoads.some(([alias]) => path.startsWith(`${alias}.`));
  const parts = wanted.filter((path) => !isSide(path) && wholeOf(path, wanted) !== undefined);
  const own = [...wanted.filter((path) => !isSide(path) && !parts.includes(path)), ...sideLoads.map(([, { by }]) => by)];
  const taken = wanted.filter((path) => contained || !isSide(path));
  const value = (path: string): string => (isSide(path) ? access(path.replace(".", ".side.")) : valueOf(path, wanted));
  // `$insert_id` and `_insert_id` are one header: the first that has a value counts.
  const keyed = [...new Set(taken.map(headerKey))].map((key) => taken.filter((path) => headerKey(path) === key));
  const columns = new Map(keyed.map(([path = ""], index) => [headerKey(path), { header: path, column: `c${index}` }]));
  const select = keyed.map((paths, index) => `coalesce(${paths.map(value).join(", ")}) AS c${index}`).join(", ");
  return { contained, columns, select, own, sideLoads, wanted };
}

/** Every JSON path that the adapter reads. */
function wantedPaths(adapter: Adapter): string[] {
  const { id, external, email, domain, name, any, labels, ours } = adapter.account;
  const references = [id, external, email, domain, name, any, labels, ours, adapter.skip?.from].flatMap((paths) => paths ?? []);
  return [...new Set([...Object.values(adapter.columns).flatMap(({ from }) => from), ...(adapter.newest?.from ?? []), ...references])];
}

/** The wanted path that this one goes on from: a field that may hold a value or an object (`person`, `person.email`). */
function wholeOf(path: string, wanted: readonly string[]): string | undefined {
  return wanted.find((whole) => path.startsWith(`${whole}.`));
}

function valueOf(path: string, wanted: readonly string[]): string {
  const whole = wholeOf(path, wanted);
  if (whole !== undefined) {
    const field = access(`r.${whole}`);
    const keys = path.slice(whole.length + 1).split(".");
    const found = `json_extract_string(CASE WHEN starts_with(${field}, '{') THEN ${field} END, ${literal(`$${keys.map((key) => (key === "*" ? ".*" : `."${key}"`)).join("")}`)})`;
    return keys.includes("*") ? `${found}[1]` : found;
  }
  const field = access(`r.${path}`);
  return wanted.some((part) => part.startsWith(`${path}.`)) ? `CASE WHEN NOT starts_with(${field}, '{') THEN ${field} END` : field;
}

function sidePaths(list: string, sideLoads: readonly (readonly [string, SideLoad])[], wanted: readonly string[]): string[] {
  return sideLoads
    .filter(([, side]) => side.list === list)
    .flatMap(([alias, side]) => [
      side.key,
      ...wanted.filter((path) => path.startsWith(`${alias}.`)).map((path) => path.slice(alias.length + 1)),
    ]);
}

/** One row a key: a list that repeats an entry, as pages of an API do, must not repeat the records. */
function sideTable({ key }: SideLoad, records: string): string {
  return `(SELECT ${access(`r.${key}`)} AS side_key, any_value(r) AS side FROM (${records}) GROUP BY side_key)`;
}

function access(path: string): string {
  return path.split(".").map(identifier).join(".");
}

interface Tree extends Map<string, Tree> {}

function tree(paths: readonly string[]): Tree {
  const root: Tree = new Map();
  for (const path of paths) {
    let node = root;
    for (const key of path.split(".")) {
      const next: Tree = node.get(key) ?? new Map();
      node.set(key, next);
      node = next;
    }
  }
  return root;
}

function typeOf(node: Tree): string {
  return node.size === 0 ? "VARCHAR" : `STRUCT(${[...node].map(([key, inner]) => `${identifier(key)} ${typeOf(inner)}`).join(", ")})`;
}

function struct(paths: readonly string[]): string {
  return typeOf(tree(paths));
}

function fields(paths: readonly string[]): string {
  return [...tree(paths)].map(([key, inner]) => `${literal(key)}: ${literal(typeOf(inner))}`).join(", ");
}

function rowStruct(paths: readonly string[]): string {
  return `struct_pack(${[...tree(paths).keys()].map((key) => `${identifier(key)} := ${identifier(key)}`).join(", ")})`;
}

/** A document in one piece is as large as its text. */
function objectSize(layout: JsonLayout, textBytes: number): number {
  const most = layout === "unstructured" ? Infinity : MOST_RECORD_SIZE;
  return Math.min(most, Math.max(LEAST_OBJECT_SIZE, textBytes + 1024));
}
