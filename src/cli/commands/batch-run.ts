import { batchReport } from "../../batch/batch-report.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { viewOf } from "../print-result.ts";
import { renderJobs } from "../render/render-batch.ts";
import type { WholeProgram } from "../whole-program.ts";
import type { BatchFlags } from "./batch-flags.ts";
import { batchJobs } from "./batch-jobs.ts";
import { batchPlace } from "./batch-place.ts";
import { tellBatch, toldBy } from "./batch-tell.ts";
import { workThrough } from "./batch-work.ts";

/** Runs `batch`. Exit 3 where jobs failed or were not done, 4 where the budget stopped it, 130 where a person did. */
export async function runBatch(named: string, flags: BatchFlags, io: Io, program: WholeProgram): Promise<ExitCode> {
  if (flags.queue !== undefined && flags.dryRun !== true) {
    const { runQueuedBatch } = await import("./batch-queue-run.ts");
    return runQueuedBatch(named, flags, io, program);
  }
  const jobs = await batchJobs(named, flags, io, program);
  if (flags.dryRun === true) {
    io.stdout(
      flags.json === true
        ? jobs.map(({ id, command, args }) => `${JSON.stringify({ id, command, args })}\n`).join("")
        : renderJobs(jobs, viewOf(io)),
    );
    return EXIT.ok;
  }
  const place = await batchPlace(named, flags, io);
  const { now, past } = await workThrough({ jobs, place, flags, io, program, told: toldBy(flags, io) });
  return tellBatch(batchReport(jobs, now, past), place.results, flags, io);
}
