import type { CallLimits } from "../../app/within.ts";
import { estimateTokens } from "../../llm/estimate-tokens.ts";
import type { ModelReply } from "../../llm/model.ts";
import { TransientError } from "../../llm/transient-error.ts";
import { Draining, type RateDesk } from "./rate-desk.ts";

/** Refusals for calling too fast or too much at once: they say something about all workers. */
const STORMS = new Set(["rate-limited", "overloaded"]);
/** How often a call is made again after such a refusal: a server that says no for longer is in trouble that a person should hear of. */
const MOST_STORMS = 30;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * The limits that all workers keep together, for one job. A 429 slows everybody down and the call is made again: it costs the job nothing but
 * time. When the worker drains, `stop` hears of the first call that is not made any more.
 */
export function sharedLimits(desk: RateDesk, stop: () => void): CallLimits {
  return {
    guard: (model, rates, account) => ({
      async complete(request, options = {}) {
        const tokens = estimateTokens(request) + request.maxTokens;
        for (let storms = 0; ; storms += 1) {
          const call = await admitted(desk.admit(account, tokens, rates, options.signal), stop);
          try {
            const reply = await model.complete(request, options);
            desk.settle(account, call, tokensOf(reply));
            return reply;
          } catch (error) {
            const isStorm = error instanceof TransientError && STORMS.has(error.code);
            // What was refused took no tokens; of what broke off nobody knows.
            desk.settle(account, call, isStorm ? 0 : null);
            if (!isStorm || storms >= MOST_STORMS) throw error;
            await desk.slowDown(account, error.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** storms));
          }
        }
      },
    }),
  };
}

async function admitted(turn: Promise<string>, stop: () => void): Promise<string> {
  try {
    return await turn;
  } catch (error) {
    if (error instanceof Draining) stop();
    throw error;
  }
}

/** Reading the cache is not counted against the rate. */
function tokensOf({ usage }: ModelReply): number | null {
  const { input, output, cacheWrite } = usage;
  return input + output + cacheWrite > 0 ? input + output + cacheWrite : null;
}
