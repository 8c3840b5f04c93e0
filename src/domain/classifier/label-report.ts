import { type CurvePoint, coverageCurve, calibrationError } from "./coverage.ts";
import { bySureness, isRight, type Judged } from "./judged.ts";
import { type OutOfScopeReport, outOfScopeReport } from "./out-of-scope.ts";
import { wilson } from "./wilson.ts";

/** How good the guesses are, on texts that the model has not seen. Shares are 0 to 1, intervals 95 %. */
export interface LabelReport {
  readonly tickets: number;
  /** Of all tickets in scope, every guess given. */
  readonly accuracy: number;
  readonly accuracy_ci: readonly [number, number];
  /** Mean of the labels' F1, each label counting the same. */
  readonly macro_f1: number;
  /** Accuracy of always saying the commonest label. */
  readonly base_rate: number;
  /** Mean distance between confidence and share right, over ten bins. */
  readonly calibration_error: number;
  readonly threshold: number;
  /** What is left when guesses below the threshold are withheld. */
  readonly answered: CurvePoint & { readonly precision_ci: readonly [number, number] };
  readonly curve: readonly CurvePoint[];
  readonly labels: readonly LabelFigures[];
  /** Most frequent first. */
  readonly confusions: readonly Confusion[];
  readonly out_of_scope: OutOfScopeReport | null;
}

export interface LabelFigures {
  readonly label: string;
  readonly tickets: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number;
}

export interface Confusion {
  readonly actual: string;
  readonly taken_for: string;
  readonly tickets: number;
}

const MOST_CONFUSIONS = 30;

/** Sums up guesses against the labels given. */
export function labelReport(judged: Judged, threshold: number): LabelReport {
  const { labels, outside, actual, guess } = judged;
  const inScope = Int32Array.from(actual.keys()).filter((row) => actual[row] !== outside || outside < 0);
  const right = inScope.filter((row) => isRight(judged, row)).length;
  const order = bySureness(judged);
  const given = order.filter((row) => (judged.confidence[row] ?? 0) >= threshold);
  const givenRight = given.filter((row) => isRight(judged, row)).length;
  const sizes = labels.map((_, label) => actual.reduce((sum, each) => sum + (each === label ? 1 : 0), 0));
  const scored = labels.flatMap((label, place) => (place === outside ? [] : [figuresOf(judged, label, place, inScope)]));
  const present = scored.filter(({ tickets, precision }) => tickets > 0 || precision !== null);
  return {
    tickets: actual.length,
    accuracy: share(right, inScope.length),
    accuracy_ci: wilson(right, inScope.length),
    macro_f1: present.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, present.length),
    base_rate: share(Math.max(0, ...sizes.filter((_, label) => label !== outside)), inScope.length),
    calibration_error: calibrationError(judged),
    threshold,
    answered: {
      threshold,
      coverage: share(given.length, actual.length),
      precision: given.length === 0 ? null : givenRight / given.length,
      precision_ci: wilson(givenRight, given.length),
    },
    curve: coverageCurve(judged, order),
    labels: scored,
    confusions: confusionsOf(labels, inScope, actual, guess),
    out_of_scope: outside < 0 ? null : outOfScopeReport(judged, threshold),
  };
}

function figuresOf({ actual, guess }: Judged, label: string, place: number, rows: Int32Array): LabelFigures {
  let tickets = 0;
  let guessed = 0;
  let both = 0;
  for (const row of rows) {
    if (actual[row] === place) tickets += 1;
    if (guess[row] === place) guessed += 1;
    if (actual[row] === place && guess[row] === place) both += 1;
  }
  return {
    label,
    tickets,
    precision: guessed === 0 ? null : both / guessed,
    recall: tickets === 0 ? null : both / tickets,
    f1: share(2 * both, tickets + guessed),
  };
}

function confusionsOf(labels: readonly string[], rows: Int32Array, actual: Int32Array, guess: Int32Array): Confusion[] {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const given = actual[row] ?? -1;
    const taken = guess[row] ?? -1;
    if (given === taken || given < 0) continue;
    const pair = given * labels.length + taken;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_CONFUSIONS)
    .map(([pair, tickets]) => ({
      actual: labels[Math.floor(pair / labels.length)] ?? "",
      taken_for: labels[pair % labels.length] ?? "",
      tickets,
    }));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
