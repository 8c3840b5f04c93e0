import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";
import { studentT } from "../metrics/intervals.ts";

/** How long after its beginning the effect of a play is measured: as long as an account has to recover. */
export const EFFECT_DAYS = 30;
/** With fewer plays an interval says next to nothing, and nothing is said. */
export const FEWEST = 5;
/** Accounts are alike whose scores differed by at most so many points when the play began. */
export const LIKE_POINTS = 5;
/** So many of the most alike stand for what would have happened anyway. */
const MOST_CONTROLS = 5;

/** One account on the day a play began and EFFECT_DAYS later; null where there is no figure. */
export interface Observation {
  readonly account: string;
  readonly segment: string;
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
  /** Logins of 30 days. */
  readonly loginsBefore: number | null;
  readonly loginsAfter: number | null;
}

/** One play that began long enough ago. */
export interface PlayRun {
  readonly account: string;
  readonly began: Day;
}

/** What a play did, beyond what similar accounts did without it. */
export interface Effect {
  /** Points of health, or the share by which logins changed: plays minus similar accounts. */
  readonly mean: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** Plays counted, one an account. */
  readonly plays: number;
  /** Accounts that they were compared with; one may stand for several plays. */
  readonly controls: number;
}

/** Why there is no figure, with how many there were. */
export interface TooFew {
  readonly plays: number;
  readonly needed: number;
  readonly why: string;
}

export type Measure = "health" | "usage";

/**
 * Difference in differences: the change of each account with a play over EFFECT_DAYS, minus the mean change of up to five accounts of its segment
 * that began nearest to its score and had no such play, averaged, with Student's 95 % interval over the plays. Accounts that left in between have no
 * later figure and are in neither half. It is no proof of cause: plays go to those that somebody thought could be saved.
 */
export function effectOf(
  measure: Measure,
  runs: readonly PlayRun[],
  observedOn: (day: Day) => readonly Observation[],
  isTreated: (account: string, day: Day) => boolean,
): Effect | TooFew {
  const differences: number[] = [];
  const used = new Set<string>();
  let counted = 0;
  let unmatched = 0;
  for (const run of lastRunOfEach(runs)) {
    const all = observedOn(run.began);
    const own = all.find(({ account }) => account === run.account);
    const change = own === undefined ? null : changeOf(measure, own);
    if (own === undefined || change === null || own.scoreBefore === null) continue;
    counted += 1;
    const controls = alike(own, all, (account) => isTreated(account, run.began)).flatMap((one) => {
      const moved = changeOf(measure, one);
      return moved === null ? [] : [{ account: one.account, moved }];
    });
    if (controls.length === 0) unmatched += 1;
    else {
      const nearest = controls.slice(0, MOST_CONTROLS);
      for (const { account } of nearest) used.add(account);
      differences.push(change - mean(nearest.map(({ moved }) => moved)));
    }
  }
  if (differences.length < FEWEST)
    return { plays: differences.length, needed: FEWEST, why: whyTooFew(lastRunOfEach(runs).length, counted, unmatched) };
  return { ...interval(differences), plays: differences.length, controls: used.size };
}

/** One account of a user's own split, on the day the split began and EFFECT_DAYS later. */
export interface SplitObservation extends Observation {
  readonly group: "treatment" | "control";
}

/**
 * The same of a split that the user declared: the mean change of those that may get the play minus that of those held out, with Welch's 95 %
 * interval. Everybody counts in the group they were put into, whether a play began or not.
 */
export function splitEffect(measure: Measure, observed: readonly SplitObservation[]): Effect | TooFew {
  const of = (group: SplitObservation["group"]): number[] =>
    observed.flatMap((one) => (one.group === group ? (changeOf(measure, one) ?? []) : []));
  const [treated, control] = [of("treatment"), of("control")];
  const fewest = Math.min(treated.length, control.length);
  if (fewest < FEWEST)
    return {
      plays: fewest,
      needed: FEWEST,
      why: `${treated.length} accounts with and ${control.length} without have a figure on both days; each group needs ${FEWEST}`,
    };
  const [a, b] = [variance(treated) / treated.length, variance(control) / control.length];
  const freedom = a + b === 0 ? 4 : (a + b) ** 2 / (a ** 2 / (treated.length - 1) + b ** 2 / (control.length - 1));
  const centre = mean(treated) - mean(control);
  const half = studentT(Math.max(4, freedom)) * Math.sqrt(a + b);
  return { mean: centre, low: centre - half, high: centre + half, plays: treated.length, controls: control.length };
}

/** Whether there was too little to compare, so that no effect is told. */
export function isTooFew(effect: Effect | TooFew): effect is TooFew {
  return "why" in effect;
}

/** Two plays of one account are not two pieces of evidence: the last counts. */
function lastRunOfEach(runs: readonly PlayRun[]): PlayRun[] {
  const last = new Map<string, PlayRun>();
  for (const run of runs) if ((last.get(run.account)?.began ?? "") < run.began) last.set(run.account, run);
  return [...last.values()].sort((a, b) => compareText(a.account, b.account));
}

function alike(own: Observation, all: readonly Observation[], isTreated: (account: string) => boolean): Observation[] {
  const distance = ({ scoreBefore }: Observation): number =>
    scoreBefore === null || own.scoreBefore === null ? Infinity : Math.abs(scoreBefore - own.scoreBefore);
  return all
    .filter((one) => one.account !== own.account && one.segment === own.segment && distance(one) <= LIKE_POINTS && !isTreated(one.account))
    .sort((a, b) => distance(a) - distance(b) || compareText(a.account, b.account));
}

/** Points of health, or logins as a share of those before; null where either figure is missing. */
function changeOf(measure: Measure, { scoreBefore, scoreAfter, loginsBefore, loginsAfter }: Observation): number | null {
  if (measure === "health") return scoreBefore === null || scoreAfter === null ? null : scoreAfter - scoreBefore;
  return loginsBefore === null || loginsAfter === null || loginsBefore === 0 ? null : (loginsAfter - loginsBefore) / loginsBefore;
}

function whyTooFew(runs: number, counted: number, unmatched: number): string {
  const parts = [
    `${runs} played ${EFFECT_DAYS} days ago or more`,
    ...(counted < runs ? [`${runs - counted} without a figure on both days`] : []),
    ...(unmatched > 0 ? [`${unmatched} without a similar account`] : []),
  ];
  return `${parts.join(", ")}; at least ${FEWEST} are needed`;
}

function interval(values: readonly number[]): Pick<Effect, "mean" | "low" | "high"> {
  const centre = mean(values);
  const half = studentT(values.length - 1) * Math.sqrt(variance(values) / values.length);
  return { mean: centre, low: centre - half, high: centre + half };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
