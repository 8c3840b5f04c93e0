import { basename, dirname, join } from "node:path";
import { dayOf } from "../../core/days.ts";
import { DataError, UserError } from "../../core/errors.ts";
import { makeFolder, move, namesIn, removeAny } from "../../core/files.ts";
import { randomIds } from "../../core/ids.ts";
import type { Log } from "../../core/log.ts";
import { count } from "../../core/text.ts";
import { type ImportShape, importShape, overridesOf } from "../mapping/import-shape.ts";
import type { Database } from "../snapshot/database.ts";
import { withImportLock } from "../snapshot/import-lock.ts";
import { type ImportSettings, writeManifest } from "../snapshot/manifest.ts";
import { openBook } from "../snapshot/open-book.ts";
import { type ImportReport, readReport } from "../snapshot/report.ts";
import { ADAPTERS } from "./adapters.ts";
import { countReferences } from "./events.ts";
import { deduplicate } from "./deduplicate.ts";
import { namingFullDisk } from "./disk-full.ts";
import { type ExportFile, FORMATS_READ, listExports } from "./export-files.ts";
import { joinAccounts } from "./join-accounts.ts";
import { loadTables } from "./load-tables.ts";
import { openImportDatabase } from "./import-database.ts";
import { type ReadExport, readExports } from "./read-exports.ts";
import { readSaid } from "./read-said.ts";
import { readTicketTexts } from "./read-ticket-texts.ts";
import { SKIPPED } from "./read-file.ts";
import { dayOfMacro, todayMacro, utcOfMacro } from "./sql.ts";
import { scratchBeside } from "./scratch.ts";
import { openStageStore, stagesFolder } from "./stage-store.ts";
import type { StagedFile } from "./staged-file.ts";
import { gatherStaged } from "./gather-staged.ts";
import { settleBegun } from "./settle-begun.ts";
import { settleCurrency } from "./settle-currency.ts";
import { settleFlatPlans } from "./settle-flat-plans.ts";
import { settleUnitPrices } from "./settle-unit-prices.ts";
import { hashUsage, settleUsage } from "./settle-usage.ts";
import { type PulledSources, pulledFiles } from "../sources/pulled-files.ts";
import { createStaging } from "./staging.ts";
import { together } from "./together.ts";
import { unjoinedRows } from "./unjoined-rows.ts";
import { writeBookkeeping } from "./write-bookkeeping.ts";

export interface ImportInput extends ImportSettings {
  /** Folder of the exports, walked whole. */
  readonly exportsDir: string;
  /** The DuckDB file to replace. */
  readonly snapshotPath: string;
  readonly log: Log;
  /** Read every file, whatever is remembered of it. */
  readonly fresh?: boolean;
  /** Rows dated after it do not move the end of the exports; without it all do. */
  readonly now?: Date;
  /** What was pulled from engines, which is read like files. */
  readonly sources?: PulledSources | undefined;
}

/**
 * Reads every export and replaces the snapshot by a new one, in one step: a reader sees the old or the new, and an import that is
 * killed changes nothing. The same files and settings give the same rows. Throws DataError `no-exports` or `nothing-to-read`, UserError `time-zone`.
 */
export async function importExports(input: ImportInput, { locked } = { locked: false }): Promise<ImportReport> {
  checkTimeZone(input.timeZone);
  const files = requireExports(input.exportsDir, await exportsOf(input), input.sources !== undefined);
  return locked ? replaceSnapshot(input, files) : withImportLock(input.snapshotPath, input.log, () => replaceSnapshot(input, files));
}

/** The exports, without an overrides.csv that lies among them, and what was pulled from sources. */
export async function exportsOf({
  exportsDir,
  overridesFile,
  sources,
}: Pick<ImportInput, "exportsDir" | "overridesFile" | "sources">): Promise<readonly ExportFile[] | undefined> {
  const files = await listExports(exportsDir);
  const own = files?.filter(({ path }) => overridesFile === undefined || join(exportsDir, path) !== overridesFile);
  const pulled = sources === undefined ? [] : await pulledFiles(sources);
  return pulled.length === 0 ? own : [...(own ?? []), ...pulled];
}

/** The files, when there are any. Throws DataError `no-exports`. */
export function requireExports(exportsDir: string, files: readonly ExportFile[] | undefined, hasSources = false): readonly ExportFile[] {
  if (files !== undefined && files.length > 0) return files;
  throw new DataError({
    code: "no-exports",
    message: files === undefined ? "there is no exports folder" : "the exports folder is empty",
    place: { file: exportsDir },
    fix: hasSources
      ? "Run `echo-cs import`: it pulls the sources of echo.yaml. Or put your exports into the folder."
      : "Put your exports there (`echo-cs init` makes the folder), or try the shipped example with --demo.",
  });
}

