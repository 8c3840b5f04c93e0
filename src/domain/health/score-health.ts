import type { FactValue } from "../facts/fact.ts";
import { curveScore } from "./curve.ts";
import type { HealthModel } from "./health-model.ts";

export type Tier = "green" | "yellow" | "red";

export interface InputScore {
  readonly name: string;
  readonly group: string;
  readonly metric: string;
  /** The share of the score this input had, in points of 100 after renormalising; 0 when absent. */
  readonly weight: number;
  /** The metric's value; null when absent. */
  readonly value: number | null;
  /** 0–100 by the input's curve; null when absent. */
  readonly score: number | null;
  /** Points of the final score that come from this input; they sum to the score. */
  readonly contribution: number;
}

export interface HealthScore {
  readonly model: string;
  /** 0–100, unrounded; null when the model abstains. */
  readonly score: number | null;
  readonly tier: Tier | null;
  /** Share of the model's weights for which there was data, 0–1. */
  readonly coverage: number;
  readonly inputs: readonly InputScore[];
  /** Vetoes that lowered the tier. */
  readonly vetoes: readonly string[];
}

/**
 * Scores one account. Weighted mean over the inputs present: an absent input hands its weight to the others of its group, an
 * absent group to the other groups. Abstains (null) below the model's coverage floor. `valueOf` gives a metric's value.
 */
export function scoreHealth(model: HealthModel, valueOf: (metric: string) => FactValue): HealthScore {
  const measured = model.groups.flatMap((group) => {
    const total = sum(group.inputs.map((input) => input.weight));
    return group.inputs.map((input) => {
      const value = valueOf(input.metric);
      const known = typeof value === "number" ? value : null;
      return { input, group, value: known, nominal: total === 0 ? 0 : (group.weight * input.weight) / total };
    });
  });
  const whole = sum(model.groups.map((group) => group.weight));
  const coverage = whole === 0 ? 0 : sum(measured.filter((m) => m.value !== null).map((m) => m.nominal)) / whole;
  const present = model.groups.filter((group) => measured.some((m) => m.group === group && m.value !== null));
  const presentWeight = sum(present.map((group) => group.weight));
  const inputs = measured.map(({ input, group, value }): InputScore => {
    const siblings = measured.filter((m) => m.group === group && m.value !== null);
    const siblingWeight = sum(siblings.map((m) => m.input.weight));
    const weight =
      value === null || siblingWeight === 0 || presentWeight === 0
        ? 0
        : (100 * group.weight * input.weight) / (presentWeight * siblingWeight);
    const score = value === null ? null : curveScore(input.curve, value);
    return { name: input.name, group: group.name, metric: input.metric, weight, value, score, contribution: ((score ?? 0) * weight) / 100 };
  });
  if (coverage < model.coverageFloor) return { model: model.name, score: null, tier: null, coverage, inputs, vetoes: [] };
  const score = sum(inputs.map((input) => input.contribution));
  const vetoes = model.vetoes.filter(
    (veto) => Number(valueOf(veto.metric) ?? 0) >= veto.atLeast && worse(veto.capsAt, tierOf(model, score)),
  );
  const tier = vetoes.reduce<Tier>((worst, veto) => (worse(veto.capsAt, worst) ? veto.capsAt : worst), tierOf(model, score));
  return { model: model.name, score, tier, coverage, inputs, vetoes: vetoes.map((veto) => veto.name) };
}

/** The tier of an unrounded score: half-open bands, so that every real number has exactly one. */
export function tierOf(model: HealthModel, score: number): Tier {
  if (score >= model.bands.green) return "green";
  return score >= model.bands.yellow ? "yellow" : "red";
}

/** A Fact's value as a tier; null for anything else. */
export function asTier(value: FactValue | undefined): Tier | null {
  return value === "green" || value === "yellow" || value === "red" ? value : null;
}

const RANK: Readonly<Record<Tier, number>> = { green: 0, yellow: 1, red: 2 };

function worse(a: Tier, b: Tier): boolean {
  return RANK[a] > RANK[b];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
