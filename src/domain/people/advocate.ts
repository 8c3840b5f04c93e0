import { type Day, daysBetween } from "../../core/days.ts";
import type { Tier } from "../health/tier.ts";

/** What an account could do for us. */
export const ASKS = ["reference", "case study", "referral"] as const;
export type Ask = (typeof ASKS)[number];

/** What is known of an account as an advocate; null where the book does not say. */
export interface AdvocateFigures {
  readonly asOf: Day;
  readonly tier: Tier | null;
  readonly tenureDays: number | null;
  /** Last NPS answers of 9 and 10: who gave them and when. */
  readonly promoters: readonly { readonly person: string; readonly on: Day }[];
  readonly detractors: number;
  /** A success plan's objective that was reached, in words. */
  readonly outcome: string | null;
  readonly featureAdoption: number | null;
  /** Warnings of severity high or worse, in words. */
  readonly warnings: readonly string[];
  /** Days to the renewal, where one is due. */
  readonly daysToRenewal: number | null;
  /** When somebody asked last, and for what, as notes or a ticket say. */
  readonly askedOn: Day | null;
}

export interface Advocate {
  readonly asks: readonly Ask[];
  readonly why: readonly string[];
  /** Why nobody should ask now; empty where it is a good time. */
  readonly not_now: readonly string[];
}

const HALF_A_YEAR = 183;
const ASK_AGAIN_DAYS = 180;
/** Asking a favour while a contract is being talked over mixes two conversations. */
const RENEWAL_TALK_DAYS = 60;

/**
 * What an account could be asked for, and why: a `reference` or `referral` of a promoter with half a year of tenure, a `case study`
 * where an outcome was reached too, or nearly all of the product is in use. Undefined without a promoter, whatever else is well.
 */
export function advocateOf(figures: AdvocateFigures): Advocate | undefined {
  const { promoters, tenureDays, outcome, featureAdoption, tier } = figures;
  const [first] = promoters;
  if (first === undefined || tier === "red") return undefined;
  const settled = (tenureDays ?? 0) >= HALF_A_YEAR;
  const story = outcome !== null || (featureAdoption ?? 0) > 0.8;
  const asks: Ask[] = [...(settled ? (["reference"] as const) : []), ...(settled && story ? (["case study"] as const) : []), "referral"];
  return {
    asks,
    why: [
      `${first.person} recommends us (${first.on})${promoters.length > 1 ? `, and ${promoters.length - 1} more` : ""}`,
      ...(tier === "green" ? ["health is green"] : []),
      ...(outcome === null ? [] : [`reached: ${outcome}`]),
      ...((featureAdoption ?? 0) > 0.8 ? ["they use nearly all of the product"] : []),
      ...(settled && tenureDays !== null ? [`customer for ${Math.floor(tenureDays / 30.44)} months`] : []),
    ],
    not_now: reasonsToWait(figures),
  };
}

function reasonsToWait({ asOf, tier, detractors, warnings, daysToRenewal, askedOn }: AdvocateFigures): string[] {
  return [
    ...(tier === "yellow" ? ["health is yellow"] : []),
    ...warnings,
    ...(detractors > 0 ? [`${detractors} of them would not recommend us`] : []),
    ...(daysToRenewal !== null && daysToRenewal >= 0 && daysToRenewal <= RENEWAL_TALK_DAYS
      ? [`the renewal is ${daysToRenewal} days away`]
      : []),
    ...(askedOn !== null && daysBetween(askedOn, asOf) < ASK_AGAIN_DAYS ? [`asked on ${askedOn}`] : []),
  ];
}
