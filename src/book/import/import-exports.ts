import { basename, dirname, join } from "node:path";
import { DataError, UserError } from "../../core/errors.ts";
import { makeFolder, move, namesIn, removeAny } from "../../core/files.ts";
import { randomIds } from "../../core/ids.ts";
import type { Log } from "../../core/log.ts";
import { count } from "../../core/text.ts";
import { type ImportShape, importShape, overridesOf } from "../mapping/import-shape.ts";
import { mappingOf } from "../mapping/file-mapping.ts";
import { loadMappings } from "../mapping/load-mappings.ts";
import { type Database, openDatabase } from "../snapshot/database.ts";
import { withImportLock } from "../snapshot/import-lock.ts";
import { type ImportSettings, writeManifest } from "../snapshot/manifest.ts";
import { openBook } from "../snapshot/open-book.ts";
import { type ImportReport, readReport } from "../snapshot/report.ts";
import { ADAPTERS } from "./adapters.ts";
import { deduplicate } from "./deduplicate.ts";
import { type ExportFile, FORMATS_READ, listExports } from "./export-files.ts";
import { joinAccounts, unjoinedRows } from "./join-accounts.ts";
import { loadTables } from "./load-tables.ts";
import { type FileOutcome, readFile, SKIPPED } from "./read-file.ts";
import { dayOfMacro, utcOfMacro } from "./sql.ts";
import { type Scratch, scratchBeside } from "./scratch.ts";
import { createStaging } from "./staging.ts";
import { unpacked } from "./unpack.ts";
import { writeBookkeeping } from "./write-bookkeeping.ts";

/** From this size on a file takes long enough to say that it is being read. */
const SLOW_BYTES = 50_000_000;

export interface ImportInput extends ImportSettings {
  /** Folder of the exports, walked whole. */
  readonly exportsDir: string;
  /** The DuckDB file to replace. */
  readonly snapshotPath: string;
  readonly log: Log;
}

/**
 * Reads every export and replaces the snapshot by a new one, in one step: a reader sees the old or the new, and an import that is
 * killed changes nothing. The same files and settings give the same rows. Throws DataError `no-exports` or `nothing-to-read`, UserError `time-zone`.
 */
export async function importExports(input: ImportInput, { locked } = { locked: false }): Promise<ImportReport> {
  checkTimeZone(input.timeZone);
  const files = requireExports(input.exportsDir, await exportsOf(input));
  return locked ? replaceSnapshot(input, files) : withImportLock(input.snapshotPath, input.log, () => replaceSnapshot(input, files));
}

/** The exports, without an overrides.csv that lies among them. */
export async function exportsOf({
  exportsDir,
  overridesFile,
}: Pick<ImportInput, "exportsDir" | "overridesFile">): Promise<readonly ExportFile[] | undefined> {
  const files = await listExports(exportsDir);
  return files?.filter(({ path }) => overridesFile === undefined || join(exportsDir, path) !== overridesFile);
}

/** The files, when there are any. Throws DataError `no-exports`. */
export function requireExports(exportsDir: string, files: readonly ExportFile[] | undefined): readonly ExportFile[] {
  if (files !== undefined && files.length > 0) return files;
  throw new DataError({
    code: "no-exports",
    message: files === undefined ? "there is no exports folder" : "the exports folder is empty",
    place: { file: exportsDir },
    fix: "Put your exports there (`echo-cs init` makes the folder), or try the shipped example with --demo.",
  });
}

async function replaceSnapshot(input: ImportInput, files: readonly ExportFile[]): Promise<ImportReport> {
  const shape = await importShape(input);
  await makeFolder(dirname(input.snapshotPath));
  await removeDrafts(input.snapshotPath);
  const draft = `${input.snapshotPath}.${randomIds.unique().slice(0, 8)}.draft`;
  try {
    const db = await openDatabase(draft);
    try {
      await build(db, input, files, shape, scratchBeside(draft));
      await db.run("CHECKPOINT");
    } finally {
      db.close();
    }
    await move(draft, input.snapshotPath);
  } finally {
    await removeDrafts(input.snapshotPath);
  }
  await writeManifest(input.snapshotPath, files, input, shape);
  const book = await openBook(input.snapshotPath);
  try {
    return await readReport(book);
  } finally {
    book.close();
  }
}

async function build(db: Database, input: ImportInput, files: readonly ExportFile[], shape: ImportShape, scratch: Scratch): Promise<void> {
  const mappings = await loadMappings(input.mapping);
  const overrides = overridesOf(shape, input);
  await db.run(`${dayOfMacro(input.timeZone)}; ${utcOfMacro(input.timeZone)}; ${createStaging()}`);
  const read: { file: ExportFile; outcome: FileOutcome }[] = [];
  for await (const file of unpacked(files, scratch)) {
    if (file.size >= SLOW_BYTES) input.log.info(`Reading ${file.path} …`);
    read.push({ file, outcome: await readFile(db, file, read.length + 1, input, scratch, mappingOf(file.path, mappings)) });
  }
  if (read.every(({ outcome }) => outcome.takenFor === null || outcome.takenFor === SKIPPED)) throw nothingToRead(input.exportsDir, read);
  const duplicates = await deduplicate(db);
  const joined = await joinAccounts(db, overrides);
  const unjoined = await unjoinedRows(db);
  await loadTables(db, joined);
  const results = read.map((entry, index) => ({
    ...entry,
    duplicates: duplicates.get(index + 1) ?? 0,
    unjoined: unjoined.get(index + 1) ?? [],
  }));
  await writeBookkeeping(db, input, results, { matches: joined.matches, shape: shape.hash });
}

/** Drafts of imports that were killed; the lock sees to it that none is at work. */
async function removeDrafts(snapshotPath: string): Promise<void> {
  const folder = dirname(snapshotPath);
  const isDraft = (name: string): boolean => name.startsWith(`${basename(snapshotPath)}.`) && /\.[0-9a-f]{8}\.draft(\.|$)/.test(name);
  for (const name of (await namesIn(folder)).filter(isDraft)) await removeAny(join(folder, name));
}

/** One kind of each is named: all of them would push what happened off the screen. */
const SHOWN_VENDORS = ["hubspot", "salesforce", "stripe", "zendesk", "mixpanel", "surveys"];

function nothingToRead(exportsDir: string, read: readonly { readonly file: ExportFile; readonly outcome: FileOutcome }[]): DataError {
  return new DataError({
    code: "nothing-to-read",
    message: `none of the ${count(read.length, "file")} in the exports folder could be read`,
    found: read
      .slice(0, 5)
      .map(({ file, outcome }) => `${file.path}: ${outcome.note ?? ""}`)
      .join("\n"),
    allowed: [
      ...SHOWN_VENDORS.flatMap((vendor) => ADAPTERS.find((adapter) => adapter.vendor === vendor)?.title ?? []),
      `… ${ADAPTERS.length} kinds in all: docs/exports.md`,
    ],
    fix: `Put exports of these kinds into the folder, as ${FORMATS_READ}; files are recognised by their headers, their names do not matter. \`echo-cs import --propose\` drafts how others may be read.`,
    place: { file: exportsDir },
  });
}

function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch (cause) {
    throw new UserError({
      code: "time-zone",
      message: "unknown time zone",
      found: timeZone,
      allowed: ["an IANA name such as Europe/Berlin", "UTC"],
      fix: "Set `timezone` in echo.yaml.",
      cause,
    });
  }
}