async function replaceSnapshot(input: ImportInput, files: readonly ExportFile[]): Promise<ImportReport> {
  const shape = await importShape(input);
  const folder = dirname(input.snapshotPath);
  await makeFolder(folder);
  await removeDrafts(input.snapshotPath);
  const read = await namingFullDisk(folder, () => draftAndMove(input, files, shape));
  await writeManifest(input.snapshotPath, read, input, shape);
  const book = await openBook(input.snapshotPath);
  try {
    return await readReport(book);
  } finally {
    book.close();
  }
}

/** Returns the files as they were when they were read. */
async function draftAndMove(input: ImportInput, files: readonly ExportFile[], shape: ImportShape): Promise<readonly ExportFile[]> {
  const draft = `${input.snapshotPath}.${randomIds.unique().slice(0, 8)}.draft`;
  const store = await openStageStore(stagesFolder(input.snapshotPath), input.fresh === true);
  try {
    const db = await openImportDatabase(draft);
    let read: readonly ReadExport[];
    try {
      const today = input.now === undefined ? null : dayOf(input.now, input.timeZone);
      await db.run(`${dayOfMacro(input.timeZone)}; ${utcOfMacro(input.timeZone)}; ${todayMacro(today)}; ${createStaging()}`);
      read = await readExports({ db, input, store, scratch: scratchBeside(draft) }, files);
      await build(
        db,
        input,
        read.flatMap(({ staged }) => staged),
        shape,
      );
      await db.run("CHECKPOINT");
    } finally {
      db.close();
    }
    await move(draft, input.snapshotPath);
    await store.prune();
    return read.map(({ file }) => file);
  } finally {
    await store.close();
    await removeDrafts(input.snapshotPath);
  }
}

async function build(db: Database, input: ImportInput, files: readonly StagedFile[], shape: ImportShape): Promise<void> {
  if (files.every(({ outcome }) => outcome.takenFor === null || outcome.takenFor === SKIPPED)) throw nothingToRead(input.exportsDir, files);
  await gatherStaged(db, files);
  const currency = await settleCurrency(db, input.currency);
  const duplicates = await deduplicate(db);
  const takenFor = files.map(({ outcome }) => outcome.takenFor);
  const prices = await settleUnitPrices(db, takenFor);
  await settleBegun(db);
  const said = await readSaid(db);
  const [, joined] = await together(hashUsage(db, said.events), joinAccounts(db, said, overridesOf(shape, input)));
  if (joined.isWhole) {
    await countReferences(db);
    await hashUsage(db, said.events);
  }
  const usage = await settleUsage(db, said.events);
  const unjoined = await unjoinedRows(db);
  await readTicketTexts(db, input.readings, input.snapshotPath);
  const counts = await joined.counts();
  const matches = await loadTables(db, joined, usage, () => joined.matches(counts));
  const flat = await settleFlatPlans(db, takenFor);
  const results = files.map((file, index) => ({
    file,
    duplicates: (duplicates.get(index + 1) ?? 0) + (usage.duplicates.get(index + 1) ?? 0),
    unjoined: unjoined.get(index + 1) ?? [],
    prices: prices.get(index + 1) ?? null,
    flat: flat.get(index + 1) ?? null,
  }));
  await writeBookkeeping(db, input, results, { matches, shape: shape.hash, currency });
}

/** Drafts of imports that were killed; the lock sees to it that none is at work. */
async function removeDrafts(snapshotPath: string): Promise<void> {
  const folder = dirname(snapshotPath);
  const isDraft = (name: string): boolean => name.startsWith(`${basename(snapshotPath)}.`) && /\.[0-9a-f]{8}\.draft(\.|$)/.test(name);
  for (const name of (await namesIn(folder)).filter(isDraft)) await removeAny(join(folder, name));
}

/** One kind of each is named: all of them would push what happened off the screen. */
const SHOWN_VENDORS = ["hubspot", "salesforce", "stripe", "zendesk", "mixpanel", "surveys"];

function nothingToRead(exportsDir: string, read: readonly StagedFile[]): DataError {
  return new DataError({
    code: "nothing-to-read",
    message: `none of the ${count(read.length, "file")} in the exports folder could be read`,
    found: read
      .slice(0, 5)
      .map(({ path, outcome }) => `${path}: ${outcome.note ?? ""}`)
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
