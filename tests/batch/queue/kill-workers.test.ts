import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { describeWithPostgres } from "../../../src/testing/postgres.ts";
import { killWorkers } from "./kill-workers.ts";

const hasOwnMounts = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

describeWithPostgres("workers while something breaks", () => {
  it("lose no job, do no effect twice and keep the limits (scripts/kill-workers.ts runs more rounds)", { timeout: 600_000 }, async () => {
    const moments = [0.4, 0.2, 0.7, 0.1];
    const faults = hasOwnMounts ? (["restart", "full-disk"] as const) : (["restart", "storm"] as const);
    const counts = await killWorkers({ rounds: 2, faults, workers: 2, chance: () => moments.shift() ?? 0.5 });
    expect(counts).toMatchObject({ rounds: 2, jobs: 20, lost: 0, twice: 0, failed: 0, different: 0, exceeded: 0, notes: [] });
    expect(counts.mostAtOnce).toBeGreaterThan(1);
  });
});
