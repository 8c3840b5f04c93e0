import type { Period } from "./period.ts";
import { arrBefore, arrOn, type History, type Step } from "./revenue-history.ts";

export const BASES = ["snapshot", "event"] as const;
/** How movements are counted: by comparing the two ends of a period, or change by change inside it. */
export type Basis = (typeof BASES)[number];

/** How recurring revenue got from start to end. Every part is an amount ≥ 0: end = start + new + expansion − contraction − churn + reactivation. */
export interface ArrBridge {
  readonly start: number;
  readonly new: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly churn: number;
  readonly reactivation: number;
  readonly end: number;
}

/** One account's bridge, and what of its starting revenue was kept. */
export interface Movement extends ArrBridge {
  /** Of the starting revenue, at most that: the account's share in GRR. */
  readonly kept: number;
  /** Revenue at the end, of an account that was there at the start: its share in NRR. */
  readonly continued: number;
}

export const NO_MOVEMENT: ArrBridge = { start: 0, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, end: 0 };

/**
 * What one account did in a period. Start is its revenue at the end of the day before `from`. On the snapshot basis only the two ends count.
 * On the event basis every change between days counts, `kept` is the lowest revenue of the period (at most the start's), and an account that
 * was at nothing in between is not `continued`.
 */
export function movementOf(history: History, { from, to }: Period, basis: Basis): Movement {
  const start = arrBefore(history, from);
  const end = arrOn(history, to);
  const paidBefore = history.some((step) => step.arr > 0 && step.day < from);
  const inside = basis === "snapshot" ? [{ day: to, arr: end }] : history.filter((step) => step.day >= from && step.day <= to);
  const lowest = Math.min(start, end, ...inside.map(({ arr }) => arr));
  return {
    ...inside.reduce(taken, { bridge: { ...NO_MOVEMENT, start, end }, arr: start, paid: paidBefore }).bridge,
    kept: lowest,
    continued: start === 0 || lowest === 0 ? 0 : end,
  };
}

interface Walk {
  readonly bridge: ArrBridge;
  readonly arr: number;
  /** Whether it has ever paid until here. */
  readonly paid: boolean;
}

function taken({ bridge, arr, paid }: Walk, step: Step): Walk {
  const change = step.arr - arr;
  const kind =
    change === 0
      ? undefined
      : change > 0
        ? arr > 0
          ? "expansion"
          : paid
            ? "reactivation"
            : "new"
        : step.arr > 0
          ? "contraction"
          : "churn";
  return {
    bridge: kind === undefined ? bridge : { ...bridge, [kind]: bridge[kind] + Math.abs(change) },
    arr: step.arr,
    paid: paid || step.arr > 0,
  };
}

/** The sum of bridges. */
export function sumBridges(bridges: Iterable<ArrBridge>): ArrBridge {
  let total = NO_MOVEMENT;
  for (const each of bridges)
    total = {
      start: total.start + each.start,
      new: total.new + each.new,
      expansion: total.expansion + each.expansion,
      contraction: total.contraction + each.contraction,
      churn: total.churn + each.churn,
      reactivation: total.reactivation + each.reactivation,
      end: total.end + each.end,
    };
  return total;
}
