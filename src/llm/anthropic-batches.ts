import { setTimeout as sleep } from "node:timers/promises";
import type Anthropic from "@anthropic-ai/sdk";
import { ModelError } from "../core/errors.ts";
import { hash } from "../core/ids.ts";
import { isRecord, stableJson } from "../core/json.ts";
import { type AnthropicOptions, loadClient } from "./anthropic.ts";
import { DEFAULT_BASE_URL } from "./base-url.ts";
import { toModelError } from "./anthropic-errors.ts";
import { loadForm } from "./anthropic-form.ts";
import { fromMessage, MalformedReply, toParams } from "./anthropic-shapes.ts";
import type { ModelClient, ModelReply } from "./model.ts";
import { TransientError } from "./transient-error.ts";

/** A batch that was sent: enough to ask for its results again after a restart. */
export interface BatchSent {
  readonly type: "batch-sent";
  readonly batch: string;
  /** The names of its calls; each comes from the call's content. */
  readonly calls: readonly string[];
}

/** Where sent batches are kept: a journal of runs fits. */
export interface BatchLog {
  readonly past: readonly BatchSent[];
  append(sent: BatchSent): Promise<void>;
}

export interface BatchOptions extends AnthropicOptions {
  readonly sent: BatchLog;
  /** How long to gather calls after the first, in ms (default 250): runs that go on together are sent together. */
  readonly gatherMs?: number | undefined;
  /** The first wait between looks, in ms (default 2000); it doubles up to a minute. */
  readonly pollMs?: number | undefined;
}

type Params = Anthropic.Messages.BatchCreateParams.Request["params"];
type Loaded = Awaited<ReturnType<typeof loadClient>>;

