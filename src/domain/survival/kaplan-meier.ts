/** How long one customer was seen: `days` until it left (`left`) or until it was last looked at and still here. */
export interface Lifetime {
  readonly days: number;
  readonly left: boolean;
}

/** One step of the curve: just after `days` days. */
export interface SurvivalStep {
  readonly days: number;
  /** Customers still under observation just before. */
  readonly at_risk: number;
  readonly left: number;
  /** Estimated share still here, 0–1, with its 95 % interval. */
  readonly survival: number;
  readonly low: number;
  readonly high: number;
}

export interface SurvivalCurve {
  readonly n: number;
  readonly left: number;
  readonly steps: readonly SurvivalStep[];
  /** Days after which half have left; null where the curve does not come down that far. */
  readonly median: number | null;
  /** 95 % interval of the median; an end is null where its bound of the curve does not reach one half. */
  readonly median_ci: readonly [number | null, number | null];
}

const Z = 1.959964;

/**
 * Kaplan–Meier: the share of customers still here after so many days, with those not (yet) lost counted for as long as they were seen.
 * Intervals: Greenwood's variance on the log(−log) scale, which stays inside 0–1 (Kalbfleisch and Prentice); the median's as by Brookmeyer and
 * Crowley. A customer that is last seen on a day on which others leave counts as at risk on it.
 */
export function kaplanMeier(lifetimes: readonly Lifetime[]): SurvivalCurve {
  const sorted = [...lifetimes].sort((a, b) => a.days - b.days);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let variance = 0;
  for (let at = 0; at < sorted.length;) {
    const days = sorted[at]?.days ?? 0;
    let next = at;
    let left = 0;
    for (; next < sorted.length && sorted[next]?.days === days; next += 1) left += sorted[next]?.left === true ? 1 : 0;
    const atRisk = sorted.length - at;
    if (left > 0) {
      survival *= 1 - left / atRisk;
      variance += left / (atRisk * (atRisk - left));
      steps.push({ days, at_risk: atRisk, left, survival, ...interval(survival, variance) });
    }
    at = next;
  }
  const firstBelow = (value: (step: SurvivalStep) => number): number | null =>
    steps.find((step) => value(step) <= 0.5 + 1e-12)?.days ?? null;
  return {
    n: sorted.length,
    left: sorted.filter((lifetime) => lifetime.left).length,
    steps,
    median: firstBelow((step) => step.survival),
    median_ci: [firstBelow((step) => step.low), firstBelow((step) => step.high)],
  };
}

/** The curve's value after `days` days, with its interval; null beyond the last day on which anybody was under observation. */
export function survivalAt(
  curve: SurvivalCurve,
  lifetimes: readonly Lifetime[],
  days: number,
): Pick<SurvivalStep, "survival" | "low" | "high"> | null {
  if (lifetimes.every((lifetime) => lifetime.days < days)) return null;
  const step = curve.steps.findLast((each) => each.days <= days);
  return step === undefined ? { survival: 1, low: 1, high: 1 } : { survival: step.survival, low: step.low, high: step.high };
}

function interval(survival: number, variance: number): { readonly low: number; readonly high: number } {
  // Nobody is left: Greenwood's variance has no value there.
  if (survival <= 0) return { low: 0, high: 0 };
  const spread = (Z * Math.sqrt(variance)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) };
}
