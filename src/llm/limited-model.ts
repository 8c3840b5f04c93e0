import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../core/clock.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import type { ModelClient, ModelRequest } from "./model.ts";

/** How fast calls may follow each other; what is left out is not limited. */
export interface Rates {
  /** Calls under way at the same time. */
  readonly concurrency?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  /** Prompt and answer together. */
  readonly tokensPerMinute?: number | undefined;
}

const MINUTE_MS = 60_000;

interface Made {
  readonly at: number;
  tokens: number;
}

/**
 * A model whose calls wait for their turn: at most so many at once, and so many requests and tokens in any minute. First come, first served.
 * A call that alone is larger than a minute's tokens goes when nothing else does.
 */
export function limitedModel(
  model: ModelClient,
  rates: Rates,
  clock: Clock,
  wait: (ms: number, signal: AbortSignal | undefined) => Promise<void> = waitAbortably,
): ModelClient {
  const made: Made[] = [];
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let turn: Promise<void> = Promise.resolve();

  const slot = async (): Promise<void> => {
    if (underWay < (rates.concurrency ?? Number.POSITIVE_INFINITY)) underWay += 1;
    else await new Promise<void>((go) => waiting.push(go));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) underWay -= 1;
    else next();
  };
  const admitted = async (request: ModelRequest, signal: AbortSignal | undefined): Promise<Made> => {
    const tokens = rates.tokensPerMinute === undefined ? 0 : estimateTokens(request);
    for (;;) {
      signal?.throwIfAborted();
      const now = clock.now().getTime();
      while ((made[0]?.at ?? now) <= now - MINUTE_MS) made.shift();
      const used = made.reduce((sum, each) => sum + each.tokens, 0);
      const isFull = made.length >= (rates.requestsPerMinute ?? Number.POSITIVE_INFINITY);
      const isMuch = made.length > 0 && used + tokens > (rates.tokensPerMinute ?? Number.POSITIVE_INFINITY);
      if (!isFull && !isMuch) break;
      await wait((made[0]?.at ?? now) + MINUTE_MS - now, signal);
    }
    const entry = { at: clock.now().getTime(), tokens };
    made.push(entry);
    return entry;
  };

  return {
    async complete(request, options = {}) {
      await slot();
      try {
        const mine = turn.then(() => admitted(request, options.signal));
        turn = mine.then(
          () => {},
          () => {},
        );
        const entry = await mine;
        const reply = await model.complete(request, options);
        const { input, output, cacheWrite } = reply.usage;
        // Reading the cache is not counted against the rate.
        if (input + output + cacheWrite > 0) entry.tokens = input + output + cacheWrite;
        return reply;
      } finally {
        leave();
      }
    },
  };
}

async function waitAbortably(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal });
}