interface Waiting {
  readonly params: Params;
  readonly promise: Promise<ModelReply>;
  readonly resolve: (reply: ModelReply) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_IN_A_BATCH = 10_000;
const LONGEST_POLL_MS = 60_000;

/**
 * A model that is asked by way of Message Batches: at half the price, within a day. Calls that come together go out as one batch; each gets
 * its own result or its own failure, whatever order they come back in. A call that an earlier process sent is not sent again: its batch is
 * asked for its result.
 */
export function batchedModel(options: BatchOptions): ModelClient {
  const { gatherMs = 250, sent } = options;
  const batchOf = new Map(sent.past.flatMap(({ batch, calls }) => calls.map((call): [string, string] => [call, batch])));
  const results = new Map<string, Promise<ReadonlyMap<string, Anthropic.Messages.MessageBatchResult>>>();
  const waiting = new Map<string, Waiting>();
  // Ends the waiting for batches when nobody waits for them any more: a person wants their prompt back.
  const idle = new AbortController();
  let queued: string[] = [];
  let loaded: Promise<Loaded> | undefined;
  const client = (): Promise<Loaded> =>
    (loaded ??= loadClient({ ...options, maxRetries: options.maxRetries ?? 4 }, options.baseUrl ?? DEFAULT_BASE_URL));

  const send = async (): Promise<void> => {
    const calls = queued.slice(0, MOST_IN_A_BATCH);
    queued = queued.slice(MOST_IN_A_BATCH);
    if (queued.length > 0) void send();
    const fail = (error: unknown): void => calls.forEach((call) => settle(call, waiting, (each) => each.reject(error)));
    const { client: api, sdk } = await client();
    try {
      const requests = calls.flatMap((custom_id) => {
        const params = waiting.get(custom_id)?.params;
        return params === undefined ? [] : [{ custom_id, params }];
      });
      const { id } = await api.messages.batches.create({ requests });
      await sent.append({ type: "batch-sent", batch: id, calls });
      await collect(id, calls);
    } catch (error) {
      fail(toModelError(error, sdk, circumstances(options)));
    }
  };

  const collect = async (batch: string, calls: readonly string[]): Promise<void> => {
    const { client: api } = await client();
    const known = results.get(batch) ?? resultsOf(api, batch, options, idle.signal);
    results.set(batch, known);
    const found = await known;
    for (const call of calls) settle(call, waiting, ({ resolve, reject }) => deliver(found.get(call), resolve, reject));
  };

  return {
    async complete(request, { signal } = {}) {
      signal?.throwIfAborted();
      const params: Params = toParams(request, await loadForm());
      const call = `echo-${hash(stableJson(params), 48)}`;
      const present = waiting.get(call);
      if (present !== undefined) return present.promise;
      const entry = waitingFor(params);
      waiting.set(call, entry);
      const batch = batchOf.get(call);
      // A batch that failed this call is not asked twice: the call then goes out anew.
      batchOf.delete(call);
      if (batch !== undefined) {
        collect(batch, [call]).catch(async (error: unknown) => {
          const { sdk } = await client();
          settle(call, waiting, ({ reject }) => reject(toModelError(error, sdk, circumstances(options))));
        });
      } else {
        queued.push(call);
        if (queued.length === 1) setTimeout(() => void send(), gatherMs);
      }
      if (signal === undefined) return entry.promise;
      return abortable(entry.promise, signal, () => {
        waiting.delete(call);
        if (waiting.size === 0) idle.abort();
      });
    },
  };
}

/** The results of a batch by call, once it has ended. */
async function resultsOf(
  api: Anthropic,
  batch: string,
  { pollMs = 2000, log }: BatchOptions,
  signal: AbortSignal,
): Promise<Map<string, Anthropic.Messages.MessageBatchResult>> {
  for (let pause = pollMs; ; pause = Math.min(LONGEST_POLL_MS, pause * 2)) {
    const { processing_status, request_counts } = await api.messages.batches.retrieve(batch);
    if (processing_status === "ended") break;
    log.info(`The batch ${batch} is being worked on: ${request_counts.succeeded} done, ${request_counts.processing} to go.`);
    await sleep(pause, undefined, { signal });
  }
  const found = new Map<string, Anthropic.Messages.MessageBatchResult>();
  for await (const { custom_id, result } of await api.messages.batches.results(batch)) found.set(custom_id, result);
  return found;
}

function deliver(result: Anthropic.Messages.MessageBatchResult | undefined, resolve: Waiting["resolve"], reject: Waiting["reject"]): void {
  try {
    if (result?.type === "succeeded") return resolve({ ...fromMessage(result.message), batched: true });
  } catch (error) {
    return reject(
      new ModelError({
        code: "malformed-reply",
        message: `A result of the batch cannot be used: ${error instanceof MalformedReply ? error.message : "it is damaged"}.`,
      }),
    );
  }
  if (result?.type === "errored" && kindOf(result.error) === "invalid_request_error")
    return reject(
      new ModelError({
        code: "request-refused",
        message: "A call of the batch was refused.",
        found: messageOf(result.error),
        fix: "Try another model with --llm.",
      }),
    );
  const what = result === undefined ? "has no result" : result.type === "errored" ? `failed (${kindOf(result.error)})` : result.type;
  reject(
    new TransientError({ code: "batch-failed", message: `A call of the batch ${what}.`, fix: "Resume the run: what succeeded is kept." }),
  );
}

function kindOf(error: unknown): string {
  const inner = isRecord(error) && isRecord(error["error"]) ? error["error"] : error;
  return isRecord(inner) && typeof inner["type"] === "string" ? inner["type"] : "unknown";
}

function messageOf(error: unknown): string {
  const inner = isRecord(error) && isRecord(error["error"]) ? error["error"] : error;
  return isRecord(inner) && typeof inner["message"] === "string" ? inner["message"].slice(0, 300) : "";
}

function circumstances({ baseUrl, aliases = {}, apiKey, authToken }: AnthropicOptions): Parameters<typeof toModelError>[2] {
  return { baseUrl: baseUrl ?? DEFAULT_BASE_URL, model: "", aliases, secret: apiKey ?? authToken ?? "", usesKey: apiKey !== undefined };
}

function waitingFor(params: Params): Waiting {
  let resolve: Waiting["resolve"] = () => {};
  let reject: Waiting["reject"] = () => {};
  const promise = new Promise<ModelReply>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {});
  return { params, promise, resolve, reject };
}

function settle(call: string, waiting: Map<string, Waiting>, how: (each: Waiting) => void): void {
  const entry = waiting.get(call);
  waiting.delete(call);
  if (entry !== undefined) how(entry);
}

/** Leaves the batch to its work where the person does not want to wait: it is on record and can be resumed. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal, leave: () => void): Promise<T> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      leave();
      reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
    };
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
