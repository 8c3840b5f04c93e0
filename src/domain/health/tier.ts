import type { FactValue } from "../facts/fact.ts";
import type { HealthModel } from "./health-model.ts";

export const TIERS = ["green", "yellow", "red"] as const;
export type Tier = (typeof TIERS)[number];

/** The tier of an unrounded score: half-open bands, so that every real number has exactly one. */
export function tierOf({ bands }: Pick<HealthModel, "bands">, score: number): Tier {
  if (score >= bands.green) return "green";
  return score >= bands.yellow ? "yellow" : "red";
}

/** A Fact's value as a tier; null for anything else. */
export function asTier(value: FactValue | undefined): Tier | null {
  return value === "green" || value === "yellow" || value === "red" ? value : null;
}

/** Whether `a` is a worse tier than `b`. */
export function worse(a: Tier, b: Tier): boolean {
  return TIERS.indexOf(a) > TIERS.indexOf(b);
}
