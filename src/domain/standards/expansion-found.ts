import { ONBOARDING_DAYS } from "../journey/position.ts";
import type { RowValue } from "./subject-row.ts";

/** In how many of the customers past onboarding that are not red somebody has found an expansion: an open deal, or an entry in the plan. */
export function expansionFound(accounts: readonly ((metric: string) => RowValue)[]): {
  readonly mature_customers: number;
  readonly expansion_found_share: number | null;
} {
  const mature = accounts.filter((of) => Number(of("journey_day") ?? 0) > ONBOARDING_DAYS && of("health_tier") !== "red");
  const found = mature.filter((of) => Number(of("open_expansions") ?? 0) > 0 || Number(of("plan_expansions") ?? 0) > 0);
  return { mature_customers: mature.length, expansion_found_share: mature.length === 0 ? null : found.length / mature.length };
}
