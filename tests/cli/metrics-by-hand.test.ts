import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { BY_HAND, upsideDown } from "./metrics-book.ts";

type Json = Record<string, unknown> & {
  readonly reasons: Record<string, string>;
  readonly metrics: { name: string; numerator: number | null; denominator: number | null; definition: string; denominator_is: string }[];
};

const QUARTER = ["metrics", "--as-of", "2026-07-31", "--from", "2026-04-01", "--to", "2026-06-30"];
const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder();
  folders.push(folder);
  writeFiles(folder, files);
  return folder;
}

let cwd = "";
let found: Json;
beforeAll(async () => {
  cwd = folderWith(BY_HAND);
  found = await runJson<Json>(QUARTER, { cwd });
});

const parts = (name: string): unknown[] => {
  const metric = found.metrics.find((candidate) => candidate.name === name);
  return [metric?.numerator, metric?.denominator];
};
const some = (...names: string[]): unknown[] => names.map((name) => found[name]);

describe("a quarter worked out by hand", () => {
  it("has the bridge: start + new + expansion − contraction − churn + reactivation = end", () => {
    // Start: Acme 120, Birch 60, Cedar 24, Dogwood 12, Hazel 36, Kapok 10. New: Elm 30, Ivy 5 (after its trial), Lime 8. Fir is back with 9.6.
    // Acme +30, Birch −15, Cedar and Kapok gone; Hazel dips and recovers. Gum pays euros, Juniper comes after the period.
    expect(found["arr"]).toEqual({
      start: 262_000_00,
      new: 43_000_00,
      expansion: 30_000_00,
      contraction: 15_000_00,
      churn: 34_000_00,
      reactivation: 9_600_00,
      end: 295_600_00,
    });
    expect(found["customers"]).toEqual({ start: 7, new: 3, churned: 2, reactivated: 1, end: 9 });
    expect(found["other_currencies"]).toEqual([
      {
        currency: "EUR",
        arr: { start: 20_000_00, new: 0, expansion: 2_000_00, contraction: 0, churn: 0, reactivation: 0, end: 22_000_00 },
        grr: 1,
        nrr: 1.1,
      },
    ]);
  });

  it("has retention and churn", () => {
    expect(parts("grr")).toEqual([213_000_00, 262_000_00]);
    expect(parts("nrr")).toEqual([243_000_00, 262_000_00]);
    expect(parts("logo_retention")).toEqual([5, 7]);
    expect(parts("revenue_churn")).toEqual([34_000_00, 262_000_00]);
    expect(found["logo_churn_annual"]).toBeCloseTo(1 - (5 / 7) ** 4, 12);
    expect(found["revenue_churn_monthly"]).toBeCloseTo(1 - (228 / 262) ** (1 / 3), 12);
    // Terms that ended: Birch (60 due, 45 went on), Gum (euros), Kapok (10, gone).
    expect(parts("renewal_rate")).toEqual([2, 3]);
    expect(parts("renewal_rate_arr")).toEqual([45_000_00, 70_000_00]);
    // Cedar stayed 454 days, Kapok 730.
    expect(found["time_to_churn"]).toBeCloseTo(592 / (365 / 12), 9);
  });

  it("has growth and unit economics", () => {
    expect(parts("expansion_rate")).toEqual([30_000_00, 262_000_00]);
    expect(parts("upsell_conversion")).toEqual([2, 7]);
    expect(parts("attach_rate")).toEqual([1, 9]);
    expect(parts("quick_ratio")).toEqual([73_000_00, 49_000_00]);
    expect(found["arr_per_customer"]).toBe(36_950_00);
    expect(found["cac"]).toBe(11_666_67);
    expect(found["cac_payback"]).toBeCloseTo(11_666.67 / ((43_000 / 3 / 12) * 0.8), 9);
    expect(some("ltv", "customer_lifetime")).toEqual([null, null]);
    expect(found.reasons["ltv"]).toMatch(/only 2 left/);
  });

  it("has adoption over the 30 days to the end, of those who are customers then", () => {
    expect(parts("product_adoption")).toEqual([3, 9]);
    expect(parts("feature_adoption")).toEqual([4, 18]);
    // Seats of Acme 4, Birch 6, Dogwood 2, Elm 3, Ivy 1, Lime 2; the others' users are not known.
    expect(parts("seat_utilisation")).toEqual([5, 18]);
    expect(some("mau", "wau", "dau")).toEqual([5, 2, 0.2]);
    expect(found["stickiness"]).toBeCloseTo(0.04, 12);
    expect(found["login_frequency"]).toBeCloseTo(5 / 5 / (30 / 7), 12);
    expect(found["features"]).toEqual([
      { feature: "Report", customers: 3, users: 4 },
      { feature: "Chart", customers: 1, users: 1 },
    ]);
  });

  it("has onboarding from the kickoff, else the first subscription, seen up to as-of", () => {
    // Elm 18 days after its kickoff, Ivy 16 days after its trial began, Lime still waiting after 72.
    expect(some("ttv_median", "ttv_p90")).toEqual([18, null]);
    expect([parts("ttv_30"), parts("ttv_60"), parts("ttv_90")]).toEqual([
      [2, 3],
      [1, 2],
      [1, 1],
    ]);
    expect(parts("activation")).toEqual([2, 3]);
    expect(found["notes"]).toContain(
      "Time to value is counted for the accounts that began: 1 from the kickoff, 2 from the first subscription, for want of a kickoff.",
    );
  });

  it("has voice and service", () => {
    // Latest answers: 6, 10, 0, 8, 9, 7, 10.
    expect(parts("nps")).toEqual([1, 7]);
    expect(found["nps"]).toBeCloseTo(100 / 7, 12);
    expect(parts("csat_top2")).toEqual([3, 4]);
    expect(some("csat_mean")).toEqual([4]);
    expect(parts("ces_top2")).toEqual([2, 3]);
    expect(found["ces_mean"]).toBeCloseTo(16 / 3, 12);
    // Eleven were customers on some day; the reply to the last ticket came after the period.
    expect(parts("tickets_per_customer")).toEqual([4, 11]);
    expect(found["first_reply_hours"]).toBe(2);
    expect(parts("reply_in_time")).toEqual([2, 3]);
  });

  it("has the team and the standing", () => {
    expect(found["customers_per_csm"]).toBe(3.5);
    expect(found["arr_per_csm"]).toBe(127_300_00);
    // Acme by its ARR, Dogwood by its flag; Dogwood's review is a day too old, the next one was only planned.
    expect(parts("qbr_completion")).toEqual([1, 2]);
    expect(parts("promoter_customers")).toEqual([2, 9]);
  });

  it("says of every metric how it is computed and what of", () => {
    expect(found.metrics.length).toBeGreaterThan(45);
    for (const { name, definition, denominator_is: of } of found.metrics) {
      expect(definition.length > 15 && of.length > 2, name).toBe(true);
      if (found[name] === null) expect(found.reasons[name], name).toMatch(/./);
      else expect(found.reasons, name).not.toHaveProperty(name);
    }
  });
});

