import type { BatchReport } from "../../batch/batch-report.ts";
import type { Job } from "../../batch/job.ts";
import type { JobResult } from "../../batch/job-result.ts";
import { escapeXml } from "./escape-xml.ts";

/** JUnit XML: a test case a job, in the order of the jobs. A bug of ours is an error, anything else that failed a failure. */
export function renderBatchJunit({ results, failed, skipped }: BatchReport): string {
  const errors = results.filter(({ result }) => isBug(result)).length;
  const counts = `tests="${results.length}" failures="${failed - errors}" errors="${errors}" skipped="${skipped}"`;
  const cases = results.map(({ job, result }) => testCase(job, result)).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="echo-cs batch" ${counts}>\n  <testsuite name="jobs" ${counts}>\n${cases}\n  </testsuite>\n</testsuites>\n`;
}

function testCase({ id, command, args, place }: Job, result: JobResult): string {
  const line = place.line === undefined ? "" : ` line="${place.line}"`;
  const open = `    <testcase classname="${escapeXml(command)}" name="${escapeXml(id)}" file="${escapeXml(place.file)}"${line}`;
  const { error } = result;
  const message = escapeXml(error?.message ?? "");
  if (result.status === "skipped") return `${open}><skipped message="${message}"/></testcase>`;
  if (result.status === "failed") {
    const kind = isBug(result) ? "error" : "failure";
    const body = [
      error?.message ?? "",
      `echo-cs ${[command, ...args].join(" ")}`,
      ...(error?.fix === undefined ? [] : [`fix: ${error.fix}`]),
    ];
    return `${open}><${kind} type="${escapeXml(error?.code ?? "")}" message="${message}">${escapeXml(body.join("\n"))}</${kind}></testcase>`;
  }
  return result.exit === 2 ? `${open}><system-out>ended with findings (exit 2)</system-out></testcase>` : `${open}/>`;
}

function isBug({ status, exit }: JobResult): boolean {
  return status === "failed" && exit === 70;
}
