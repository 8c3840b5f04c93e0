import { relative, resolve } from "node:path";
import { batchReport } from "../../batch/batch-report.ts";
import type { JobResult } from "../../batch/job-result.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { appendText, writeTextAtomic } from "../../core/files.ts";
import type { Io } from "../io.ts";
import { viewOf } from "../print-result.ts";
import { renderBatch, renderJobs } from "../render/render-batch.ts";
import { renderBatchJunit } from "../render/render-batch-junit.ts";
import { renderBatchMarkdown } from "../render/render-batch-markdown.ts";
import type { WholeProgram } from "../whole-program.ts";
import { batchExit } from "./batch-exit.ts";
import type { BatchFlags } from "./batch-flags.ts";
import { batchJobs } from "./batch-jobs.ts";
import { batchPlace } from "./batch-place.ts";
import { workThrough } from "./batch-work.ts";

/** Runs `batch`. Exit 3 where jobs failed or were not done, 4 where the budget stopped it, 130 where a person did. */
export async function runBatch(named: string, flags: BatchFlags, io: Io, program: WholeProgram): Promise<ExitCode> {
  const jobs = await batchJobs(named, flags, io, program);
  if (flags.dryRun === true) {
    io.stdout(
      flags.json === true
        ? jobs.map(({ id, command, args }) => `${JSON.stringify({ id, command, args })}\n`).join("")
        : renderJobs(jobs, viewOf(io)),
    );
    return EXIT.ok;
  }
  // Results are for a program to read where they are asked for or nobody looks; a table where somebody does or a file gets them.
  const lines = flags.json === true || (flags.out === undefined && !io.stdoutIsTerminal);
  const told = (result: JobResult): void => {
    if (lines) io.stdout(`${JSON.stringify(result)}\n`);
  };
  const place = await batchPlace(named, flags, io);
  const { now, past } = await workThrough({ jobs, place, flags, io, program, told });
  const report = batchReport(jobs, now, past);
  if (flags.junit !== undefined) await writeTextAtomic(resolve(io.cwd, flags.junit), renderBatchJunit(report));
  const summary = io.env["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined && summary !== "") await appendText(resolve(io.cwd, summary), renderBatchMarkdown(report));
  const text = renderBatch(report, { ...viewOf(io), results: flags.out ?? nearPath(io.cwd, place.results), all: !lines });
  if (lines) io.stderr(text);
  else io.stdout(text);
  return batchExit(report);
}

/** The path as seen from the current folder, where that is shorter. */
function nearPath(cwd: string, path: string): string {
  const near = relative(cwd, path);
  return near.startsWith("..") ? path : near;
}
