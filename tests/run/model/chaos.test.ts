import { describe, expect, it } from "vitest";
import { seeded } from "../../../src/core/seeded.ts";
import { chaosRuns } from "./chaos-run.ts";

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
