import type { Clock } from "../../core/clock.ts";
import { hash } from "../../core/ids.ts";
import { BATCH_SHARE, costOf, type Prices } from "../../llm/prices.ts";
import type { ModelClient, ModelMessage, ModelReply, ModelRequest, TextBlock, ToolResultBlock, ToolUseBlock } from "../../llm/model.ts";
import type { BudgetMeter, BudgetStop } from "./budget.ts";
import type { Recall } from "./recall.ts";
import type { RunStep } from "./run-event.ts";
import { nextStep, START, type Check, type StepState, type Stop } from "./step.ts";

export interface LoopInput<D> {
  readonly model: ModelClient;
  /** Everything but the messages, which the loop grows. */
  readonly request: Omit<ModelRequest, "messages">;
  readonly opening: string;
  readonly check: (text: string) => Check<D>;
  readonly runTools: (calls: readonly ToolUseBlock[], turn: number) => Promise<readonly ToolResultBlock[]>;
  readonly meter: BudgetMeter;
  readonly clock: Clock;
  readonly record: (event: RunStep) => Promise<void>;
  /** What this run did before it was cut. */
  readonly recall: Recall;
  readonly prices?: Prices | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A reader of the text of one turn, asked for anew each turn. */
  readonly preview?: (() => (delta: string) => void) | undefined;
}

export interface LoopResult<D> {
  readonly draft: D | null;
  readonly turns: number;
  /** Why it ended early; a draft may be there all the same. */
  readonly stop: Stop | null;
}

const LAST_TURN = "This is your last turn: use no tool, write the Brief now with what you have.";

/**
 * Runs one conversation to its end: tools of a turn run together, limits are checked before each call, and what was reached is handed back
 * instead of thrown. A call that the recall holds is not made again. Throws ModelError where the model cannot be reached or makes no sense.
 */
export async function runLoop<D>(input: LoopInput<D>): Promise<LoopResult<D>> {
  const { meter, record, recall } = input;
  const messages: ModelMessage[] = [{ role: "user", content: [{ type: "text", text: input.opening }] }];
  let state: StepState<D> = START;
  let turns = 0;
  const end = async (draft: D | null, stop: Stop | null): Promise<LoopResult<D>> => {
    // An interrupted run has no end: it goes on when it is taken up again.
    if (stop?.reason !== "interrupted") await record({ type: "finished", stop });
    return { draft, turns, stop };
  };
  if (!recall.opened)
    await record({ type: "opened", model: input.request.model, prefix: prefixOf(input.request), messages: [...messages] });
  for (;;) {
    const last = (turns === meter.limits.turns - 1 && turns > 0) || meter.closing !== undefined;
    if (last) addText(messages, LAST_TURN);
    const reply = recall.reply(turns + 1) ?? (await callModel(input, messages, turns));
    if ("reason" in reply) {
      if (reply.reason !== "interrupted") meter.close(reply);
      return end(state.best?.draft ?? null, reply);
    }
    turns += 1;
    messages.push({ role: "assistant", content: reply.content });
    const step = nextStep(state, reply, input.check);
    const closing = meter.closing ?? null;
    if (step.kind === "finished") return end(step.draft, closing);
    if (step.kind === "stopped") return end(null, closing ?? step.stop);
    // Some agent of the run has ended at a limit: this was the turn to write up what there is.
    if (last && closing !== null) return end(state.best?.draft ?? null, closing);
    if (step.kind === "continue") continue;
    if (step.kind === "repair") state = step.state;
    if (step.kind === "repair" && recall.reply(turns) === undefined) await record({ type: "repair", turn: turns, message: step.message });
    const results = step.kind === "repair" ? undefined : await untilAborted(input.runTools(step.calls, turns), input.signal);
    if (results === "aborted") return end(null, { reason: "interrupted" });
    const content: readonly (TextBlock | ToolResultBlock)[] =
      step.kind === "repair" ? [{ type: "text", text: step.message }] : (results ?? []);
    messages.push({ role: "user", content });
  }
}

const PREFIXES = new WeakMap<object, string>();

function prefixOf({ system, tools, outputSchema }: Omit<ModelRequest, "messages">): string {
  const prefix = PREFIXES.get(system) ?? hash(JSON.stringify([system, tools, outputSchema]), 16);
  PREFIXES.set(system, prefix);
  return prefix;
}

async function callModel<D>(
  input: LoopInput<D>,
  messages: readonly ModelMessage[],
  turns: number,
): Promise<ModelReply | BudgetStop | Interrupt> {
  const { meter, clock } = input;
  if (isAborted(input.signal)) return INTERRUPTED;
  const request = { ...input.request, messages: [...messages] };
  const allowance = meter.allow(turns, request);
  if ("reason" in allowance) return allowance;
  const deadline = deadlineAfter(meter.secondsLeft() * 1000, input.signal);
  const began = clock.now().getTime();
  try {
    const reply = await input.model.complete(
      { ...request, maxTokens: allowance.maxTokens },
      { signal: deadline.signal, onText: input.preview?.() },
    );
    const usd = priceOfReply(reply, request.model, input.prices);
    allowance.settle(reply.usage, usd);
    await input.record({ type: "replied", turn: turns + 1, ms: clock.now().getTime() - began, usd, reply });
    return reply;
  } catch (error) {
    allowance.release();
    if (isAborted(input.signal)) return INTERRUPTED;
    if (deadline.signal.aborted) return { reason: "seconds", limit: meter.limits.seconds, used: meter.limits.seconds };
    await input.record({ type: "failed", message: error instanceof Error ? error.message : String(error) });
    throw error;
  } finally {
    deadline.end();
  }
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A signal that is aborted with `outer`, or when the time is over; `end` takes the timer and the listener away, of which each call has one. */
function deadlineAfter(ms: number, outer: AbortSignal | undefined): { readonly signal: AbortSignal; readonly end: () => void } {
  const inner = new AbortController();
  const stop = (): void => inner.abort(outer?.reason);
  const timer = setTimeout(() => inner.abort(new Error("the time is over")), Math.max(0, Math.min(Math.ceil(ms), LONGEST_TIMER_MS)));
  outer?.addEventListener("abort", stop, { once: true });
  return {
    signal: inner.signal,
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", stop);
    },
  };
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

interface Interrupt {
  readonly reason: "interrupted";
}
const INTERRUPTED: Interrupt = { reason: "interrupted" };

function priceOfReply(reply: ModelReply, asked: string, prices: Prices | undefined): number | null {
  const usd = costOf(reply.model, reply.usage, prices) ?? costOf(asked, reply.usage, prices);
  return usd === null || reply.batched !== true ? usd : usd * BATCH_SHARE;
}

/** A tool that is busy must not hold up a person who wants to stop: its work is left to end by itself. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | "aborted"> {
  if (signal === undefined) return work;
  if (signal.aborted) return "aborted";
  let stop = (): void => {};
  const aborted = new Promise<"aborted">((resolve) => {
    stop = () => resolve("aborted");
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
    work.catch(() => {});
  }
}

/** Adds to the last message of the user, since two in a row are not allowed everywhere. */
function addText(messages: ModelMessage[], text: string): void {
  const last = messages.at(-1);
  if (last?.role === "user") messages[messages.length - 1] = { role: "user", content: [...last.content, { type: "text", text }] };
}
