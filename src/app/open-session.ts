import { accountOwners } from "../book/account-owners.ts";
import type { Book } from "../book/book.ts";
import { lastActivity } from "../book/last-activity.ts";
import type { QueryContext } from "../book/queries/query.ts";
import { ensureSnapshot } from "../book/snapshot/ensure-snapshot.ts";
import type { ImportSettings } from "../book/snapshot/manifest.ts";
import { openBook, type OpenedBook } from "../book/snapshot/open-book.ts";
import type { ImportReport } from "../book/snapshot/report.ts";
import type { Workspace } from "../config/workspace.ts";
import { type Day, dayOf, daysBetween } from "../core/days.ts";
import { DataError } from "../core/errors.ts";
import { count } from "../core/text.ts";
import { DEFAULT_HEALTH } from "../domain/health/health-model.ts";
import type { Knowledge } from "../domain/knowledge/knowledge.ts";
import { loadKnowledge } from "../team/knowledge/load-knowledge.ts";
import { ticketReadings } from "./ticket-readings.ts";
import { filedState } from "./check-state.ts";
import type { Deps } from "./deps.ts";
import { figureSettings } from "./figure-settings.ts";
import { pulledSources, warnOfUnpulled } from "./pulled-sources.ts";
import { EVERYBODY, resolveOwner } from "./resolve-owner.ts";
import { sharedBook } from "./shared-book.ts";
import { warnOfHalfRead } from "./warn-of-half-read.ts";
import type { Shared } from "./within.ts";
import { givenDay } from "./given-day.ts";

/** What a command may say about the book it works on. */
export interface BookOptions {
  readonly asOf?: string | undefined;
  /** The day from which work is due, for a part of an answer whose day is settled. */
  readonly workOn?: Day | undefined;
  readonly health?: string | undefined;
  /** One account as a person names it: an owner then narrows nothing. */
  readonly account?: string | undefined;
}

/** An open book with the day it is looked at from. Close it when done. */
export interface Session {
  readonly deps: Deps;
  readonly book: Book;
  readonly knowledge: Knowledge;
  readonly asOf: Day;
  /** The day from which work is due: as-of where a day was named, else today, since nobody works in the past. */
  readonly workOn: Day;
  /** Whole days between as-of and today. */
  readonly age: number;
  /** The import's report, where the exports had changed. */
  readonly imported: ImportReport | null;
  /** What queries need, by the named health model (default: the option's, the configuration's, else specialist). */
  context(health?: string): QueryContext;
  /** The same session over the accounts of `owner`, else of the owner that the command names; itself where neither does. Throws UserError for an unknown owner. */
  narrowed(owner?: string): Promise<Session>;
  close(): void;
}

/**
 * Opens the workspace's book, importing the exports first where they changed, narrowed to the owner's accounts where one is named and no
 * account is. Throws UserError and DataError with their fix.
 */
export async function openSession(deps: Deps, options: BookOptions = {}): Promise<Session> {
  const session = await openWholeSession(deps, options);
  if (options.account !== undefined) return session;
  try {
    return await session.narrowed();
  } catch (error) {
    session.close();
    throw error;
  }
}

/** Like openSession, over every account whoever owns it. */
export async function openWholeSession(deps: Deps, options: BookOptions = {}): Promise<Session> {
  const { workspace, clock } = deps;
  const { book, knowledge, report } = await (deps.within === undefined ? opening(deps) : sharedOpening(deps, deps.within.shared));
  try {
    const today = dayOf(clock.now(), book.timeZone);
    const named = options.asOf ?? workspace.config.as_of;
    const asOf = await asOfDay(book, named, today);
    const stands = named !== undefined || workspace.demo || deps.within?.demo === true;
    const chosen = options.health ?? workspace.config.health;
    return sessionOf(deps, book, {
      knowledge,
      asOf,
      workOn: options.workOn ?? (stands ? asOf : today),
      age: daysBetween(asOf, today),
      imported: report,
      health: (wished) => chosen ?? wished ?? DEFAULT_HEALTH,
    });
  } catch (error) {
    book.close();
    throw error;
  }
}

interface Opening {
  readonly book: OpenedBook;
  readonly knowledge: Knowledge;
  readonly report: ImportReport | null;
}

