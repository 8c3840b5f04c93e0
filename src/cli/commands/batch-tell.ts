import { relative, resolve } from "node:path";
import type { BatchReport } from "../../batch/batch-report.ts";
import type { JobResult } from "../../batch/job-result.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { appendText, writeTextAtomic } from "../../core/files.ts";
import type { Io } from "../io.ts";
import { viewOf } from "../print-result.ts";
import { renderBatch } from "../render/render-batch.ts";
import { renderBatchJunit } from "../render/render-batch-junit.ts";
import { renderBatchMarkdown } from "../render/render-batch-markdown.ts";
import { batchExit } from "./batch-exit.ts";
import type { BatchFlags } from "./batch-flags.ts";

/** Tells a result the moment it is on record. */
export function toldBy(flags: BatchFlags, io: Io): (result: JobResult) => void {
  return isLines(flags, io) ? (result) => io.stdout(`${JSON.stringify(result)}\n`) : () => {};
}

/** Tells what a batch came to, wherever that is asked for, and returns its exit. `results` is the file that holds the results. */
export async function tellBatch(report: BatchReport, results: string, flags: BatchFlags, io: Io): Promise<ExitCode> {
  const lines = isLines(flags, io);
  const text = renderBatch(report, { ...viewOf(io), results: flags.out ?? nearPath(io.cwd, results), all: !lines });
  if (lines) io.stderr(text);
  else io.stdout(text);
  // What was done is told before a file is written that the disk may have no room for.
  if (flags.junit !== undefined) await writeTextAtomic(resolve(io.cwd, flags.junit), renderBatchJunit(report));
  const summary = io.env["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined && summary !== "") await appendText(resolve(io.cwd, summary), renderBatchMarkdown(report));
  return batchExit(report);
}

/** Results are for a program to read where they are asked for or nobody looks; a table where somebody does or a file gets them. */
function isLines(flags: BatchFlags, io: Io): boolean {
  return flags.json === true || (flags.out === undefined && !io.stdoutIsTerminal);
}

/** The path as seen from the current folder, where that is shorter. */
function nearPath(cwd: string, path: string): string {
  const near = relative(cwd, path);
  return near.startsWith("..") ? path : near;
}
