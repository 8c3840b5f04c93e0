import { type Tier, TIERS } from "./tier.ts";

/** How many scored accounts stand in each tier, and their share of the scored. */
export interface TierShares {
  readonly scored: number;
  readonly unscored: number;
  readonly count: Readonly<Record<Tier, number>>;
  /** 0–1 of the scored; null where none is. */
  readonly share: Readonly<Record<Tier, number>> | null;
}

/** The shares a book aims at, by the two practices: 70/20/10, and more than 80 % green. They are never averaged. */
export const TIER_SPLIT: Readonly<Record<Tier, number>> = { green: 0.7, yellow: 0.2, red: 0.1 };
export const GREEN_TARGET = 0.8;

/** How many accounts have each tier, and their share of those with a score; no shares where none has one. */
export function tierShares(tiers: readonly (Tier | null)[]): TierShares {
  const count = Object.fromEntries(TIERS.map((tier) => [tier, tiers.filter((one) => one === tier).length])) as Record<Tier, number>;
  const scored = tiers.filter((tier) => tier !== null).length;
  const share = Object.fromEntries(TIERS.map((tier) => [tier, count[tier] / scored])) as Record<Tier, number>;
  return { scored, unscored: tiers.length - scored, count, share: scored === 0 ? null : share };
}
