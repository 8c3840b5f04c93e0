import { describe, expect, it } from "vitest";
import { MAIN } from "../../scripts/built-program.ts";
import { runSoak } from "../../scripts/soak/soak.ts";

describe("a workspace that everybody works on at once", () => {
  it("loses no word of a person's, no result, no history, and breaks nothing when processes are killed", async () => {
    const report = await runSoak({ minutes: 1, seed: 11, main: MAIN, cpuShare: 2 });
    expect(report.violations.map(({ at, invariant, detail }) => `${at} s: ${invariant}: ${detail}`)).toEqual([]);
    expect(report.checks).toBeGreaterThan(1);
    expect(report.commands).toBeGreaterThan(4);
    expect(report.human.words).toBeGreaterThan(4);
    // The last commands are waited for, and a machine under load needs its time.
  }, 400_000);
});
