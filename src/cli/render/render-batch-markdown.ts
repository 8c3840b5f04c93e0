import type { BatchReport } from "../../batch/batch-report.ts";
import { markdownCell } from "../../core/markdown-text.ts";
import { count } from "../../core/text.ts";
import { jobHeadline } from "./job-headline.ts";

const MOST_ROWS = 50;

/** The batch as Markdown for the summary of a CI job: the sums, then what failed and what was found. */
export function renderBatchMarkdown(report: BatchReport): string {
  const { results, failed, ok, skipped, findings, usd } = report;
  const told = [...results].sort((a, b) => rank(a.result.status) - rank(b.result.status));
  const rows = told
    .slice(0, MOST_ROWS)
    .map(
      ({ job, result }) => `| ${markdownCell(job.id)} | ${result.status} | ${result.exit ?? ""} | ${markdownCell(jobHeadline(result))} |`,
    );
  const more = told.length > MOST_ROWS ? [`\n${count(told.length - MOST_ROWS, "more job")} in the results file.`] : [];
  const sums = [`${ok} ok`, ...(findings > 0 ? [`${findings} of them with findings`] : []), `${failed} failed`, `${skipped} not done`];
  const cost = usd > 0 ? `, $${usd.toFixed(2)}` : "";
  return [
    `### echo-cs batch: ${count(results.length, "job")}, ${sums.join(", ")}${cost}\n`,
    "| job | status | exit | |",
    "| --- | --- | --- | --- |",
    ...rows,
    ...more,
    "",
  ].join("\n");
}

function rank(status: "ok" | "failed" | "skipped"): number {
  return { failed: 0, skipped: 1, ok: 2 }[status];
}
