import { type PeriodFigures, revenueOf } from "../book/period/period-figures.ts";
import type { PeriodInputs } from "../book/period/period-inputs.ts";
import { addDays, type Day } from "../core/days.ts";
import type { Figure } from "../domain/metrics/figure.ts";
import { addMonths, monthsIn, type Period } from "../domain/metrics/period.ts";
import { meets, type Target, type Targets } from "../domain/targets/target.ts";

/** A metric against its target. */
export interface TargetResult extends Target {
  readonly actual: number | null;
  /** The days that `actual` is of: the period, or the months that the target is meant for. */
  readonly from: Day;
  readonly to: Day;
  /** Null where there is no value to judge. */
  readonly verdict: "met" | "missed" | null;
  readonly reason?: string;
}

/** Every target whose metric was measured, in the order of the targets' table. */
export function targetResults(inputs: PeriodInputs, figures: PeriodFigures, { targets }: Targets): TargetResult[] {
  return [...targets.values()].flatMap((target) => {
    const figure = figures.figures.find(({ name }) => name === target.metric);
    return figure === undefined ? [] : [resultOf(inputs, figures, figure, target)];
  });
}

function resultOf(inputs: PeriodInputs, { from, to }: PeriodFigures, figure: Figure, target: Target): TargetResult {
  const { months } = target;
  if (months === undefined || monthsIn({ from, to }) === months || figure.group !== "retention")
    return judged(target, { from, to }, figure.value, figure.reason);
  const window = { from: addMonths(addDays(to, 1), -months), to };
  const measured = revenueOf(inputs, window).measured.get(target.metric);
  return judged(target, window, measured?.value ?? null, measured?.reason);
}

function judged(target: Target, { from, to }: Period, actual: number | null, reason: string | undefined): TargetResult {
  const verdict = actual === null ? null : meets(target, actual) ? "met" : "missed";
  return { ...target, actual, from, to, verdict, ...(actual === null && reason !== undefined ? { reason } : {}) };
}
