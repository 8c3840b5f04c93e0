import { afterEach, describe, expect, it, vi } from "vitest";
import { killInSteps } from "../../scripts/kill-in-steps.ts";

interface Counts {
  readonly kills: number;
  readonly lost: number;
  readonly faults: readonly string[];
}

describe("killInSteps", () => {
  afterEach(() => vi.restoreAllMocks());

  it("adds figures, joins lists, and prints the sum after each step", async () => {
    const printed = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const asked: number[] = [];
    const sum = await killInSteps<Counts>(5, 2, (kills) => {
      asked.push(kills);
      return Promise.resolve({ kills, lost: kills === 1 ? 3 : 0, faults: [`after ${kills}`] });
    });
    expect(asked).toEqual([2, 2, 1]);
    expect(sum).toEqual({ kills: 5, lost: 3, faults: ["after 2", "after 2", "after 1"] });
    expect(printed.mock.calls.map(([line]) => JSON.parse(String(line)) as Counts)).toEqual([
      { kills: 2, lost: 0, faults: ["after 2"] },
      { kills: 4, lost: 0, faults: ["after 2", "after 2"] },
      sum,
    ]);
  });

  it("has nothing to tell of no kills", async () => {
    expect(await killInSteps<Counts>(0, 2, () => Promise.reject(new Error("not asked")))).toBeUndefined();
  });
});
