import { DataError } from "../../core/errors.ts";
import { realPathIfAny, statIfAny } from "../../core/files.ts";
import { stableJson } from "../../core/json.ts";
import type { Log } from "../../core/log.ts";
import { type FileMapping, mappingOf } from "../mapping/file-mapping.ts";
import { loadMappings } from "../mapping/load-mappings.ts";
import type { Database } from "../snapshot/database.ts";
import type { ImportSettings } from "../snapshot/manifest.ts";
import { readAppended } from "./append-read.ts";
import { isDiskFull } from "./disk-full.ts";
import type { ExportFile } from "./export-files.ts";
import { readFile, type Reader } from "./read-file.ts";
import { UNSAID } from "./settle-currency.ts";
import type { Scratch } from "./scratch.ts";
import type { StageStore } from "./stage-store.ts";
import type { StagedFile } from "./staged-file.ts";
import { unpacked } from "./unpack.ts";

/** From this size on a file takes long enough to say that it is being read. */
const SLOW_BYTES = 50_000_000;

/** So often a file that changes under the reader is begun anew. */
const ATTEMPTS = 3;

/** One export, as it was when it was read, and what it holds: several files where it is an archive or a workbook. */
export interface ReadExport {
  readonly file: ExportFile;
  readonly staged: readonly StagedFile[];
}

type Input = ImportSettings & { readonly log: Log };

interface Work {
  readonly db: Database;
  readonly input: Input;
  readonly store: StageStore;
  readonly scratch: Scratch;
}

/**
 * Reads the exports in order: those that are as they were from the store, those that only grew from where they ended, all others
 * whole. Throws DataError `file-changing` for one that is written to all the while.
 */
export async function readExports(work: Work, files: readonly ExportFile[]): Promise<readonly ReadExport[]> {
  const mappings = await loadMappings(work.input.mapping);
  const read: ReadExport[] = [];
  for (const file of files) read.push(await readExport(work, file, mappings));
  return read;
}

async function readExport({ db, input, store, scratch }: Work, listed: ExportFile, mappings: readonly FileMapping[]): Promise<ReadExport> {
  if (listed.refused !== null)
    return { file: listed, staged: [await readFile(readerOf(db, input, store, scratch), listed, mappingOf(listed.path, mappings))] };
  if (listed.source !== undefined) return readPulled({ db, input, store, scratch }, listed, listed.source);
  const settings = stableJson([input.timeZone, input.currency, mappings.map(({ entry, index }) => [entry, index])]);
  let file = listed;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const known = await store.find(file, settings);
    if (known !== undefined) return { file, staged: known };
    if (file.size >= SLOW_BYTES) input.log.info(`Reading ${file.path} …`);
    const reader = readerOf(db, input, store, scratch);
    const staged = (await grown(reader, file, await store.findEarlier(file, settings))) ?? (await whole(reader, file, mappings));
    // Its path was without links when it was listed: one that leads elsewhere by now was swapped under the reader.
    const now = (await realPathIfAny(file.absolute)) === file.absolute ? await statIfAny(file.absolute) : undefined;
    if (now !== undefined && now.size === file.size && now.mtimeMs === file.modifiedMs) {
      return { file, staged: staged.every(({ settled }) => settled) ? await store.keep(file, settings, staged) : staged };
    }
    if (now === undefined) break;
    file = { ...file, size: now.size, modifiedMs: now.mtimeMs };
  }
  throw new DataError({
    code: "file-changing",
    message: "the file was changed while it was read",
    place: { file: listed.path },
    fix: "Wait until the export is complete, then run the command again. The book is as it was before.",
  });
}

/** Rows of a source only change under the lock that an import holds, and are of their table whatever `mapping` says of files. */
async function readPulled(
  { db, input, store, scratch }: Work,
  file: ExportFile,
  source: NonNullable<ExportFile["source"]>,
): Promise<ReadExport> {
  const settings = stableJson([input.timeZone, input.currency, source]);
  const known = await store.find(file, settings);
  if (known !== undefined) return { file, staged: known };
  if (file.size >= SLOW_BYTES) input.log.info(`Reading ${file.path} …`);
  const staged = [await readFile(readerOf(db, input, store, scratch), file)];
  return { file, staged: staged.every(({ settled }) => settled) ? await store.keep(file, settings, staged) : staged };
}

function readerOf(db: Database, { timeZone, currency }: Input, store: StageStore, scratch: Scratch): Reader {
  return { db, locale: { timeZone, currency: currency ?? UNSAID }, scratch, newPart: store.newPart };
}

async function whole(reader: Reader, file: ExportFile, mappings: readonly FileMapping[]): Promise<StagedFile[]> {
  const staged: StagedFile[] = [];
  for await (const member of unpacked([file], reader.scratch))
    staged.push(await readFile(reader, member, mappingOf(member.path, mappings)));
  return staged;
}

/** What is wrong with the end of a file shows when it is read whole. */
async function grown(
  reader: Reader,
  file: ExportFile,
  earlier: readonly StagedFile[] | undefined,
): Promise<readonly StagedFile[] | undefined> {
  const [only] = earlier ?? [];
  if (only === undefined || only.path !== file.path) return undefined;
  try {
    const more = await readAppended(reader, file, only);
    return more === undefined ? undefined : [more];
  } catch (error) {
    if (isDiskFull(error)) throw error;
    return undefined;
  }
}
