import { setTimeout as sleep } from "node:timers/promises";
import { steadyMs } from "../../core/clock.ts";
import { randomIds } from "../../core/ids.ts";
import type { Rates } from "../../llm/limited-model.ts";
import type { QueueDatabase } from "./open-database.ts";

/** Where this worker's calls wait for their turn among those of all workers. */
export interface RateDesk {
  /** Resolves, with a name for the call, when it may be made, which it must be at once. Rejects with Draining once the worker ends. */
  admit(account: string, tokens: number, rates: Rates, signal: AbortSignal | undefined): Promise<string>;
  /** Ends a call, with the tokens that it took; null where nobody knows, and those set aside stay counted. */
  settle(account: string, call: string, tokens: number | null): void;
  /** Nobody calls for so long, on no worker. */
  slowDown(account: string, ms: number): Promise<void>;
  /** Turns away what waits and what comes. */
  drain(): void;
  /** Puts on record what has ended. */
  close(): Promise<void>;
}

/** The worker is about to end: the step under way ends, the next is another worker's. */
export class Draining extends Error {}

interface Waiting {
  readonly call: string;
  readonly tokens: number;
  readonly rates: Rates;
  readonly signal: AbortSignal | undefined;
  readonly go: (call: string) => void;
  readonly refuse: (reason: unknown) => void;
}

interface Counter {
  waiting: Waiting[];
  settled: { readonly call: string; readonly tokens: number | null }[];
  isAtWork: boolean;
  wake: () => void;
}

/** An answer of the database that took longer is no permission any more: a call that is sent late would fall into the next minute. */
const LATE_MS = 1_500;
const MOST_AT_ONCE = 64;
const LONGEST_SLEEP_MS = 1_000;

/** One desk a worker process: calls that wait together ask together, in the order in which they came. */
export function rateDesk(database: QueueDatabase, worker: string): RateDesk {
  const counters = new Map<string, Counter>();
  let isDraining = false;
  const counterOf = (account: string): Counter => {
    const counter = counters.get(account) ?? { waiting: [], settled: [], isAtWork: false, wake: () => {} };
    counters.set(account, counter);
    return counter;
  };
  const work = async (account: string, counter: Counter): Promise<void> => {
    if (counter.isAtWork) return;
    counter.isAtWork = true;
    try {
      while (counter.waiting.length > 0 || counter.settled.length > 0) await round(database, worker, account, counter);
    } catch (error) {
      for (const each of counter.waiting.splice(0)) each.refuse(error);
    } finally {
      counter.isAtWork = false;
    }
  };
  return {
    admit: (account, tokens, rates, signal) =>
      new Promise((go, refuse) => {
        if (isDraining) return refuse(new Draining("the worker ends"));
        const counter = counterOf(account);
        counter.waiting.push({ call: randomIds.unique(), tokens, rates, signal, go, refuse });
        void work(account, counter);
      }),
    settle: (account, call, tokens) => {
      const counter = counterOf(account);
      counter.settled.push({ call, tokens });
      counter.wake();
      void work(account, counter);
    },
    slowDown: async (account, ms) => void (await database.rows("select echo.slow_down($1, $2)", [account, Math.ceil(ms)])),
    drain: () => {
      isDraining = true;
      for (const counter of counters.values()) for (const each of counter.waiting.splice(0)) each.refuse(new Draining("the worker ends"));
    },
    close: async () => {
      for (const [account, counter] of counters) await work(account, counter);
    },
  };
}

/** Puts on record what has ended, then asks for those who wait; sleeps where the next of them has to. */
async function round(database: QueueDatabase, worker: string, account: string, counter: Counter): Promise<void> {
  const ended = counter.settled.splice(0);
  if (ended.length > 0)
    await database.rows("select echo.settle($1, $2, $3)", [account, ended.map(({ call }) => call), ended.map(({ tokens }) => tokens)]);
  for (const gone of counter.waiting.filter(({ signal }) => signal?.aborted === true)) gone.refuse(gone.signal?.reason);
  counter.waiting = counter.waiting.filter(({ signal }) => signal?.aborted !== true);
  const first = counter.waiting[0];
  if (first === undefined) return;
  const asked = counter.waiting.slice(0, MOST_AT_ONCE);
  const { requestsPerMinute, tokensPerMinute, concurrency } = first.rates;
  const began = steadyMs();
  const [row] = await database.rows("select admitted, wait_ms from echo.admit($1, $2, $3, $4, $5, $6, $7)", [
    account,
    worker,
    asked.map(({ call }) => call),
    asked.map(({ tokens }) => tokens),
    requestsPerMinute ?? null,
    tokensPerMinute ?? null,
    concurrency ?? null,
  ]);
  const admitted = new Set(asked.slice(0, Number(row?.["admitted"] ?? 0)));
  const isLate = steadyMs() - began > LATE_MS;
  // Whoever was turned away meanwhile does not go; whoever is late asks again, and the first time counts.
  for (const each of admitted) {
    const isThere = counter.waiting.includes(each);
    if (isLate || !isThere) counter.settled.push({ call: each.call, tokens: null });
    else each.go(each.call);
  }
  counter.waiting = counter.waiting.flatMap((each) => {
    if (!admitted.has(each)) return [each];
    return isLate ? [{ ...each, call: randomIds.unique() }] : [];
  });
  const wait = Number(row?.["wait_ms"] ?? 0);
  if (wait > 0 && counter.waiting.length > 0) await sleepUntilWoken(counter, Math.min(wait, LONGEST_SLEEP_MS));
}

async function sleepUntilWoken(counter: Counter, ms: number): Promise<void> {
  const awake = new AbortController();
  counter.wake = () => awake.abort();
  try {
    await sleep(ms, undefined, { signal: awake.signal });
  } catch {
    // Woken: a call has ended, so that there may be room.
  } finally {
    counter.wake = () => {};
  }
}
