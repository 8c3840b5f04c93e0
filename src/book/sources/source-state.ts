import { join } from "node:path";
import { z } from "zod";
import { readTextIfAny, statIfAny, writeTextAtomic } from "../../core/files.ts";
import { hash } from "../../core/ids.ts";
import { parseJson, stableJson } from "../../core/json.ts";
import type { Source } from "./source.ts";

/** Raised with every change in what a state says or how rows are kept: one of another number counts as none. */
const SCHEMA = 1;

const stateSchema = z.object({
  schema: z.literal(SCHEMA),
  /** Changes with the SQL, the engine and the watermark's column: rows of other settings are no base. */
  settings: z.string(),
  table: z.string(),
  engine: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  /** Changes with the rows and the columns, not with the order in which an engine gives them. */
  digest: z.string(),
  watermark: z.string().nullable(),
  via: z.enum(["copy", "cursor"]),
  /** When the engine was last asked, and when what it gave last differed. */
  pulled_at: z.string(),
  changed_at: z.string(),
});

/** What is known of the last pull of a source, beside its rows. */
export type SourceState = z.infer<typeof stateSchema>;

/** The folder beside a snapshot in which pulled rows are kept. All of it can be pulled again. */
export function sourcesFolder(snapshotPath: string): string {
  return join(snapshotPath, "..", "sources");
}

/**
 * Path of a source's rows, Parquet with every value as text. Other rows have another path, so that the state, which is replaced in one step,
 * decides which are those of the source, and a pull that is killed changes nothing.
 */
export function rowsPath(folder: string, name: string, { digest }: Pick<SourceState, "digest">): string {
  return join(folder, `${name}.${digest.slice(0, 16)}.parquet`);
}

/** The last pull of a source; undefined where there is none, or its rows are not those it tells of. */
export async function readState(folder: string, name: string): Promise<SourceState | undefined> {
  const parsed = parseJson((await readTextIfAny(statePath(folder, name))) ?? "");
  const state = parsed.ok ? stateSchema.safeParse(parsed.value) : undefined;
  if (state?.success !== true) return undefined;
  const stats = await statIfAny(rowsPath(folder, name, state.data));
  return stats?.size === state.data.bytes ? state.data : undefined;
}

/** Keeps what is known of a source, in one step. */
export async function writeState(folder: string, name: string, state: SourceState): Promise<void> {
  await writeTextAtomic(statePath(folder, name), `${JSON.stringify(state, null, 2)}\n`);
}

/** Equal for settings that ask the same of the same engine. */
export function settingsKey({ table, address, select, watermark, timeZone }: Source): string {
  return hash(stableJson([table, address.shown, address.user, select.sql, watermark?.column ?? null, timeZone]), 24);
}

function statePath(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}
