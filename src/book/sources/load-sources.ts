import { join, sep } from "node:path";
import { secondsOf, type SourceEntry } from "../../config/sources-section.ts";
import { DataError } from "../../core/errors.ts";
import { readTextIfAny, realPathIfAny } from "../../core/files.ts";
import { yamlPlace } from "../../core/parse-yaml.ts";
import { list, nearest } from "../../core/text.ts";
import { nearestTables } from "../mapping/nearest-name.ts";
import { DATA_TABLES, type DataTable } from "../schema.ts";
import { singleSelect } from "./single-select.ts";
import type { Overlap, Source } from "./source.ts";
import { addressOf, type Variables } from "./source-address.ts";
import { badSource } from "./source-error.ts";
import { placeIn } from "./source-query.ts";

/** What of a workspace its sources need. */
export interface SourcesInput {
  readonly entries: Readonly<Record<string, SourceEntry>>;
  /** Absolute path of the workspace, in which files of SQL lie. */
  readonly root: string;
  /** Path of the echo.yaml that the entries are from. */
  readonly file: string;
  readonly timeZone: string;
}

const USUAL_TIMEOUT_S = 15 * 60;

/** Names of the sources in the order in which they are read. */
export function sourceNames({ entries }: Pick<SourcesInput, "entries">): readonly string[] {
  return Object.keys(entries).sort();
}

/** The entry of a source. Throws DataError with the nearest name for one that does not exist. */
export function entryOf(input: SourcesInput, name: string): SourceEntry {
  const entry = Object.hasOwn(input.entries, name) ? input.entries[name] : undefined;
  if (entry !== undefined) return entry;
  const names = sourceNames(input);
  const [near] = nearest(name, names, 1);
  throw new DataError({
    code: "unknown-source",
    message: `there is no source "${name}" in ${input.file}`,
    found: name,
    allowed: names,
    fix: near === undefined ? "Name one of these." : `Did you mean ${near}?`,
  });
}

/** The table that a name stands for, however it writes its words; undefined where there is none. */
export function tableNamed(name: string): DataTable | undefined {
  return DATA_TABLES.find((known) => known === name.toLowerCase().replaceAll(/[\s-]/g, "_"));
}

/** The table of an entry. Throws DataError with the nearest name for one that the book does not have. */
async function tableOf(input: SourcesInput, name: string): Promise<DataTable> {
  const { table } = entryOf(input, name);
  const found = tableNamed(table);
  if (found !== undefined) return found;
  const near = nearestTables(table);
  const text = (await readTextIfAny(input.file)) ?? "";
  throw badSource(name, {
    code: "source-table",
    message: `the book has no table "${table}"`,
    found: table,
    allowed: near.length > 0 ? near : DATA_TABLES,
    fix: near.length > 0 ? `Did you mean ${list(near, "or")}?` : "Name one of these.",
    place: yamlPlace(text, input.file, ["sources", name, "table"]),
  });
}

/** A source with its SQL read and its address resolved. Throws DataError or UserError with the place and the fix; asks no engine. */
export async function loadSource(input: SourcesInput, name: string, variables: Variables): Promise<Source> {
  const entry = entryOf(input, name);
  const table = await tableOf(input, name);
  const { sql, placeOf } = await sqlOf(input, name, entry);
  const select = singleSelect(sql);
  if ("fault" in select)
    throw badSource(name, {
      code: "source-statement",
      message: "its SQL has to be one SELECT",
      found: select.fault,
      fix: "Write one SELECT (or WITH … SELECT); what it reads may be as large as it likes.",
      place: placeOf(select.at),
    });
  return {
    name,
    table,
    address: addressOf(name, entry, variables),
    select,
    placeOf,
    watermark: entry.watermark === undefined ? null : { column: entry.watermark, overlap: overlapOf(entry.overlap) },
    statementTimeoutMs: (entry.statement_timeout === undefined ? USUAL_TIMEOUT_S : secondsOf(entry.statement_timeout)) * 1000,
    ca: entry.ca === undefined ? undefined : await workspaceFile(input, name, "ca", entry.ca),
    via: entry.via ?? "auto",
    timeZone: input.timeZone,
  };
}

async function sqlOf(
  input: SourcesInput,
  name: string,
  { sql, file }: SourceEntry,
): Promise<Pick<Source, "placeOf"> & { readonly sql: string }> {
  if (file !== undefined) {
    const text = await workspaceFile(input, name, "file", file);
    return { sql: text, placeOf: (offset) => placeIn(file, text, offset) };
  }
  const text = sql ?? "";
  return { sql: text, placeOf: (offset) => placeIn(`${input.file}, sources.${name}.sql`, text, offset) };
}

/** The text of a file within the workspace: an echo.yaml that is shared points at what is shared with it. */
async function workspaceFile(input: SourcesInput, name: string, key: string, path: string): Promise<string> {
  const [root, target] = await Promise.all([realPathIfAny(input.root), realPathIfAny(join(input.root, path))]);
  const isInside = root !== undefined && target?.startsWith(root + sep) === true;
  const text = isInside ? await readTextIfAny(target) : undefined;
  if (text !== undefined) return text;
  const yaml = (await readTextIfAny(input.file)) ?? "";
  throw badSource(name, {
    code: "source-file",
    message: target === undefined ? `there is no file ${path}` : `${path} is no file of the workspace`,
    found: path,
    fix: `Put it into the workspace and name it from there${key === "file" ? "; `echo-cs sources --sql` lists ready SQL" : ""}.`,
    place: yamlPlace(yaml, input.file, ["sources", name, key]),
  });
}

function overlapOf(overlap: SourceEntry["overlap"]): Overlap {
  if (overlap === undefined) return null;
  return typeof overlap === "number" ? { steps: overlap } : { seconds: secondsOf(overlap) };
}
