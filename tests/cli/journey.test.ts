import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JourneyReport } from "../../src/app/journey.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { goodAccount, merged, writeBook } from "../app/standards-book.ts";

let cwd = "";
let own = "";
beforeAll(async () => {
  cwd = await demoFolder();
  own = tempFolder();
  const bare = goodAccount("quay");
  bare["success_plans"] = [
    { plan: "p", account: "quay", objective: "faster", criteria: "", stakeholders: "", cadence: "weekly", created_on: "2026-01-20" },
  ];
  writeBook(own, merged([goodAccount("harbor"), bare]));
});
afterAll(() => [cwd, own].forEach(removeFolder));

describe("echo-cs journey", () => {
  it("tells where the example's new accounts stand", async () => {
    const journeys = await runJson<JourneyReport[]>(["journey", "--demo", "--onboarding"], { cwd });
    expect(journeys.map(({ account, position, day }) => [account, position, day])).toEqual([
      ["fernhill-labs", "weeks 2–4", 11],
      ["cobalt-freight", "day 30", 43],
    ]);
    expect(journeys[1]).toMatchObject({ start: "2026-10-09", start_kind: "kickoff", first_value_on: null, plan: null });
    expect(journeys[1]?.milestones.filter(({ state }) => state === "late").map(({ name }) => name)).toEqual(["training", "first value"]);
  });

  it("sees only what had happened by as-of", async () => {
    const journeys = await runJson<JourneyReport[]>(["journey", "cobalt", "--demo", "--as-of", "2026-10-08"], { cwd });
    expect(journeys[0]?.start_kind).not.toBe("kickoff");
  });

  it("counts the items of success plans, and names those that lack", async () => {
    const journeys = await runJson<JourneyReport[]>(["journey"], { cwd: own });
    const plans = new Map(journeys.map(({ account, plan }) => [account, plan]));
    expect(plans.get("harbor")).toEqual({ plans: 1, items: 7, missing: [] });
    expect(plans.get("quay")).toEqual({
      plans: 1,
      items: 3,
      missing: ["success criteria", "stakeholders", "renewal strategy", "expansion"],
    });
    const { stdout } = await runCli(["journey"], { cwd: own });
    expect(stdout).toMatch(/quay .* 3\/7\n/);
    expect((await runCli(["journey", "quay"], { cwd: own })).stdout).toContain(
      "Success plan: 3 of 7 items; missing: success criteria, stakeholders,",
    );
  });

  it("fits a terminal and names an unknown account's neighbours", async () => {
    const { stdout } = await runCli(["journey", "--demo"], { cwd });
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(await runCli(["journey", "cobalt freigt", "--demo"], { cwd })).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining("Cobalt Freight") as unknown,
    });
  });
});
