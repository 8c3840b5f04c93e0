import type { Measured } from "./measured.ts";

export const GROUPS = ["retention", "growth", "adoption", "onboarding", "voice", "team", "standing"] as const;
export type Group = (typeof GROUPS)[number];

/** A ratio is a fraction; money is minor units of the reporting currency; points are those of NPS, −100 to 100. */
export type FigureUnit = "ratio" | "times" | "count" | "money" | "days" | "months" | "hours" | "points" | "score";

/** What a metric is: the same words in the table, in `--definitions` and in JSON. */
export interface Definition {
  readonly name: string;
  readonly title: string;
  readonly group: Group;
  readonly unit: FigureUnit;
  /** How it is computed, in one sentence. */
  readonly definition: string;
  /** What the denominator counts; for a metric that is no quotient, what it rests on. */
  readonly of: string;
  /** Whether the denominator is an amount of money. */
  readonly ofMoney?: true;
}

/** A metric with its value. */
export type Figure = Definition & Measured;

/** The figures of one group, in the order of `definitions`. A metric that was not measured is left out. */
export function figuresOf(definitions: readonly Definition[], measured: ReadonlyMap<string, Measured>): Figure[] {
  return definitions.flatMap((definition) => {
    const found = measured.get(definition.name);
    return found === undefined ? [] : [{ ...definition, ...found }];
  });
}
