import type { Book } from "../book/book.ts";
import { queryNamed } from "../book/queries/registry.ts";
import { DATA_TABLES, type DataTable } from "../book/schema.ts";
import type { Workspace } from "../config/workspace.ts";
import { EchoError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { QUARTER_METRICS } from "../domain/facts/metrics/quarter-metrics.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { REVIEW_METRICS } from "../domain/facts/metrics/review-metrics.ts";
import { metricsUsed } from "../run/analyst/metrics-used.ts";
import { loadPlaybooks } from "../run/playbook/load-playbooks.ts";

export interface MissingExport {
  /** The book's table that is empty. */
  readonly table: DataTable;
  /** Which export would fill it. */
  readonly needs: string;
  /** Metrics that cannot be computed without it. */
  readonly metrics: readonly string[];
  /** Answers (titles of playbooks, and the business review) that look at them. */
  readonly answers: readonly string[];
}

/** The tables that no export filled though figures rest on them, and which metrics and answers that weakens. */
export async function missingExports(book: Book, workspace: Workspace, log: Log): Promise<MissingExport[]> {
  const [filled] = await book.rows<Record<DataTable, boolean>>(
    `SELECT ${DATA_TABLES.map((table) => `EXISTS (SELECT 1 FROM ${table}) AS ${table}`).join(", ")}`,
  );
  const empty = DATA_TABLES.filter((table) => filled?.[table] !== true);
  if (empty.length === 0) return [];
  const playbooks = await playbooksOf(workspace, log);
  return empty.flatMap((table) => {
    const metrics = [...METRICS.values()].filter((metric) => queryNamed(metric.query).tables[0] === table && metric.about === "account");
    const [first] = metrics;
    // What no figure rests on yet is not missed.
    if (first === undefined) return [];
    const names = new Set(metrics.map(({ name }) => name));
    const answers = playbooks.filter(({ uses }) => uses.some((name) => names.has(name))).map(({ title }) => title);
    const reviews = [...QUARTER_METRICS, ...REVIEW_METRICS].some(({ name }) => names.has(name)) ? ["Business review"] : [];
    return [{ table, needs: first.needs, metrics: [...names], answers: [...answers, ...reviews] }];
  });
}

async function playbooksOf(workspace: Workspace, log: Log): Promise<{ title: string; uses: readonly string[] }[]> {
  try {
    return [...(await loadPlaybooks(workspace.references)).values()].map((playbook) => ({
      // No question has named the days yet: those that the list takes of its own.
      title: playbook.title.replaceAll("asked_days", String(playbook.days ?? "so many")),
      uses: metricsUsed(playbook),
    }));
  } catch (error) {
    // A broken playbook is no reason to keep the import's report back.
    if (!(error instanceof EchoError)) throw error;
    log.warn(error.message);
    return [];
  }
}
