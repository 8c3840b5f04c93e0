import { describe, expect, it } from "vitest";
import { clusteredAucs } from "../../../src/domain/backtest/clustered-auc.ts";
import { undatedReason } from "../../../src/domain/backtest/dated-metrics.ts";
import { datedModel } from "../../../src/domain/backtest/dated-model.ts";
import { judgeReplay } from "../../../src/domain/backtest/judge-replay.ts";
import type { ReplayRow } from "../../../src/domain/backtest/replay-row.ts";
import { warningReport } from "../../../src/domain/backtest/warnings.ts";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import type { HealthModel } from "../../../src/domain/health/health-model.ts";

const row = (account: string, day: string, score: number | null, more: Partial<ReplayRow> = {}): ReplayRow => ({
  account,
  day,
  score,
  tier: score === null ? null : score >= 75 ? "green" : score >= 50 ? "yellow" : "red",
  arr_minor: 100,
  tenure_days: 400,
  silent_days: 1,
  left: false,
  left_on: null,
  ...more,
});
const gone = { left: true, left_on: "2026-05-10" };

describe("AUC over accounts", () => {
  const labels = Uint8Array.of(1, 0, 0, 1, 0, 0);
  const rows = { labels, accounts: Int32Array.of(0, 1, 2, 3, 4, 5), accountCount: 6 };

  it("counts pairs, ties by half, and differences from the first", () => {
    // Left: 5 and 2; stayed: 1, 2, 2, 3. 5 wins 4; 2 wins 1, ties 2: 6 of 8.
    const [first, second, third] = clusteredAucs(
      [Float64Array.of(5, 1, 2, 2, 2, 3), Float64Array.of(9, 1, 1, 8, 2, 3), Float64Array.of(0, 1, 1, 0, 2, 3)],
      rows,
    );
    expect([first?.auc, second?.auc, third?.auc]).toEqual([0.75, 1, 0]);
    expect([first?.difference, second?.difference, third?.difference]).toEqual([0, 0.25, -0.75]);
    expect(first?.difference_ci).toEqual([0, 0]);
    expect(second?.auc_ci).toEqual([1, 1]);
    expect(third?.auc_ci).toEqual([0, 0]);
    // Against a rule that is always right the difference lies where the first's own AUC does.
    expect(second?.difference_ci).toEqual([1 - (first?.auc_ci[1] ?? 0), 1 - (first?.auc_ci[0] ?? 0)]);
    expect([first?.auc_ci[0], first?.auc_ci[1]].map((value) => Number(value?.toFixed(4)))).toEqual([0.25, 1]);
  });

  it("draws whole accounts: rows of one account stand and fall together", () => {
    const risk = Float64Array.of(5, 1, 2, 2, 2, 3);
    const alone = clusteredAucs([risk], rows)[0];
    const twice = clusteredAucs([Float64Array.of(...risk, ...risk)], {
      labels: Uint8Array.of(...labels, ...labels),
      accounts: Int32Array.of(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5),
      accountCount: 6,
    })[0];
    expect(twice).toEqual(alone);
    expect(clusteredAucs([risk], { ...rows, labels: new Uint8Array(6) })[0]?.auc).toBeNaN();
  });
});

describe("the judgement", () => {
  it("of a few rows is as by hand", () => {
    const rows = [
      ...Array.from({ length: 10 }, (_, at) =>
        row(`s${at}`, "2026-01-31", 55 + 5 * at, { arr_minor: 1000 + at, tenure_days: 10 * at, silent_days: at }),
      ),
      row("x", "2026-01-31", 20, { ...gone, arr_minor: null, tenure_days: null, silent_days: null }),
      row("x", "2026-02-28", 10, gone),
      row("y", "2026-01-31", 100, { left: true, left_on: "2026-03-01" }),
      row("z", "2026-01-31", null),
    ];
    const told = judgeReplay(rows);
    // x twice below ten stayers; y ties with the one at 100.
    expect(told).toMatchObject({ rows: 13, accounts: 12, positives: 3, churned_accounts: 2, unscored: 1, base_rate: 3 / 13 });
    expect(told.auc).toBeCloseTo((10 + 10 + 0.5) / 30, 12);
    expect(told.lift_at_10).toBeCloseTo(1 / (3 / 13), 12);
    expect(told.tiers).toEqual([
      { tier: "red", rows: 2, left: 2, churn_rate: 1 },
      { tier: "yellow", rows: 4, left: 0, churn_rate: 0 },
      { tier: "green", rows: 7, left: 1, churn_rate: 1 / 7 },
    ]);
    expect(told.calibration).toEqual([
      { from: 0, to: 20, rows: 1, left: 1, churn_rate: 1 },
      { from: 20, to: 40, rows: 1, left: 1, churn_rate: 1 },
      { from: 40, to: 50, rows: 0, left: 0, churn_rate: null },
      { from: 50, to: 60, rows: 1, left: 0, churn_rate: 0 },
      { from: 60, to: 70, rows: 2, left: 0, churn_rate: 0 },
      { from: 70, to: 80, rows: 2, left: 0, churn_rate: 0 },
      { from: 80, to: 90, rows: 2, left: 0, churn_rate: 0 },
      { from: 90, to: 100, rows: 4, left: 1, churn_rate: 1 / 4 },
    ]);
    expect(told.warnings.map(({ tiers }) => tiers)).toEqual([["red"], ["yellow", "red"]]);
    expect(told.baselines.map(({ name, auc }) => [name, Number(auc.toFixed(6))])).toEqual([
      ["least ARR first", 1],
      ["newest customers first", 0.316667],
      ["longest without use first", 0.433333],
    ]);
    expect(told.verdict).toBe("no-signal");
  });

  it("shares ties at the edge of the tenth, of one row at least", () => {
    // Three of the lowest four are alike; two rows are the tenth of twenty.
    const rows = Array.from({ length: 20 }, (_, at) => row(`a${at}`, "2026-01-31", at < 4 ? 10 : 60 + at, at < 2 ? gone : {}));
    expect(judgeReplay(rows).lift_at_10).toBeCloseTo((2 * 2) / 4 / 2 / (2 / 20), 12);
    const first = Array.from({ length: 20 }, (_, at) =>
      row(`a${at}`, "2026-01-31", at === 0 ? 5 : at < 4 ? 10 : 60 + at, at < 2 ? gone : {}),
    );
    expect(judgeReplay(first).lift_at_10).toBeCloseTo((1 + 1 / 3) / 2 / (2 / 20), 12);
    const few = [row("a", "2026-01-31", 10, gone), row("b", "2026-01-31", 20), row("c", "2026-01-31", 30)];
    expect(judgeReplay(few).lift_at_10).toBeCloseTo(3, 12);
  });
});

