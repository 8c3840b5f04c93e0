import type { Day } from "../../core/days.ts";

/** What the page shows of one account. Amounts are minor units, shares fractions; null is not on record. */
export interface PageAccount {
  readonly id: string;
  readonly name: string;
  readonly csm: string | null;
  readonly segment: string | null;
  readonly touch: string | null;
  readonly arr: number | null;
  readonly currency: string;
  readonly score: number | null;
  readonly tier: string | null;
  /** Change of the score in 30 days. */
  readonly delta: number | null;
  readonly renewal: Day | null;
  readonly outlook: string | null;
  readonly tickets: number | null;
  readonly urgent: number | null;
  readonly meeting: Day | null;
  readonly seats: number | null;
  readonly logins: number | null;
  readonly signals: readonly PageSignal[];
  readonly findings: readonly PageFinding[];
}

export interface PageSignal {
  readonly kind: "risk" | "expansion";
  readonly title: string;
  readonly severity: string;
  readonly since: Day;
}

/** Breaches of one rule of the standards. */
export interface PageFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  readonly count: number;
}
