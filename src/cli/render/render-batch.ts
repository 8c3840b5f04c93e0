import type { ChalkInstance } from "chalk";
import type { BatchReport } from "../../batch/batch-report.ts";
import type { Job } from "../../batch/job.ts";
import { clean, count } from "../../core/text.ts";
import { cut } from "./cut.ts";
import { jobHeadline } from "./job-headline.ts";
import { columns, pad } from "./wrap.ts";

export interface BatchView {
  readonly paint: ChalkInstance;
  readonly width: number;
  /** Where the results are, as it may be typed. */
  readonly results: string;
  /** Every job; else only those that are not ok. */
  readonly all: boolean;
}

const WIDEST_ID = 28;
const STATUS = 7;
const MOST_LINES = 200;
/** Where the lines are only talk beside the results. */
const MOST_BESIDE = 20;

/** A line a job, and what it comes to. Jobs stand in the order of their file. */
export function renderBatch(report: BatchReport, { paint, width, results, all }: BatchView): string {
  const shown = report.results.filter(({ result }) => all || result.status !== "ok");
  const most = all ? MOST_LINES : MOST_BESIDE;
  const ids = Math.min(WIDEST_ID, Math.max(0, ...shown.map(({ job }) => columns(clean(job.id)))));
  const mark = { ok: paint.green, failed: paint.red, skipped: paint.yellow };
  const lines = shown.slice(0, most).map(({ job, result }) => {
    const text = cut(jobHeadline(result), Math.max(20, width - ids - STATUS - 4));
    return `${pad(cut(clean(job.id), ids), ids)}  ${mark[result.status](pad(result.status, STATUS))}  ${text}`.trimEnd();
  });
  const more = shown.length > most ? [paint.dim(`… and ${count(shown.length - most, "more job")}`)] : [];
  const body = lines.length === 0 ? [] : [...lines, ...more, ""];
  return `${[...body, paint.dim(sums(report)), paint.dim(`Results: ${results}`), ...next(report)].join("\n")}\n`;
}

function sums({ results, ok, failed, skipped, before, findings, usd }: BatchReport): string {
  const parts = [
    `${ok} of ${count(results.length, "job")} ok`,
    ...(findings > 0 ? [`${findings} of them with findings`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} not done`] : []),
    ...(before > 0 ? [`${before} ended before`] : []),
    ...(usd > 0 ? [`$${usd.toFixed(2)}`] : []),
  ];
  return `${parts.join(", ")}.`;
}

function next({ failed, skipped }: BatchReport): string[] {
  if (skipped > 0) return ["The same command with --resume does what is left."];
  return failed > 0 ? ["The same command with --resume --retry-failed does what failed again."] : [];
}

/** The jobs as they would run, one command a line. */
export function renderJobs(jobs: readonly Job[], { paint, width }: Pick<BatchView, "paint" | "width">): string {
  const ids = Math.min(WIDEST_ID, Math.max(0, ...jobs.map(({ id }) => columns(clean(id)))));
  const lines = jobs.map(({ id, command, args }) => {
    const words = [command, ...args.filter((arg) => arg !== "--")].map((word) => (/[\s"']/.test(word) ? JSON.stringify(word) : word));
    return `${pad(cut(clean(id), ids), ids)}  ${cut(clean(words.join(" ")), width - ids - 2)}`;
  });
  return `${lines.join("\n")}\n\n${paint.dim(`${count(jobs.length, "job")}; none was run.`)}\n`;
}