describe("warnings", () => {
  it("lead from the first month-end of the last unbroken run to the day of leaving", () => {
    const x = { left_on: "2026-05-10" };
    const rows = [
      row("x", "2026-01-31", 20, x),
      row("x", "2026-02-28", 90, x),
      row("x", "2026-03-31", 20, { ...gone, arr_minor: 1 }),
      row("x", "2026-04-30", 20, { ...gone, arr_minor: 300 }),
      row("y", "2026-04-30", 60, { left: true, left_on: "2026-05-01", arr_minor: null }),
      row("w", "2026-04-30", 10, { left: true, left_on: "2026-05-02", arr_minor: 50 }),
      row("z", "2026-04-30", 10),
    ];
    expect(warningReport(rows, ["red"])).toEqual({
      tiers: ["red"],
      flagged: 5,
      precision: 3 / 5,
      recall: 3 / 4,
      lost_accounts: 3,
      warned_accounts: 2,
      lead_days: { median: 21, least: 2, most: 40 },
      lost_arr_minor: 350,
      warned_arr_minor: 350,
    });
    expect(warningReport(rows, ["yellow", "red"])).toMatchObject({ flagged: 6, precision: 4 / 6, recall: 1, warned_accounts: 3 });
    expect(warningReport([row("z", "2026-04-30", 90)], ["red"])).toEqual({
      tiers: ["red"],
      flagged: 0,
      precision: null,
      recall: null,
      lost_accounts: 0,
      warned_accounts: 0,
      lead_days: null,
      lost_arr_minor: 0,
      warned_arr_minor: 0,
    });
  });
});

describe("what is not known of the past", () => {
  it("is named with why", () => {
    const of = (formula: string, query = "usage"): string | null => undatedReason({ formula, query });
    const current = "it rests on a column that the export overwrites (current state), so its past value is not known";
    expect([of("open deals (Current State)"), of("sum"), of("sum of champions")]).toEqual([current, null, null]);
    expect(of("name", "account-profile")).toBe("it is the account's present profile; its past is not known");
    expect(of("name", "deals")).toBe("it is the account's present profile; its past is not known");
    for (const word of ["role", "roles", "champion", "sponsor", "Decision Maker"])
      expect(of(`people with ${word}`, "people")).toBe("a contact's role carries no date, so who held it then is not known");
    expect(of("people who logged in", "people")).toBeNull();
  });

  it("is left out of a model, with its share of a hundred points", () => {
    const curve = [
      [0, 100],
      [10, 0],
    ] as const;
    const model: HealthModel = {
      name: "m",
      title: "M",
      bands: { green: 75, yellow: 50 },
      coverageFloor: 0.5,
      groups: [
        {
          name: "all",
          weight: 3,
          inputs: [
            { name: "champions", metric: "champions", weight: 1, curve },
            { name: "silence", metric: "days_silent", weight: 3, curve },
          ],
        },
        { name: "other", weight: 1, inputs: [{ name: "mystery", metric: "not_there", weight: 1, curve }] },
      ],
      vetoes: [
        { name: "no champion", input: "champions", below: 1, capsAt: "red" },
        { name: "silent", input: "silence", below: 1, capsAt: "red" },
      ],
    };
    const told = datedModel(model, METRICS);
    expect(told.barred).toEqual([
      { part: "champions", metric: "champions", reason: expect.any(String), weight: (100 * 3 * 1) / (4 * 4) },
      { part: "no champion", metric: "champions", reason: "the input it looks at is left out", weight: 0 },
    ]);
    expect(told.model.groups.map(({ name, inputs }) => [name, inputs.length])).toEqual([
      ["all", 1],
      ["other", 1],
    ]);
    expect(told.model.vetoes.map(({ name }) => name)).toEqual(["silent"]);
    expect("segments" in told.model).toBe(false);
  });
});
