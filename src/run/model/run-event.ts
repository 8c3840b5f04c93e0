import { isRecord } from "../../core/json.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import type { ModelMessage, ModelReply, ToolResultBlock } from "../../llm/model.ts";
import type { HandoffRecord } from "./handoff-record.ts";
import type { Journal } from "./journal.ts";
import type { Stop } from "./step.ts";

/** Which run of a task an event belongs to: the asked agent is 1, its handoffs 1.1, 1.2, … */
export interface RunPlace {
  readonly run: string;
  readonly agent: string;
}

/** A tool call by its turn and its place in it: with the run it names an effect, so that it is never done twice. */
export interface CallPlace {
  readonly turn: number;
  readonly call: number;
}

/** What a run was asked: enough to ask it again. */
export interface Asked {
  readonly question: string;
  readonly task: string;
  readonly asOf: string;
  readonly snapshot: string;
  readonly account?: string | undefined;
  readonly agent?: string | undefined;
  readonly health?: string | undefined;
  readonly owner?: string | undefined;
  readonly llm?: string | undefined;
  readonly web?: boolean | undefined;
  /** How the model was asked, where not directly. */
  readonly via?: "batches" | undefined;
  /** The job of a batch that asks. */
  readonly job?: string | undefined;
}

/** What a tool gave, in full: what the model saw and what verification relies on. */
export interface ToolOutcome {
  readonly result: ToolResultBlock;
  readonly quotable: readonly string[];
  readonly names: readonly string[];
  readonly facts: readonly Fact[];
}

/** What happens in a run. Replies and outcomes hold all that a run needs to be taken up where it was cut. */
export type RunStep =
  | { readonly type: "asked"; readonly asked: Asked }
  | { readonly type: "resumed" }
  | {
      readonly type: "opened";
      readonly model: string;
      /** A hash of what does not change from task to task: instructions, tools, form of the answer. `ask --dry-run` prints it. */
      readonly prefix: string;
      readonly messages: readonly ModelMessage[];
    }
  | { readonly type: "replied"; readonly turn: number; readonly ms: number; readonly usd: number | null; readonly reply: ModelReply }
  | ({ readonly type: "tool-begun"; readonly name: string } & CallPlace)
  | ({
      readonly type: "tool-done";
      readonly name: string;
      readonly effect: "read" | "write";
      readonly ms: number;
      readonly outcome: ToolOutcome;
    } & CallPlace)
  | ({ readonly type: "handed-off"; readonly record: HandoffRecord } & CallPlace)
  | { readonly type: "repair"; readonly turn: number; readonly message: string }
  | { readonly type: "failed"; readonly message: string }
  | { readonly type: "finished"; readonly stop: Stop | null };

export type RunEvent = RunPlace & RunStep;

const TYPES: ReadonlySet<unknown> = new Set<RunStep["type"]>([
  "asked",
  "resumed",
  "opened",
  "replied",
  "tool-begun",
  "tool-done",
  "handed-off",
  "repair",
  "failed",
  "finished",
]);

/** The transcript's format. Version 1 held no outcomes and cannot be resumed. */
export const RUN_FORMAT = {
  version: 2,
  accepts: (record: unknown): record is RunEvent => isRecord(record) && typeof record["run"] === "string" && TYPES.has(record["type"]),
};

export type RunJournal = Journal<RunEvent>;
