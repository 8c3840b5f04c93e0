import { ask as askQuestion } from "../app/ask.ts";
import { healthReport } from "../app/health.ts";
import type { HealthReport } from "../app/health-report.ts";
import { metricsReport } from "../app/metrics.ts";
import { metricsJson } from "../app/metrics-json.ts";
import type { ModelChoice } from "../app/model-choice.ts";
import { listSignals } from "../app/signals.ts";
import { runSql } from "../app/sql.ts";
import { DataError, EchoError, Interrupted, ModelError, UserError } from "../core/errors.ts";
import type { Brief } from "../domain/brief/brief.ts";
import type { Signal } from "../domain/signals/signal.ts";
import { withKeys } from "./in-keys.ts";
import { libraryDeps, type LibraryDeps } from "./library-deps.ts";
import { triage } from "./triage.ts";
import type { WorkspaceOptions } from "./workspace-options.ts";

export { DataError, EchoError, Interrupted, ModelError, triage, UserError };
export type { Brief, HealthReport, Signal, WorkspaceOptions };

/** A value of a table's cell. */
export type Cell = string | number | boolean | null;

export interface BookOptions extends WorkspaceOptions {
  /** The day every figure looks back from, `YYYY-MM-DD`. Default: the last day with activity. */
  readonly asOf?: string;
  /** Health model. Default: that of echo.yaml, else of the answering agent, else `specialist`. */
  readonly health?: string;
}

export interface AskOptions {
  /** The account, where the question does not say. */
  readonly account?: string;
  /** Who answers, instead of the router's choice. */
  readonly agent?: string;
  /** True: a language model answers, with the key in ANTHROPIC_API_KEY, and facts leave the machine. Default: the analyst, offline. */
  readonly model?: boolean;
  /** haiku, sonnet, opus or a full id. */
  readonly llm?: string;
  readonly signal?: AbortSignal;
}

/** An open book. Figures are those of the moment it was opened; close it when done: from then on every question throws UserError `book-closed`. */
export interface Book {
  /** Answers a question, as `echo-cs ask --json` does. */
  ask(question: string, options?: AskOptions): Promise<Brief>;
  /** Scores one account or all, worst first, as `echo-cs health --json` does. */
  health(account?: string): Promise<readonly HealthReport[]>;
  /** Warnings and chances of one account or all, gravest first, as `echo-cs signals --json` does. */
  signals(account?: string): Promise<readonly Signal[]>;
  /** The success metrics of a period (default: the last full quarter), as `echo-cs metrics --json` does. */
  metrics(period?: { readonly from?: string; readonly to?: string }): Promise<Readonly<Record<string, unknown>>>;
  /** The rows of one SELECT over the book's tables, at most `limit` of them (default 1000). */
  sql(select: string, limit?: number): Promise<readonly Readonly<Record<string, Cell>>[]>;
  close(): Promise<void>;
}

/**
 * Opens a book, importing its exports first where they changed. Throws EchoError: UserError where there is no workspace or an option is
 * wrong, DataError where a file is.
 */
export async function openBook(options: BookOptions = {}): Promise<Book> {
  const { asOf, health, ...place } = options;
  const { deps, close } = await withKeys(() => libraryDeps(place));
  const chosen = { asOf, health };
  let isClosed = false;
  const open = <T>(work: () => Promise<T>): Promise<T> =>
    withKeys(() => {
      if (isClosed) throw closedBook();
      return work();
    });
  return {
    ask: (question, asked = {}) =>
      open(async () => {
        const { account, agent, signal } = asked;
        const model = modelChoice(asked, deps.environment);
        return (await askQuestion(deps, { question, account, agent, signal, model, ...chosen })).brief;
      }),
    health: (account) => open(async () => (await healthReport(deps, { account, ...chosen })).scores),
    signals: (account) => open(async () => (await listSignals(deps, { account, ...chosen })).signals),
    metrics: (period = {}) => open(async () => metricsJson(await metricsReport(deps, { ...period, ...chosen }))),
    sql: (select, limit = 1000) =>
      open(async () => {
        const { columns, rows } = await runSql(deps, select, limit, new AbortController().signal);
        return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
      }),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await close();
    },
  };
}

/** Asks one question of a book that is opened for it. To ask several, open the book once. Throws like openBook. */
export async function ask(question: string, options: BookOptions & AskOptions = {}): Promise<Brief> {
  const book = await openBook(options);
  try {
    return await book.ask(question, options);
  } finally {
    await book.close();
  }
}

function closedBook(): UserError {
  return new UserError({ code: "book-closed", message: "The book is closed.", fix: "Open it again with openBook, or close it later." });
}

function modelChoice(asked: AskOptions, environment: LibraryDeps["deps"]["environment"]): ModelChoice | undefined {
  const { apiKey, authToken, baseUrl } = environment;
  return asked.model === true ? { llm: asked.llm ?? environment.llm, apiKey, authToken, baseUrl } : undefined;
}
