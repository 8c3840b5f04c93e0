import type { ModelReply } from "../../llm/model.ts";
import type { HandoffRecord } from "./handoff-record.ts";
import type { CallPlace, RunEvent, ToolOutcome } from "./run-event.ts";

/** What one run had already done when it was cut: found again by turn and call, so that none of it is done twice. */
export interface Recall {
  readonly opened: boolean;
  reply(turn: number): ModelReply | undefined;
  outcome(place: CallPlace): ToolOutcome | undefined;
  handoff(place: CallPlace): HandoffRecord | undefined;
  /** True where an effect was begun and no end of it is on record: it may have happened. */
  begun(place: CallPlace): boolean;
}

/** The part of a journal's past that belongs to one run. */
export function recallRun(past: readonly RunEvent[], run: string): Recall {
  const replies = new Map<number, ModelReply>();
  const outcomes = new Map<string, ToolOutcome>();
  const handoffs = new Map<string, HandoffRecord>();
  const begun = new Set<string>();
  let opened = false;
  for (const event of past) {
    if (event.run !== run) continue;
    if (event.type === "opened") opened = true;
    else if (event.type === "replied") replies.set(event.turn, event.reply);
    else if (event.type === "tool-begun") begun.add(keyOf(event));
    else if (event.type === "tool-done") outcomes.set(keyOf(event), event.outcome);
    else if (event.type === "handed-off") handoffs.set(keyOf(event), event.record);
  }
  return {
    opened,
    reply: (turn) => replies.get(turn),
    outcome: (place) => outcomes.get(keyOf(place)),
    handoff: (place) => handoffs.get(keyOf(place)),
    begun: (place) => begun.has(keyOf(place)),
  };
}

function keyOf({ turn, call }: CallPlace): string {
  return `${turn}/${call}`;
}
