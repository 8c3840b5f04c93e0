import { setTimeout as sleep } from "node:timers/promises";

export interface Repeated {
  /** Resolves when the last time is over. */
  stop(): Promise<void>;
}

/** Does something every so often, once at a time; what goes wrong once is tried again the next time. */
export function repeated(everyMs: number, act: () => Promise<void>): Repeated {
  const stopped = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => {});
      if (!stopped.signal.aborted) await act().catch(() => {});
    }
  };
  const over = loop();
  return {
    stop: async () => {
      stopped.abort();
      await over;
    },
  };
}
