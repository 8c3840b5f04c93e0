import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextStepOf, progressOf, STEP_STATES, stepState } from "../../../src/domain/plans/plan-progress.ts";

describe("the progress of a plan", () => {
  it("tells late from open by the day, and leaves ticked steps alone", () => {
    expect(stepState({ status: "open", due: "2026-11-19" }, "2026-11-20")).toBe("overdue");
    expect(stepState({ status: "in-progress", due: "2026-11-20" }, "2026-11-20")).toBe("open");
    expect(stepState({ status: "open", due: null }, "2026-11-20")).toBe("open");
    expect(stepState({ status: "done", due: "2020-01-01" }, "2026-11-20")).toBe("done");
    expect(stepState({ status: "skipped", due: "2020-01-01" }, "2026-11-20")).toBe("skipped");
  });

  it("counts every step once", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEP_STATES)), (states) => {
        const { total, done, skipped, overdue } = progressOf(states);
        expect(total + skipped).toBe(states.length);
        expect(done + overdue + states.filter((state) => state === "open").length).toBe(total);
      }),
    );
  });

  it("names the step that is due first, undated ones last", () => {
    const step = (id: string, state: (typeof STEP_STATES)[number], due: string | null) => ({ id, state, due });
    const steps = [
      step("a", "open", null),
      step("b", "done", "2026-01-01"),
      step("c", "overdue", "2026-03-01"),
      step("d", "open", "2026-02-01"),
    ];
    expect(nextStepOf(steps)?.id).toBe("d");
    expect(nextStepOf([step("a", "open", null), step("b", "open", null)])?.id).toBe("a");
    expect(nextStepOf([step("a", "done", null), step("b", "skipped", null)])).toBeNull();
  });
});
