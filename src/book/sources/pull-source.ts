import { makeFolder, move, namesIn, removeAny, statIfAny } from "../../core/files.ts";
import { join } from "node:path";
import { UserError } from "../../core/errors.ts";
import { randomIds } from "../../core/ids.ts";
import type { Log } from "../../core/log.ts";
import { namingFullDisk } from "../import/disk-full.ts";
import { withImportLock } from "../snapshot/import-lock.ts";
import { fileSink } from "./file-sink.ts";
import { mergeRows } from "./merge-rows.ts";
import { openEngine } from "./open-engine.ts";
import type { Source } from "./source.ts";
import { checkColumns } from "./check-columns.ts";
import { keyColumns } from "./source-columns.ts";
import { type Since, sourceQuery } from "./source-query.ts";
import { readState, rowsPath, settingsKey, sourcesFolder, type SourceState, writeState } from "./source-state.ts";
import { sinceOf, watermarkKind } from "./watermark.ts";

export interface PullInput {
  /** The snapshot beside which pulled rows are kept. */
  readonly snapshotPath: string;
  readonly now: Date;
  /** Ask for everything, whatever is known. */
  readonly full: boolean;
  readonly log: Log;
}

/** What a pull brought. */
export interface Pulled {
  readonly source: string;
  readonly changed: boolean;
  readonly via: "copy" | "cursor";
  /** Rows that the engine sent, and the source's rows now. */
  readonly sent: number;
  readonly rows: number;
  /** From which watermark on rows were asked for; null where all were. */
  readonly since: string | null;
  readonly watermark: string | null;
  readonly notes: readonly string[];
}

/**
 * Pulls a source's rows and puts them in the place of those of the last pull, in one step: a pull that fails changes nothing. With a
 * watermark only what is new is asked for, and the rest stays. Throws SourceError, UserError or DataError with the fix.
 */
export async function pullSource(source: Source, input: PullInput): Promise<Pulled> {
  const folder = sourcesFolder(input.snapshotPath);
  await makeFolder(folder);
  const before = await readState(folder, source.name);
  const base = before?.settings === settingsKey(source) && !input.full ? before : undefined;
  await removeLeftOvers(folder, input.now);
  const draft = join(folder, `${source.name}.${randomIds.unique().slice(0, 8)}.draft`);
  try {
    return await namingFullDisk(folder, async () => {
      const fetched = await fetchRows(source, input, base, `${draft}.csv`);
      return withImportLock(input.snapshotPath, input.log, () => keepRows(source, input, { folder, draft, base, fetched }));
    });
  } finally {
    for (const name of await namesIn(folder)) if (join(folder, name).startsWith(draft)) await removeAny(join(folder, name));
  }
}

const DAY_MS = 86_400_000;

/** What a pull that was killed left behind. One that is at work writes all the while. */
async function removeLeftOvers(folder: string, now: Date): Promise<void> {
  for (const name of (await namesIn(folder)).filter((each) => DRAFT.test(each))) {
    const stats = await statIfAny(join(folder, name));
    if (stats !== undefined && now.getTime() - stats.mtimeMs > DAY_MS) await removeAny(join(folder, name));
  }
}

const DRAFT = /\.[0-9a-f]{8}\.draft(\.|$)/;

interface Fetched {
  readonly columns: readonly string[];
  readonly kind: ReturnType<typeof watermarkKind>;
  readonly since: Since | null;
  readonly via: "copy" | "cursor";
  readonly rows: number;
  readonly longest: number;
  readonly notes: readonly string[];
}

async function fetchRows(source: Source, { now }: PullInput, base: SourceState | undefined, path: string): Promise<Fetched> {
  const engine = await openEngine(source);
  try {
    const result = await engine.describe(sourceQuery(source.select, source.timeZone, null));
    const columns = result.map(({ name }) => name);
    checkColumns(source, columns);
    const kind = watermarkKind(source, result);
    // Rows with other columns cannot be put together.
    const isSame = base !== undefined && base.columns.join("\u001F") === columns.join("\u001F");
    const since = isSame ? sinceOf(source, kind, base.watermark, now) : null;
    const sink = fileSink(path);
    const copied = await engine.copy(sourceQuery(source.select, source.timeZone, since), sink);
    await sink.close();
    return { columns, kind, since, ...copied, notes: engine.notes };
  } finally {
    await engine.close();
  }
}

interface Keeping {
  readonly folder: string;
  readonly draft: string;
  readonly base: SourceState | undefined;
  readonly fetched: Fetched;
}

async function keepRows(source: Source, { now }: PullInput, { folder, draft, base, fetched }: Keeping): Promise<Pulled> {
  const { columns, kind, since, via, longest } = fetched;
  const before = await readState(folder, source.name);
  if (since !== null && before?.digest !== base?.digest)
    throw new UserError({
      code: "source-raced",
      message: `source ${source.name}: another import pulled it at the same time`,
      fix: "Run the command again.",
    });
  const target = `${draft}.parquet`;
  const merged = await mergeRows({
    source: source.name,
    columns,
    pulled: { path: `${draft}.csv`, longest },
    kept: since === null || base === undefined ? null : { path: rowsPath(folder, source.name, base), since },
    keys: keyColumns(source.table, columns),
    watermark: source.watermark === null || kind === null ? null : { column: source.watermark.column, kind },
    target,
    spill: `${draft}.spill`,
  });
  const changed = before?.digest !== merged.digest || before.table !== source.table;
  const path = rowsPath(folder, source.name, merged);
  if (changed) await move(target, path);
  const at = now.toISOString();
  await writeState(folder, source.name, {
    schema: 1,
    settings: settingsKey(source),
    table: source.table,
    engine: source.address.shown,
    columns: [...columns],
    rows: merged.rows,
    bytes: changed ? ((await statIfAny(path))?.size ?? 0) : before.bytes,
    digest: merged.digest,
    watermark: merged.watermark,
    via,
    pulled_at: at,
    changed_at: changed ? at : before.changed_at,
  });
  for (const name of await namesIn(folder))
    if (name.startsWith(`${source.name}.`) && name.endsWith(".parquet") && !DRAFT.test(name) && join(folder, name) !== path)
      await removeAny(join(folder, name));
  const { rows: sent, notes } = fetched;
  return { source: source.name, changed, via, sent, rows: merged.rows, since: since?.value ?? null, watermark: merged.watermark, notes };
}
