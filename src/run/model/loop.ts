import { costOf, type Price } from "../../llm/prices.ts";
import type { ModelClient, ModelMessage, ModelReply, ModelRequest, TextBlock, ToolResultBlock, ToolUseBlock } from "../../llm/model.ts";
import type { BudgetMeter, BudgetStop } from "./budget.ts";
import type { RunEvent } from "./run-event.ts";
import { nextStep, START, type Check, type StepState, type Stop } from "./step.ts";

export interface LoopInput<D> {
  readonly model: ModelClient;
  /** Everything but the messages, which the loop grows. */
  readonly request: Omit<ModelRequest, "messages">;
  readonly opening: string;
  readonly question: string;
  readonly check: (text: string) => Check<D>;
  readonly runTools: (calls: readonly ToolUseBlock[]) => Promise<readonly ToolResultBlock[]>;
  readonly meter: BudgetMeter;
  readonly record: (event: RunEvent) => Promise<void>;
  readonly prices?: Readonly<Record<string, Price>> | undefined;
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
 * Runs one conversation to its end: tools of a turn run together, a limit is checked before each call, and what was
 * reached is handed back instead of thrown. Throws ModelError where the model cannot be reached or makes no sense.
 */
export async function runLoop<D>(input: LoopInput<D>): Promise<LoopResult<D>> {
  const messages: ModelMessage[] = [{ role: "user", content: [{ type: "text", text: input.opening }] }];
  let state: StepState<D> = START;
  let turns = 0;
  const end = async (draft: D | null, stop: Stop | null): Promise<LoopResult<D>> => {
    await input.record({ type: "finished", stop });
    return { draft, turns, stop };
  };
  await input.record({ type: "opened", question: input.question, request: { ...input.request, messages: [...messages] } });
  for (;;) {
    const over = interrupted(input.signal) ?? input.meter.exceeded(turns);
    if (over !== undefined) return end(state.best?.draft ?? null, over);
    if (turns === input.meter.limits.turns - 1 && turns > 0) addText(messages, LAST_TURN);
    const reply = await callModel(input, messages);
    if ("reason" in reply) return end(state.best?.draft ?? null, reply);
    turns += 1;
    input.meter.spend(
      reply.usage,
      costOf(reply.model, reply.usage, input.prices) ?? costOf(input.request.model, reply.usage, input.prices),
    );
    await input.record({ type: "replied", reply });
    messages.push({ role: "assistant", content: reply.content });
    const step = nextStep(state, reply, input.check);
    if (step.kind === "finished") return end(step.draft, null);
    if (step.kind === "stopped") return end(null, step.stop);
    if (step.kind === "continue") continue;
    if (step.kind === "repair") state = step.state;
    const content: (TextBlock | ToolResultBlock)[] =
      step.kind === "repair" ? [{ type: "text", text: step.message }] : [...(await input.runTools(step.calls))];
    await input.record({ type: "answered", content });
    messages.push({ role: "user", content });
  }
}

async function callModel<D>(input: LoopInput<D>, messages: readonly ModelMessage[]): Promise<ModelReply | Stop> {
  const seconds = Math.max(0, input.meter.secondsLeft());
  const timer = AbortSignal.timeout(Math.min(Math.ceil(seconds * 1000), 2 ** 31 - 1));
  const signal = input.signal === undefined ? timer : AbortSignal.any([input.signal, timer]);
  try {
    return await input.model.complete({ ...input.request, messages: [...messages] }, { signal, onText: input.preview?.() });
  } catch (error) {
    const over = interrupted(input.signal) ?? (timer.aborted ? outOfTime(input.meter) : undefined);
    if (over !== undefined) return over;
    await input.record({ type: "failed", message: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

function outOfTime(meter: BudgetMeter): BudgetStop {
  return { reason: "seconds", limit: meter.limits.seconds, used: meter.limits.seconds };
}

function interrupted(signal: AbortSignal | undefined): Stop | undefined {
  return signal?.aborted === true ? { reason: "interrupted" } : undefined;
}

/** Adds to the last message of the user, since two in a row are not allowed everywhere. */
function addText(messages: ModelMessage[], text: string): void {
  const last = messages.at(-1);
  if (last?.role === "user") messages[messages.length - 1] = { role: "user", content: [...last.content, { type: "text", text }] };
}
