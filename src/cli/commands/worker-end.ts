import process from "node:process";
import type { Io } from "../io.ts";

export interface WorkerEnd {
  /** The first Ctrl-C or SIGTERM: the worker ends in order. */
  readonly signal: AbortSignal;
  /** The second: nothing is waited for any more. */
  readonly now: AbortSignal;
}

const AT_ONCE = 130;

/** How a person or a supervisor ends a worker: asked once it drains, asked twice it is gone, and others take its jobs over. */
export function workerEnd(io: Io): WorkerEnd {
  const [drain, now] = [new AbortController(), new AbortController()];
  const asked = (): void => {
    if (drain.signal.aborted) {
      now.abort();
      process.exit(AT_ONCE);
    }
    drain.abort();
  };
  process.on("SIGTERM", asked);
  if (io.signal.aborted) drain.abort();
  io.signal.addEventListener("abort", () => {
    drain.abort();
    process.on("SIGINT", asked);
  });
  return { signal: drain.signal, now: now.signal };
}
