import { describe, expect, it } from "vitest";
import { MAIN } from "../../scripts/built-program.ts";
import { killBatches } from "../batch/kill-batch.ts";

describe("a batch that is killed", () => {
  it("is gone on with: no job is lost or done twice, no call on record is made again", async () => {
    let draw = 7;
    const chance = (): number => (draw = (draw * 48_271) % 2_147_483_647) / 2_147_483_647;
    const counts = await killBatches({ kills: 3, command: [MAIN], chance, jobs: 12 });
    expect(counts).toMatchObject({ kills: 3, lost: 0, twice: 0, repeatedJobs: 0, repeatedCalls: 0, faults: [] });
    // A machine under load needs its time: five starts of the program, and an import.
  }, 240_000);
});
