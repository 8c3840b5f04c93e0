import { setTimeout as sleep } from "node:timers/promises";
import { randomIds } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import type { ModelClient, ModelReply } from "./model.ts";
import { TransientError } from "./transient-error.ts";

export interface RetryOptions {
  readonly log: Log;
  /** How often a call is made again; default 4. */
  readonly retries?: number | undefined;
  /** Draws from 0 to 1: clients that failed together must not come back together. */
  readonly chance?: (() => number) | undefined;
  readonly wait?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** Who is asked to wait longer tells the person instead. */
const MOST_PATIENCE_MS = 60_000;

/**
 * A model whose passing failures are tried again: 0.5 s, 1 s, 2 s … with jitter, or as long as the server asks. A reply without any content
 * counts as a failure. Throws the last failure where it does not pass; what is aborted is not tried again.
 */
export function retryingModel(model: ModelClient, options: RetryOptions): ModelClient {
  const { log, retries = 4, chance = drawn, wait = waitAbortably } = options;
  return {
    async complete(request, given = {}) {
      // A second stream would show the first one's sentences again.
      let streamed = false;
      for (let attempt = 0; ; attempt += 1) {
        const onText = given.onText === undefined || streamed ? undefined : watched(given.onText, () => (streamed = true));
        try {
          return withContent(await model.complete(request, { signal: given.signal, onText }));
        } catch (error) {
          if (!(error instanceof TransientError) || given.signal?.aborted === true) throw error;
          const pause = pauseBefore(error, attempt, chance);
          if (attempt >= retries || pause > MOST_PATIENCE_MS) throw error;
          log.warn(`${error.message} Trying again in ${(pause / 1000).toFixed(1)} s (${attempt + 1} of ${retries}).`);
          await wait(pause, given.signal);
        }
      }
    },
  };
}

function pauseBefore({ retryAfterMs }: TransientError, attempt: number, chance: () => number): number {
  const own = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + chance() / 2);
  // Never sooner than asked, and not all at the same moment either.
  return retryAfterMs === undefined ? own : retryAfterMs + FIRST_WAIT_MS * chance();
}

/** A refusal or a full context may say nothing; an answer may not. */
function withContent(reply: ModelReply): ModelReply {
  const isEmpty = reply.content.length === 0 || reply.content.every((block) => block.type === "text" && block.text.trim() === "");
  if (!isEmpty || (reply.stopReason !== "end_turn" && reply.stopReason !== "tool_use")) return reply;
  throw new TransientError({
    code: "empty-reply",
    message: "The model answered with nothing.",
    fix: "Try again, another model with --llm, or --no-model.",
  });
}

function watched(onText: (delta: string) => void, begun: () => void): (delta: string) => void {
  return (delta) => {
    begun();
    onText(delta);
  };
}

function drawn(): number {
  return Number.parseInt(randomIds.unique().slice(0, 8), 16) / 2 ** 32;
}

async function waitAbortably(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw signal?.aborted === true ? (signal.reason ?? error) : error;
  }
}