it("takes a trial for revenue from the day it ends, not from the day it begins", async () => {
  const end = async (to: string, asOf: string): Promise<unknown> => {
    const { arr } = await runJson<Json>(["metrics", "--as-of", asOf, "--from", "2026-06-01", "--to", to], { cwd });
    return (arr as { end: number }).end;
  };
  expect([await end("2026-06-19", "2026-07-31"), await end("2026-06-20", "2026-07-31")]).toEqual([290_600_00, 295_600_00]);
  expect(await end("2026-06-19", "2026-06-19")).toBe(290_600_00);
});

describe("the event basis", () => {
  it("counts Hazel's dip as contraction, and its recovery as expansion", async () => {
    const events = await runJson<Json>([...QUARTER, "--basis", "event"], { cwd });
    expect(events["arr"]).toMatchObject({ start: 262_000_00, expansion: 48_000_00, contraction: 33_000_00, end: 295_600_00 });
    expect(events["grr"]).toBeCloseTo(195 / 262, 12);
    expect(events["nrr"]).toBeCloseTo(243 / 262, 12);
    expect(events["upsell_conversion"]).toBeCloseTo(2 / 7, 12);
  });
});

describe("part of the customers", () => {
  it("are of the segment that they were of at the start, or on the day they came", async () => {
    const enterprise = await runJson<Json>([...QUARTER, "--segment", "enterprise"], { cwd });
    expect(enterprise["arr"]).toMatchObject({ start: 120_000_00, new: 0, expansion: 30_000_00, end: 150_000_00 });
    const small = await runJson<Json>([...QUARTER, "--segment", "SMB"], { cwd });
    expect(small["arr"]).toMatchObject({ start: 22_000_00, new: 13_000_00, churn: 10_000_00, reactivation: 9_600_00, end: 34_600_00 });
    expect(small["nps"]).toBe(0);
    // Gum pays euros: of no size here, and not passed over in silence.
    expect(small["notes"]).toContainEqual(
      expect.stringMatching(/^1 customer \(gum\) pays in EUR and nothing in USD, so it is of no segment or touch/),
    );
    expect(found["notes"]).not.toContainEqual(expect.stringContaining("(gum)"));
    const middle = await runJson<Json>([...QUARTER, "--touch", "mid"], { cwd });
    expect(middle["arr"]).toMatchObject({ start: 82_000_00, new: 30_000_00, churn: 34_000_00, end: 78_000_00 });
  });

  it("count with their parents where asked: what moves inside a family is neither churn nor new", async () => {
    const family = folderWith({
      ...BY_HAND,
      "exports/accounts.csv": BY_HAND["exports/accounts.csv"]
        .replaceAll("\n", ",\n")
        .replace("strategic,", "strategic,parent")
        .replace("lime.example,Ben,,", "lime.example,Ben,,cedar"),
    });
    expect((await runJson<Json>(QUARTER, { cwd: family }))["arr"]).toEqual(found["arr"]);
    const rolled = await runJson<Json>([...QUARTER, "--roll-up", "parent"], { cwd: family });
    expect(rolled["arr"]).toMatchObject({ start: 262_000_00, new: 35_000_00, contraction: 31_000_00, churn: 10_000_00, end: 295_600_00 });
  });
});

