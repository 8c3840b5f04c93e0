import { textOf, type ModelReply, type ToolUseBlock } from "../../llm/model.ts";
import type { BudgetStop } from "./budget.ts";

/** What a final text turned out to be. `flaws` counts what is wrong with a draft that can be read. */
export type Check<D> =
  | { readonly kind: "clean"; readonly draft: D }
  | { readonly kind: "flawed"; readonly draft: D; readonly flaws: number; readonly message: string }
  | { readonly kind: "unreadable"; readonly message: string };

/** Why a run ended before it had finished. */
export type Stop =
  | BudgetStop
  | {
      readonly reason: "refusal" | "max-tokens" | "context-full" | "unreadable" | "interrupted";
      readonly limit?: undefined;
      readonly used?: undefined;
    };

export type Step<D> =
  | { readonly kind: "call-tools"; readonly calls: readonly ToolUseBlock[] }
  /** The host paused a long turn; the same conversation goes on. */
  | { readonly kind: "continue" }
  | { readonly kind: "repair"; readonly message: string; readonly state: StepState<D> }
  | { readonly kind: "finished"; readonly draft: D }
  | { readonly kind: "stopped"; readonly stop: Stop };

/** What the reducer remembers: the best draft so far, and which repairs were asked for. Each kind is asked for once. */
export interface StepState<D> {
  readonly best?: { readonly draft: D; readonly flaws: number };
  readonly repaired: readonly ("form" | "claims")[];
}

export const START: StepState<never> = { repaired: [] };

/** What follows from a reply. Pure: `check` judges a final text. */
export function nextStep<D>(state: StepState<D>, reply: ModelReply, check: (text: string) => Check<D>): Step<D> {
  const calls = reply.content.filter((block) => block.type === "tool_use");
  switch (reply.stopReason) {
    case "refusal":
      return ended(state, { reason: "refusal" });
    case "model_context_window_exceeded":
      return ended(state, { reason: "context-full" });
    case "max_tokens":
      // The last call may be half written, and a half-written call must not run.
      return calls.length > 0 ? ended(state, { reason: "max-tokens" }) : judge(state, check(textOf(reply)), "max-tokens");
    case "pause_turn":
      return { kind: "continue" };
    default:
      return calls.length > 0 ? { kind: "call-tools", calls } : judge(state, check(textOf(reply)), "unreadable");
  }
}

/** A stop that leaves a readable draft is a finish with its flaws marked. */
function ended<D>(state: StepState<D>, stop: Stop): Step<D> {
  return state.best === undefined ? { kind: "stopped", stop } : { kind: "finished", draft: state.best.draft };
}

function judge<D>(state: StepState<D>, found: Check<D>, failure: "max-tokens" | "unreadable"): Step<D> {
  if (found.kind === "clean") return { kind: "finished", draft: found.draft };
  const kind = found.kind === "flawed" ? "claims" : "form";
  const better =
    found.kind === "flawed" && found.flaws <= (state.best?.flaws ?? Number.POSITIVE_INFINITY)
      ? { draft: found.draft, flaws: found.flaws }
      : state.best;
  if (!state.repaired.includes(kind)) {
    return {
      kind: "repair",
      message: found.message,
      state: { repaired: [...state.repaired, kind], ...(better === undefined ? {} : { best: better }) },
    };
  }
  return better === undefined ? { kind: "stopped", stop: { reason: failure } } : { kind: "finished", draft: better.draft };
}