async function opening(deps: Deps): Promise<Opening> {
  const { workspace, log } = deps;
  await warnOfUnpulled(workspace, log);
  const { report } = deps.within?.book === undefined ? await ensureSnapshot(importInput(deps)) : { report: null };
  if (report !== null) sayImported(report, log);
  const book = await openBook(workspace.snapshot);
  try {
    await warnOfHalfRead(book, log);
    const knowledge = { ...(await loadKnowledge(workspace.references)), settings: await figureSettings(workspace) };
    for (const [name, error] of knowledge.brokenModels ?? [])
      log.warn(`${error.detail.message.replace(/\.$/, "")}. The health model "${name}" cannot be used until that is mended.`);
    return { book, knowledge, report };
  } catch (error) {
    book.close();
    throw error;
  }
}

/** Opened once for all commands of the process. */
async function sharedOpening(deps: Deps, shared: Shared): Promise<Opening> {
  const { snapshot } = deps.workspace;
  const opened = await shared.once(
    `opening ${snapshot}`,
    async () => {
      const own = await opening(deps);
      // Before any of them can write: see filedState.
      if (deps.within?.still === true) await filedState(deps);
      return { own, common: { ...own, book: sharedBook(own.book, snapshot, shared) } };
    },
    ({ own }) => own.book.close(),
  );
  return opened.common;
}

interface Settled extends Pick<Session, "knowledge" | "asOf" | "workOn" | "age" | "imported"> {
  readonly health: (wished: string | undefined) => string;
}

function sessionOf(deps: Deps, book: OpenedBook, settled: Settled): Session {
  const { knowledge, asOf, workOn, age, imported, health } = settled;
  const session: Session = {
    deps,
    book,
    knowledge,
    asOf,
    workOn,
    age,
    imported,
    context: (wished) => ({ book, knowledge, scope: { asOf, health: health(wished) } }),
    narrowed: async (owner = deps.owner) => {
      if (owner === undefined || owner === EVERYBODY || book.owner !== undefined) return session;
      const { name, accounts } = resolveOwner(owner, await accountOwners(book));
      deps.log.info(`Only the ${count(accounts.length, "account")} of ${name}.`);
      return sessionOf(deps, await book.narrow(name, accounts), settled);
    },
    close: () => book.close(),
  };
  return session;
}

/** The import's input for a workspace. */
export function importInput({ workspace, log, clock }: Deps): Parameters<typeof ensureSnapshot>[0] {
  const sources = pulledSources(workspace);
  return { exportsDir: workspace.exports, snapshotPath: workspace.snapshot, ...importSettings(workspace), sources, log, now: clock.now() };
}

/** What of a workspace shapes an import, beside its exports. */
export function importSettings({ config, configPath, overrides, references, agents }: Workspace): ImportSettings {
  return {
    timeZone: config.timezone ?? "UTC",
    currency: config.currency ?? null,
    company: config.company?.name ?? "",
    mapping: config.mapping === undefined || configPath === undefined ? undefined : { entries: config.mapping, file: configPath },
    overridesFile: overrides,
    readings: ticketReadings({ references, agents }),
  };
}

async function asOfDay(book: Book, named: string | undefined, today: Day): Promise<Day> {
  if (named !== undefined) return givenDay(named, "--as-of");
  const last = await lastActivity(book, today);
  if (last === undefined)
    throw new DataError({
      code: "no-activity",
      message: "The exports hold no use, ticket, survey, meeting or invoice up to today, so there is no day to look back from.",
      fix: "Add exports with activity, or name a day with --as-of.",
    });
  return last;
}

function sayImported(report: ImportReport, log: Deps["log"]): void {
  const rejected = report.files.reduce((sum, file) => sum + file.rejected, 0);
  const skipped = report.files.filter((file) => file.taken_for === null).length;
  const extras = [
    ...(rejected > 0 ? [`${count(rejected, "row")} rejected`] : []),
    ...(skipped > 0 ? [`${count(skipped, "file")} not understood`] : []),
  ];
  log.info(
    `Imported ${count(report.files.length - skipped, "file")}, ${count(report.accounts, "account")}${extras.length > 0 ? `; ${extras.join(", ")} (echo-cs import tells which)` : ""}.`,
  );
}
