import type { Day } from "../../core/days.ts";
import { formatMoney } from "../facts/format-value.ts";

/** A renewal of which sales has a deal open and no export has the contract: its date is the seller's. */
export interface RenewalByDeal {
  readonly account: string;
  readonly name: string;
  readonly close_on: Day | null;
  readonly stage: string | null;
  readonly seller: string | null;
  /** In minor units, null where the export has none. */
  readonly amount_minor: number | null;
  readonly currency: string;
}

/** "$12,000, to close on 2027-01-02, Negotiation, Maya Ortiz". */
export function dealWords({ amount_minor: minor, currency, close_on: on, stage, seller }: RenewalByDeal): string {
  const told = [stage, seller].filter((part) => part !== null && part !== "");
  return [minor === null ? "no amount" : formatMoney(minor, currency), on === null ? "no close date" : `to close on ${on}`, ...told].join(
    ", ",
  );
}

/** What heads such deals in a list. */
export const BY_DEAL = "Renewal deals open without a contract on record, dates and amounts as the seller has them";
