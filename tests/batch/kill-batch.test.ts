import { describe, expect, it } from "vitest";
import { ROOT } from "../../src/testing/demo-book.ts";
import { killBatches } from "./kill-batch.ts";

describe("a batch that is killed", () => {
  it("is gone on with: no job is lost or done twice, no call on record is made again", async () => {
    const command = ["--import", import.meta.resolve("tsx"), `${ROOT}/src/cli/main.ts`];
    let draw = 7;
    const chance = (): number => (draw = (draw * 48_271) % 2_147_483_647) / 2_147_483_647;
    const counts = await killBatches({ kills: 3, command, chance, jobs: 10 });
    expect(counts).toMatchObject({ kills: 3, lost: 0, twice: 0, repeatedJobs: 0, repeatedCalls: 0, faults: [] });
  });
});
