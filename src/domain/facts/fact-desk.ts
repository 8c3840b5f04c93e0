import type { Day } from "../../core/days.ts";
import type { Fact, Subject } from "./fact.ts";

/** Computes Facts on demand for one task: asked twice for the same measurement, it gives the same Fact. */
export interface FactDesk {
  readonly asOf: Day;
  readonly snapshot: string;
  /** Facts in the order of `metrics`; an unknown metric throws UserError. */
  measure(subject: Subject, metrics: readonly string[]): Promise<Fact[]>;
  /** Takes back Facts that it gave before the run was taken up again. */
  adopt(facts: readonly Fact[]): void;
  /** Every Fact given so far, by id order. */
  issued(): readonly Fact[];
}
