import type { Job } from "../../batch/job.ts";
import type { JobResult } from "../../batch/job-result.ts";
import { grouped } from "../../core/text.ts";
import type { Io } from "../io.ts";

/** A line on a terminal's stderr that says how far a batch is. */
export interface BatchProgress {
  readonly started: (job: Job) => void;
  readonly ended: (result: JobResult) => void;
  /** Wipes the line; the next job that ends writes it again. */
  readonly clear: () => void;
}

const EVERY_MS = 100;

/** Progress where stderr is a terminal, of `total` jobs; else nothing. */
export function batchProgress(io: Io, total: number): BatchProgress {
  if (!io.stderrIsTerminal) return { started: () => {}, ended: () => {}, clear: () => {} };
  let [done, failed, running, usd, shownAt, isShown] = [0, 0, 0, 0, 0, false];
  const show = (): void => {
    const now = io.now().getTime();
    if (now - shownAt < EVERY_MS && done < total) return;
    [shownAt, isShown] = [now, true];
    const parts = [
      `${grouped(done)} of ${grouped(total)} jobs`,
      `${running} running`,
      ...(failed > 0 ? [`${grouped(failed)} failed`] : []),
      ...(usd > 0 ? [`$${usd.toFixed(2)}`] : []),
    ];
    io.stderr(`\r\u001B[K${parts.join(", ")}`);
  };
  return {
    started: () => {
      running += 1;
      show();
    },
    ended: (result) => {
      // What is skipped never ran.
      if (result.status !== "skipped") running -= 1;
      done += 1;
      usd += result.usd ?? 0;
      if (result.status === "failed") failed += 1;
      show();
    },
    clear: () => {
      if (isShown) io.stderr("\r\u001B[K");
      isShown = false;
    },
  };
}
