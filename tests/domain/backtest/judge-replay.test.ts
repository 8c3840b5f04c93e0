import { describe, expect, it } from "vitest";
import { ranking } from "../../../src/domain/churn/auc.ts";
import { seeded } from "../../../src/core/seeded.ts";
import { clusteredAucs } from "../../../src/domain/backtest/clustered-auc.ts";
import { judgeReplay } from "../../../src/domain/backtest/judge-replay.ts";
import type { ReplayRow } from "../../../src/domain/backtest/replay-row.ts";
import { warningReport } from "../../../src/domain/backtest/warnings.ts";

const row = (account: string, day: string, score: number, more: Partial<ReplayRow> = {}): ReplayRow => ({
  account,
  day,
  score,
  tier: score >= 75 ? "green" : score >= 50 ? "yellow" : "red",
  arr_minor: 100_000,
  tenure_days: 400,
  silent_days: 1,
  left: false,
  left_on: null,
  ...more,
});

/** Sixty accounts at six month-ends; twenty left, with scores lower by `gap` before. */
function made(gap: number): ReplayRow[] {
  const random = seeded(5);
  return Array.from({ length: 60 }, (_, account) => {
    const leaves = account % 3 === 0;
    const size = Math.floor(random() * 9_000_000);
    return Array.from({ length: 6 }, (_day, month) =>
      row(`acc-${account}`, `2026-0${month + 1}-28`, 72 + 20 * random() - (leaves && month > 2 ? gap : 0), {
        left: leaves && month > 2,
        left_on: leaves ? "2026-07-15" : null,
        arr_minor: size,
        tenure_days: Math.floor(random() * 1000),
        silent_days: Math.floor(random() * 20),
      }),
    );
  }).flat();
}

describe("judgeReplay", () => {
  it("finds a score that ranks who leaves, and better than simpler rules", () => {
    const judged = judgeReplay(made(25));
    expect(judged).toMatchObject({ rows: 360, accounts: 60, positives: 60, churned_accounts: 20, verdict: "better" });
    expect(judged.auc).toBeGreaterThan(0.95);
    expect(judged.auc_ci[0]).toBeGreaterThan(0.9);
    expect(judged.lift_at_10).toBeGreaterThan(5);
  });

  it("finds no signal where there is none", () => {
    const judged = judgeReplay(made(0));
    expect(judged.verdict).toBe("no-signal");
    expect(judged.auc).toBeCloseTo(0.5, 0);
  });

  it("says so where a simpler rule does as well", () => {
    const rows = made(8).map((each) => ({ ...each, silent_days: each.left ? 60 : 2 }));
    const judged = judgeReplay(rows);
    expect(judged.verdict).toBe("no-better");
    expect(judged.baselines.find(({ name }) => name === "longest without use first")?.auc).toBe(1);
  });

  it("counts every scored row once in tiers and in bands", () => {
    const rows = [...made(25), row("none", "2026-01-28", 0, { score: null, tier: null })];
    const judged = judgeReplay(rows);
    const sum = (list: readonly { readonly rows: number; readonly left: number }[]): number[] => [
      list.reduce((total, each) => total + each.rows, 0),
      list.reduce((total, each) => total + each.left, 0),
    ];
    expect(sum(judged.tiers)).toEqual([360, 60]);
    expect(sum(judged.calibration)).toEqual([360, 60]);
    expect(judged.unscored).toBe(1);
  });

  it("gives the same whatever the order of the rows", () => {
    expect(judgeReplay(made(10).toReversed())).toEqual(judgeReplay(made(10)));
  });
});

describe("warningReport", () => {
  // x: green, then red from March until it left in May. y: red in March, green again in April. z: stays, red once.
  const rows = [
    row("x", "2026-01-31", 80, { left_on: "2026-05-10" }),
    row("x", "2026-02-28", 60, { left: true, left_on: "2026-05-10" }),
    row("x", "2026-03-31", 40, { left: true, left_on: "2026-05-10" }),
    row("x", "2026-04-30", 40, { left: true, left_on: "2026-05-10", arr_minor: 300_000 }),
    row("y", "2026-03-31", 30, { left: true, left_on: "2026-05-20" }),
    row("y", "2026-04-30", 90, { left: true, left_on: "2026-05-20", arr_minor: 50_000 }),
    row("z", "2026-03-31", 30),
    row("z", "2026-04-30", 90),
  ];

  it("gives hand-worked precision, recall, days ahead and ARR", () => {
    expect(warningReport(rows, ["red"])).toEqual({
      tiers: ["red"],
      flagged: 4,
      precision: 3 / 4,
      recall: 3 / 5,
      lost_accounts: 2,
      warned_accounts: 1,
      // 31 March to 10 May.
      lead_days: { median: 40, least: 40, most: 40 },
      lost_arr_minor: 350_000,
      warned_arr_minor: 300_000,
    });
    // With yellow the warning began on 28 February.
    expect(warningReport(rows, ["yellow", "red"])).toMatchObject({ flagged: 5, recall: 4 / 5, lead_days: { median: 71 } });
  });

  it("has no precision where nobody was flagged", () => {
    expect(warningReport([row("a", "2026-01-31", 90, { left: true, left_on: "2026-02-15" })], ["red"])).toMatchObject({
      flagged: 0,
      precision: null,
      recall: 0,
      lead_days: null,
    });
  });
});

describe("clusteredAucs", () => {
  const random = seeded(8);
  const accounts = Int32Array.from({ length: 200 }, (_, index) => Math.floor(index / 4));
  const labels = Uint8Array.from(accounts, (account) => (account % 4 === 0 ? 1 : 0));
  const risk = Float64Array.from(labels, (label) => Math.round((random() + 0.3 * label) * 10));
  const judged = { labels, accounts, accountCount: 50 };

  it("has the AUC of the pairs, and an interval wider than one that takes months for cases", () => {
    const [only] = clusteredAucs([risk], judged);
    const plain = ranking(risk, labels);
    expect(only?.auc).toBeCloseTo(plain.auc, 12);
    expect(only?.auc_ci[0]).toBeLessThan(plain.auc);
    expect(only?.auc_ci[1]).toBeGreaterThan(plain.auc);
    // Copies of the same months make the accounts no more.
    const copies = clusteredAucs([Float64Array.from([...risk, ...risk])], {
      labels: Uint8Array.from([...labels, ...labels]),
      accounts: Int32Array.from([...accounts, ...accounts]),
      accountCount: 50,
    });
    expect(copies[0]?.auc_ci).toEqual(only?.auc_ci);
  });

  it("finds no difference of a risk from itself", () => {
    const [, same] = clusteredAucs([risk, risk], judged);
    expect(same).toMatchObject({ difference: 0, difference_ci: [0, 0] });
  });
});
