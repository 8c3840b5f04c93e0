import { compareText } from "../../core/compare-text.ts";
import { TIERS, type Tier } from "../health/tier.ts";
import { clusteredAucs, type ClusteredAuc, type JudgedRows } from "./clustered-auc.ts";
import type { ReplayRow } from "./replay-row.ts";
import { type WarningReport, warningReport } from "./warnings.ts";

/** A simpler rule over the same rows. */
export interface Baseline extends ClusteredAuc {
  readonly name: string;
}

/** What became of the rows of one tier, or of a band of the score. */
export interface Outcome {
  readonly rows: number;
  readonly left: number;
  /** left / rows, 0–1; null where there are no rows. */
  readonly churn_rate: number | null;
}

/** How well past scores told who would leave. */
export interface Judgement {
  /** Account-months with a score, and the accounts they are of. */
  readonly rows: number;
  readonly accounts: number;
  readonly positives: number;
  readonly churned_accounts: number;
  readonly unscored: number;
  readonly base_rate: number;
  readonly auc: number;
  readonly auc_ci: readonly [number, number];
  /** Churn among the tenth of the rows with the lowest scores, over churn among all. */
  readonly lift_at_10: number;
  readonly tiers: readonly (Outcome & { readonly tier: Tier })[];
  readonly warnings: readonly WarningReport[];
  readonly calibration: readonly (Outcome & { readonly from: number; readonly to: number })[];
  readonly baselines: readonly Baseline[];
  readonly verdict: "better" | "no-better" | "no-signal";
}

const BANDS = [0, 20, 40, 50, 60, 70, 80, 90, 100] as const;

/** Judges replayed scores. There must be rows with a score that left and rows that did not. */
export function judgeReplay(all: readonly ReplayRow[]): Judgement {
  const rows = all.filter((row) => row.score !== null).sort(inOrder);
  const names = [...new Set(rows.map(({ account }) => account))];
  const numberOf = new Map(names.map((name, index) => [name, index]));
  const judged: JudgedRows = {
    labels: Uint8Array.from(rows, ({ left }) => (left ? 1 : 0)),
    accounts: Int32Array.from(rows, ({ account }) => numberOf.get(account) ?? 0),
    accountCount: names.length,
  };
  const risk = Float64Array.from(rows, ({ score }) => -(score ?? 0));
  const rules = baselineRisks(rows);
  const [own, ...others] = clusteredAucs([risk, ...rules.map((rule) => rule.risk)], judged);
  const left = rows.filter((row) => row.left);
  const [auc, auc_ci] = [own?.auc ?? Number.NaN, own?.auc_ci ?? ([Number.NaN, Number.NaN] as const)];
  const baselines = others.map((other, index) => ({ name: rules[index]?.name ?? "", ...other }));
  return {
    rows: rows.length,
    accounts: names.length,
    positives: left.length,
    churned_accounts: new Set(left.map(({ account }) => account)).size,
    unscored: all.length - rows.length,
    base_rate: left.length / rows.length,
    auc,
    auc_ci,
    lift_at_10: liftOf(rows, risk),
    tiers: TIERS.toReversed().map((tier) => ({ tier, ...outcome(rows.filter((row) => row.tier === tier)) })),
    warnings: [warningReport(rows, ["red"]), warningReport(rows, ["yellow", "red"])],
    calibration: BANDS.slice(0, -1).map((from, index) => {
      const to = BANDS[index + 1] ?? 100;
      return { from, to, ...outcome(rows.filter(({ score }) => (score ?? 0) >= from && ((score ?? 0) < to || to === 100))) };
    }),
    baselines,
    verdict: !(auc_ci[0] > 0.5) ? "no-signal" : baselines.every(({ difference_ci }) => difference_ci[1] < 0) ? "better" : "no-better",
  };
}

function baselineRisks(rows: readonly ReplayRow[]): { readonly name: string; readonly risk: Float64Array }[] {
  const of = (value: (row: ReplayRow) => number): Float64Array => Float64Array.from(rows, value);
  return [
    { name: "least ARR first", risk: of(({ arr_minor }) => -(arr_minor ?? 0)) },
    { name: "newest customers first", risk: of(({ tenure_days }) => -(tenure_days ?? 0)) },
    // Never seen is the longest silence there is.
    { name: "longest without use first", risk: of(({ silent_days }) => silent_days ?? Number.MAX_SAFE_INTEGER) },
  ];
}

/** Ties at the edge of the tenth count by their share, so that the order of equal scores plays no part. */
function liftOf(rows: readonly ReplayRow[], risk: Float64Array): number {
  const size = Math.max(1, Math.round(rows.length / 10));
  const edge = risk.toSorted()[rows.length - size] ?? 0;
  const above = rows.filter((_, row) => (risk[row] ?? 0) > edge);
  const at = rows.filter((_, row) => risk[row] === edge);
  const leftOf = (some: readonly ReplayRow[]): number => some.filter(({ left }) => left).length;
  const caught = leftOf(above) + (leftOf(at) * (size - above.length)) / Math.max(1, at.length);
  return caught / size / (leftOf(rows) / rows.length);
}

function outcome(rows: readonly ReplayRow[]): Outcome {
  const left = rows.filter((row) => row.left).length;
  return { rows: rows.length, left, churn_rate: rows.length === 0 ? null : left / rows.length };
}

function inOrder(a: ReplayRow, b: ReplayRow): number {
  return compareText(a.day, b.day) || compareText(a.account, b.account);
}
