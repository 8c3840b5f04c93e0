import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_USAGE, STOP_REASONS, type ModelReply } from "../../../src/llm/model.ts";
import { toolUse } from "../../../src/llm/scripted.ts";
import { nextStep, START, type Check, type StepState } from "../../../src/run/model/step.ts";

const reply = (text: string, more: Partial<ModelReply> = {}): ModelReply => ({
  content: [{ type: "text", text }],
  stopReason: "end_turn",
  usage: NO_USAGE,
  model: "m",
  ...more,
});

/** "ok" is clean, "bad3" has three flaws, all else cannot be read. */
function check(text: string): Check<string> {
  if (text === "ok") return { kind: "clean", draft: text };
  const flaws = /^bad(\d)$/u.exec(text)?.[1];
  return flaws === undefined
    ? { kind: "unreadable", message: "json please" }
    : { kind: "flawed", draft: text, flaws: Number(flaws), message: "fix" };
}

function play(...texts: string[]): string {
  let state: StepState<string> = START;
  for (const text of texts) {
    const step = nextStep(state, reply(text), check);
    if (step.kind === "finished") return step.draft;
    if (step.kind === "stopped") return step.stop.reason;
    if (step.kind === "repair") state = step.state;
  }
  return "open";
}

describe("nextStep", () => {
  it.each([
    [["ok"], "ok"],
    [["bad2", "ok"], "ok"],
    [["bad2"], "open"],
    [["bad2", "bad1"], "bad1"],
    [["bad1", "bad2"], "bad1"],
    [["bad2", "talk"], "open"],
    [["bad2", "talk", "talk"], "bad2"],
    [["talk", "bad2", "bad3"], "bad2"],
    [["talk", "talk"], "unreadable"],
  ])("%j ends in %s", (texts, end) => expect(play(...texts)).toBe(end));

  it("asks for tools before it judges, but runs no half-written call", () => {
    const calls = [toolUse("facts", {})];
    expect(nextStep(START, reply("ok", { content: [{ type: "text", text: "ok" }, ...calls], stopReason: "tool_use" }), check)).toEqual({
      kind: "call-tools",
      calls,
    });
    expect(nextStep(START, reply("", { content: calls, stopReason: "max_tokens" }), check)).toEqual({
      kind: "stopped",
      stop: { reason: "max-tokens" },
    });
    expect(nextStep(START, reply("ok", { stopReason: "max_tokens" }), check)).toEqual({ kind: "finished", draft: "ok" });
  });

  it("continues a pause, stops on a refusal, keeps an earlier draft", () => {
    expect(nextStep(START, reply("", { stopReason: "pause_turn" }), check).kind).toBe("continue");
    expect(nextStep(START, reply("no", { stopReason: "refusal" }), check)).toEqual({ kind: "stopped", stop: { reason: "refusal" } });
    expect(nextStep({ repaired: [], best: { draft: "bad1", flaws: 1 } }, reply("", { stopReason: "refusal" }), check)).toEqual({
      kind: "finished",
      draft: "bad1",
    });
  });

  it("asks for at most two repairs, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom("bad1", "bad2", "talk"), fc.constantFrom(...STOP_REASONS.filter((reason) => reason !== "pause_turn"))),
          { minLength: 3, maxLength: 8 },
        ),
        (turns) => {
          let state: StepState<string> = START;
          let repairs = 0;
          for (const [text, stopReason] of turns) {
            const step = nextStep(state, reply(text, { stopReason }), check);
            if (step.kind !== "repair") return;
            repairs += 1;
            state = step.state;
            expect(repairs).toBeLessThanOrEqual(2);
          }
        },
      ),
    );
  });
});
