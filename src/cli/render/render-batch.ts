import type { ChalkInstance } from "chalk";
import type { BatchReport } from "../../batch/batch-report.ts";
import type { Job } from "../../batch/job.ts";
import type { JobResult } from "../../batch/job-result.ts";
import { isRecord } from "../../core/json.ts";
import { clean, count } from "../../core/text.ts";
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
    const text = cut(`${headlineOf(result)}`, Math.max(20, width - ids - STATUS - 4));
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

/** What came of a job, in a line: what it answers, else why it failed. */
export function headlineOf({ status, exit, result, error }: JobResult): string {
  if (status !== "ok") return clean(error === undefined ? `exit ${exit ?? "unknown"}` : error.message).replaceAll(/\s+/g, " ");
  const found = exit === 2 ? "findings: " : "";
  if (isRecord(result) && typeof result["headline"] === "string") return `${found}${clean(result["headline"])}`;
  if (isRecord(result) && isAccountPage(result)) return `${found}${pageText(result)}`;
  if (Array.isArray(result)) return `${found}${count(result.length, "row")}`;
  return found === "" ? "done" : "findings";
}

interface PageOfAccount {
  readonly name: string;
  readonly health: unknown;
  readonly open_tickets: readonly unknown[];
}

function isAccountPage(result: Readonly<Record<string, unknown>>): result is Readonly<Record<string, unknown>> & PageOfAccount {
  return typeof result["name"] === "string" && Array.isArray(result["open_tickets"]) && "health" in result;
}

/** "Acme Corp: health red at 48.0, 5 open tickets". */
function pageText({ name, health, open_tickets: tickets }: PageOfAccount): string {
  const [score, tier] = isRecord(health) ? [health["score"], health["tier"]] : [];
  const stands = typeof score === "number" && typeof tier === "string" ? `health ${tier} at ${score.toFixed(1)}` : "no health score";
  return clean(`${name}: ${stands}, ${count(tickets.length, "open ticket")}`);
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

function cut(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width ? text : `${letters.slice(0, Math.max(1, width - 1)).join("")}…`;
}
