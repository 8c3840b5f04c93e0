import { importExports } from "../book/import/import-exports.ts";
import { type Activity, latestActivity } from "../book/last-activity.ts";
import { matchesPattern } from "../book/mapping/glob.ts";
import { type BookSummary, bookSummary } from "../book/snapshot/book-summary.ts";
import { ensureSnapshot } from "../book/snapshot/ensure-snapshot.ts";
import type { Finding } from "../book/snapshot/findings.ts";
import { futureRows } from "../book/snapshot/future-rows.ts";
import { openBook } from "../book/snapshot/open-book.ts";
import { type ImportReport, readReport } from "../book/snapshot/report.ts";
import { type Day, dayOf, daysBetween } from "../core/days.ts";
import { writeTextAtomic } from "../core/files.ts";
import { nearest } from "../core/text.ts";
import { csvLine } from "./csv-line.ts";
import type { Deps } from "./deps.ts";
import { missingAccountList } from "./missing-account-list.ts";
import { type MissingExport, missingExports } from "./missing-exports.ts";
import { importInput } from "./open-session.ts";
import { pullSources, type SourceOptions, type SourceReport } from "./pull-sources.ts";
import { keepResult } from "./standing-import.ts";

export interface ImportOptions {
  /** Read the files although nothing changed: what is remembered of those that did not is used. */
  readonly force: boolean;
  /** Read all files, whatever is remembered of them. */
  readonly fresh?: boolean;
  /** Of the program, for telling the result again; see standing-import.ts. */
  readonly version?: string;
  /** Absolute path of a CSV that gets every refused row and cell. */
  readonly rejectsFile?: string | undefined;
  /** How to deal with sources of echo.yaml; without it no engine is asked. */
  readonly sources?: SourceOptions;
}

export interface ImportResult extends ImportReport {
  /** False where the snapshot was already that of these exports. */
  readonly changed: boolean;
  /** What the book holds on the last day with activity (without any: today). */
  readonly book: BookSummary;
  /** Exports nobody gave, and what that costs. */
  readonly missing: readonly MissingExport[];
  /** What became of the sources of echo.yaml; there only where it has any. */
  readonly sources?: readonly SourceReport[];
}

/** Brings the snapshot up to date and reports what became of every file. Throws DataError where there is nothing to read. */
export async function importBook(deps: Deps, options: ImportOptions): Promise<ImportResult> {
  const sources = options.sources === undefined ? [] : await pullSources(deps, options.sources);
  const input = importInput(deps);
  const fresh = options.fresh === true;
  const { report } = options.force || fresh ? { report: await importExports({ ...input, fresh }) } : await ensureSnapshot(input);
  const book = await openBook(deps.workspace.snapshot);
  try {
    const told = report ?? (await readReport(book));
    const missing = await missingExports(book, deps.workspace, deps.log);
    const today = dayOf(deps.clock.now(), book.timeZone);
    const activity = await latestActivity(book, today);
    const findings = [
      ...(await missingAccountList(book, told.files)),
      ...idleMappings(deps, told),
      ...oldDay(deps, activity, today),
      ...(await futureRows(book, today)),
      ...told.findings,
    ];
    const looked = await bookSummary(book, deps.workspace.config.as_of ?? activity?.day ?? today);
    const made = { ...told, findings, changed: report !== null, book: looked, missing };
    const result = sources.length === 0 ? made : { ...made, sources };
    if (options.rejectsFile !== undefined) await writeTextAtomic(options.rejectsFile, rejectsCsv(result));
    await keep(deps, options.version, result, book.timeZone);
    return result;
  } finally {
    book.close();
  }
}

/** A result that cannot be kept is made again the next time. */
async function keep({ workspace, clock }: Deps, version: string | undefined, result: ImportResult, timeZone: string): Promise<void> {
  // Whether anything changed at an engine, nobody knows without asking it.
  if (version === undefined || workspace.demo || workspace.config.sources !== undefined) return;
  const { root, exports } = workspace;
  await keepResult({ root, version }, result, { exports, timeZone, now: clock.now() }).catch(() => undefined);
}

/** An older last day is told: newer rows that are no activity (a CRM's mostly) do not move it, and no answer looks past it. */
const OLD_DAYS = 14;

function oldDay({ workspace: { config, demo } }: Deps, activity: Activity | undefined, today: Day): Finding[] {
  // A day that somebody chose needs no telling, and the example's is always old.
  if (activity === undefined || config.as_of !== undefined || demo) return [];
  const age = daysBetween(activity.day, today);
  if (age <= OLD_DAYS) return [];
  return [
    {
      kind: "old-as-of",
      message: `answers look back from ${activity.day}, ${age} days ago: the last day with use, a ticket, a survey answer, a meeting held or an invoice (here ${activity.what}). Newer accounts, contacts, deals or subscriptions do not set it. For another day: --as-of ${today}, or \`as_of: ${today}\` in echo.yaml`,
    },
  ];
}

/** Entries of `mapping` that no file is about: a name mistyped, most likely. */
function idleMappings(deps: Deps, { files }: ImportReport): Finding[] {
  const entries = deps.workspace.config.mapping ?? [];
  const paths = files.map(({ file }) => file);
  return entries
    .filter(({ file }) => !paths.some((path) => matchesPattern(path, file)))
    .map(({ file }) => {
      const [near] = nearest(file, paths, 1);
      return {
        kind: "mapping-without-file",
        message: `the mapping of ${file} in echo.yaml is about no file${near === undefined ? "" : `; the nearest is ${near}`}`,
      };
    });
}

function rejectsCsv({ rejects }: ImportReport): string {
  return [
    csvLine(["file", "line", "column", "value", "reason", "refused"]),
    ...rejects.map(({ file, line, column, value, reason, refused }) => csvLine([file, line, column, value, reason, refused])),
  ].join("");
}
