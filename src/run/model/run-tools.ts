import type { Clock } from "../../core/clock.ts";
import { EchoError } from "../../core/errors.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import type { ToolResultBlock, ToolUseBlock } from "../../llm/model.ts";
import { ToolError } from "../../tools/tool-error.ts";
import type { Effect, ToolContext } from "../../tools/tool-context.ts";
import type { Tool, ToolOutput } from "../../tools/tool.ts";
import type { Recall } from "./recall.ts";
import type { CallPlace, RunStep, ToolOutcome } from "./run-event.ts";

/** What was read during a run: what may be quoted and named in the answer. */
export interface Readings {
  readonly texts: string[];
  readonly names: string[];
}

export interface ToolDesk {
  readonly tools: readonly Tool[];
  /** What a call works with: it knows the effect's name, and where it belongs in the run. */
  readonly contextOf: (effect: Effect, place: CallPlace) => ToolContext;
  readonly readings: Readings;
  /** Takes Facts that were measured before the run was cut. */
  readonly adopt: (facts: readonly Fact[]) => void;
  readonly record: (event: RunStep) => Promise<void>;
  readonly recall: Recall;
  readonly clock: Clock;
  /** Names an effect together with turn and call: the task and the run. */
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
}

const MAX_AT_ONCE = 12;

/**
 * Runs the tool calls of one turn together and answers each in order. A call that fails becomes a result the model can act on. A call whose
 * outcome is on record is not made again; an effect is put on record before it begins and when it is done.
 */
export async function runTools(calls: readonly ToolUseBlock[], turn: number, desk: ToolDesk): Promise<ToolResultBlock[]> {
  return Promise.all(
    calls.map(async (call, index): Promise<ToolResultBlock> => {
      const place = { turn, call: index };
      if (index >= MAX_AT_ONCE) return failed(call, `At most ${MAX_AT_ONCE} calls a turn. Ask again.`);
      const tool = desk.tools.find(({ name }) => name === call.name);
      if (tool === undefined)
        return failed(call, `There is no tool "${call.name}". You have: ${desk.tools.map(({ name }) => name).join(", ")}.`);
      const known = desk.recall.outcome(place);
      if (known !== undefined) return take(known, desk);
      const began = desk.clock.now().getTime();
      if (tool.effect === "write") await desk.record({ type: "tool-begun", name: call.name, ...place });
      const outcome = await outcomeOf(call, tool, place, desk);
      // What a person's Ctrl-C cut off is not done, and an agent that was asked keeps its own record.
      if (desk.signal?.aborted !== true && tool.grant !== "handoffs")
        await desk.record({
          type: "tool-done",
          name: call.name,
          effect: tool.effect,
          ms: desk.clock.now().getTime() - began,
          outcome,
          ...place,
        });
      return take(outcome, desk);
    }),
  );
}

async function outcomeOf(call: ToolUseBlock, tool: Tool, place: CallPlace, desk: ToolDesk): Promise<ToolOutcome> {
  const effect = { key: `${desk.key}/${place.turn}/${place.call}`, again: desk.recall.begun(place) };
  try {
    const output: ToolOutput = await tool.run(call.input, desk.contextOf(effect, place));
    const { text, quotable = [], names = [], facts = [] } = output;
    return { result: { type: "tool_result", toolUseId: call.id, content: text, isError: false }, quotable, names, facts };
  } catch (error) {
    const result = await failureOf(call, error, desk);
    return { result, quotable: [], names: [], facts: [] };
  }
}

async function failureOf(call: ToolUseBlock, error: unknown, { record }: ToolDesk): Promise<ToolResultBlock> {
  if (error instanceof ToolError) return failed(call, error.message);
  await record({ type: "failed", message: `${call.name}: ${error instanceof Error ? error.message : String(error)}` });
  return failed(
    call,
    error instanceof EchoError
      ? error.message
      : "The tool failed. Try another way, or name what you could not find out among the unknowns.",
  );
}

function take(outcome: ToolOutcome, { readings, adopt }: ToolDesk): ToolResultBlock {
  readings.texts.push(...outcome.quotable);
  readings.names.push(...outcome.names);
  adopt(outcome.facts);
  return outcome.result;
}

function failed(call: ToolUseBlock, content: string): ToolResultBlock {
  return { type: "tool_result", toolUseId: call.id, content, isError: true };
}
