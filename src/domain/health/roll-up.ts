import { exactSum } from "./exact-points.ts";
import type { Tier } from "./tier.ts";
import { tierOf } from "./tier.ts";
import type { HealthModel } from "./health-model.ts";

/** One account of a family, as it is scored by itself. */
export interface Member {
  readonly account: string;
  readonly score: number | null;
  /** Its score at the trend's start. */
  readonly previous: number | null;
  /** Recurring revenue in the reporting currency; null where there is none. */
  readonly arr: number | null;
}

export interface MemberShare {
  readonly account: string;
  /** Points of 100 this member could give; 0 where it has no score. */
  readonly weight: number;
  readonly contribution: number;
}

/** One score for a family of accounts: the mean of its scored members, weighted by ARR, or each alike where none has any. */
export interface FamilyScore {
  readonly score: number | null;
  readonly previous: number | null;
  readonly tier: Tier | null;
  readonly weighted_by: "arr" | "count";
  /** Share of the family's weight that has a score, 0–1. */
  readonly coverage: number;
  /** In the order of the members; contributions sum to the score exactly. */
  readonly members: readonly MemberShare[];
}

/** The score of a family of accounts, weighted by ARR where any is known, else evenly; null where no member has one. */
export function rollUp(members: readonly Member[], model: Pick<HealthModel, "bands">): FamilyScore {
  const byArr = members.some(({ score, arr }) => score !== null && (arr ?? 0) > 0);
  const shareOf = ({ arr }: Member): number => (byArr ? Math.max(0, arr ?? 0) : 1);
  const weights = (scoreOf: (member: Member) => number | null): number[] => {
    const raw = members.map((member) => (scoreOf(member) === null ? 0 : shareOf(member)));
    const whole = raw.reduce((sum, weight) => sum + weight, 0);
    return raw.map((weight) => (whole === 0 ? 0 : (100 * weight) / whole));
  };
  const now = mean(
    members.map(({ score }) => score),
    weights(({ score }) => score),
  );
  const before = mean(
    members.map(({ previous }) => previous),
    weights(({ previous }) => previous),
  );
  const whole = members.reduce((sum, member) => sum + shareOf(member), 0);
  const scored = members.reduce((sum, member) => sum + (member.score === null ? 0 : shareOf(member)), 0);
  return {
    score: now.score,
    previous: before.score,
    tier: now.score === null ? null : tierOf(model, now.score),
    weighted_by: byArr ? "arr" : "count",
    coverage: whole === 0 ? 0 : scored / whole,
    members: members.map(({ account }, index) => ({ account, weight: now.weights[index] ?? 0, contribution: now.parts[index] ?? 0 })),
  };
}

function mean(
  scores: readonly (number | null)[],
  weights: readonly number[],
): { score: number | null; weights: readonly number[]; parts: Float64Array } {
  const parts = Float64Array.from(scores, (score, index) => ((score ?? 0) * (weights[index] ?? 0)) / 100);
  const score = exactSum(parts, 0, parts.length);
  return { score: weights.some((weight) => weight > 0) ? score : null, weights, parts };
}
