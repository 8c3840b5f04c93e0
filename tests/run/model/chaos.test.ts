import { describe, expect, it } from "vitest";
import { chaosRuns } from "./chaos-run.ts";

/** Numbers between 0 and 1 that are the same in every run of the test. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe("an unreliable server", () => {
  it("leaves every run a success or a failure that is told, and no finished call made again", { timeout: 60_000 }, async () => {
    const counts = await chaosRuns(60, { chance: seeded(7) });
    expect(counts).toMatchObject({ falseSuccess: 0, repeated: 0, unclear: [] });
    expect(counts.success + counts.reported).toBe(60);
    expect(counts.success).toBeGreaterThan(50);
    expect(Object.keys(counts.faults).sort()).toEqual(["429", "500", "disconnect", "malformed"]);
  });

  it("is no other where somebody else wrote it", { timeout: 60_000 }, async () => {
    const counts = await chaosRuns(40, { by: "aimock" });
    expect(counts).toMatchObject({ falseSuccess: 0, repeated: 0, unclear: [] });
    expect(counts.success + counts.reported).toBe(40);
    expect(counts.success).toBeGreaterThan(30);
    expect(Object.keys(counts.faults).sort()).toEqual(["disconnect", "drop", "malformed", "rateLimit"]);
  });

  it("is told where nothing is tried again", { timeout: 60_000 }, async () => {
    const counts = await chaosRuns(40, { chance: seeded(11), retries: 0 });
    expect(counts).toMatchObject({ falseSuccess: 0, repeated: 0, unclear: [] });
    expect(counts.reported).toBeGreaterThan(10);
    expect(counts.success + counts.reported).toBe(40);
  });
});