describe("the period in parts", () => {
  it("leads from start to end, and every part is what it is alone", async () => {
    const months = await runJson<Json & { periods: Json[] }>([...QUARTER, "--by", "month"], { cwd });
    expect(months.periods.map((part) => [part["from"], part["to"]])).toEqual([
      ["2026-04-01", "2026-04-30"],
      ["2026-05-01", "2026-05-31"],
      ["2026-06-01", "2026-06-30"],
    ]);
    const arr = (part: Json | undefined): Record<string, number> => part?.["arr"] as Record<string, number>;
    expect(arr(months.periods[0])["start"]).toBe(262_000_00);
    expect(arr(months.periods[0])["end"]).toBe(arr(months.periods[1])["start"]);
    expect(arr(months.periods[2])["end"]).toBe(295_600_00);
    const may = await runJson<Json>(["metrics", "--as-of", "2026-07-31", "--from", "2026-05-01", "--to", "2026-05-31"], { cwd });
    for (const key of ["arr", "customers", "grr", "nrr", "nps", "mau", "ttv_30", "activation", "qbr_completion"])
      expect(months.periods[1]?.[key], key).toEqual(may[key]);
    expect({ ...months, by: undefined, periods: undefined }).toEqual({ ...found, by: undefined, periods: undefined });
  });

  it("has the cohorts, blank where their time has not come", async () => {
    const { cohorts } = await runJson<Json & { cohorts: Record<string, unknown>[] }>([...QUARTER, "--cohort", "quarter"], { cwd });
    expect(cohorts).toEqual([{ cohort: "2026Q2", from: "2026-04-01", customers: 3, arr: 43_000_00, logos: [1, null], revenue: [1, null] }]);
    const all = await runJson<Json & { cohorts: { cohort: string; logos: unknown[] }[] }>(
      ["metrics", "--as-of", "2026-07-31", "--cohort", "quarter"],
      { cwd },
    );
    expect(all.cohorts.map(({ cohort, logos }) => [cohort, logos.filter((cell) => cell !== null)])).toEqual([
      ["2024Q1", [1, 1, 1, 1, 0, 0, 0, 0, 0, 1]],
      ["2024Q2", [1, 1, 1, 1, 1, 1, 1, 1, 0]],
      ["2025Q1", [1, 1, 1, 1, 1, 2 / 3]],
      ["2025Q2", [1, 1, 1, 1, 1]],
      ["2026Q2", [1]],
      ["2026Q3", []],
    ]);
  });
});

describe("the same book", () => {
  it("gives the same bytes whatever the order of its rows", async () => {
    const shuffled = folderWith(upsideDown(BY_HAND));
    for (const more of [[], ["--by", "month", "--cohort", "month"]]) {
      const straight = await runCli([...QUARTER, ...more, "--json"], { cwd });
      expect((await runCli([...QUARTER, ...more, "--json"], { cwd: shuffled })).stdout).toBe(straight.stdout);
    }
  });

  it("is not changed by rows that are dated later than as-of", async () => {
    const later = folderWith({
      ...BY_HAND,
      "exports/subscriptions.csv": `${BY_HAND["exports/subscriptions.csv"].replace("s08,elm,Core,3,USD,year,30000,2026-04-20,,", "s08,elm,Core,3,USD,year,30000,2026-04-20,,2026-08-15")}s20,acme,Plus,9,USD,year,99000,2026-08-01,,\n`,
      "exports/usage.csv": `${BY_HAND["exports/usage.csv"]}lime,l1,2026-08-01,Report,9\nacme,u9,2026-08-01,Brand new,9\n`,
      "exports/surveys.csv": `${BY_HAND["exports/surveys.csv"]}n10,acme,nps,0,a@acme.example,,2026-08-01\n`,
      "exports/tickets.csv": `${BY_HAND["exports/tickets.csv"]}t7,acme,Later,open,2026-08-01 10:00:00,,1\n`,
      "exports/meetings.csv": `${BY_HAND["exports/meetings.csv"]}m6,dogwood,qbr,held,2026-08-01,Ben\nm7,ivy,kickoff,held,2026-08-02,Ben\n`,
    });
    expect(await runJson(QUARTER, { cwd: later })).toEqual(found);
  });
});
