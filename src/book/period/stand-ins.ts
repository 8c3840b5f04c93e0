import type { Day } from "../../core/days.ts";
import type { Period } from "../../domain/metrics/period.ts";
import type { Book } from "../book.ts";
import { isNoCustomer } from "../no-customers.ts";
import { journeyStarts } from "../queries/journey-start.ts";

/** An account that counts as a customer where no subscriptions export tells who is one, with the ends of its contract where its record has them. */
export interface StandIn {
  readonly account: string;
  readonly from: Day | null;
  readonly until: Day | null;
}

/** The accounts of the book without those that are no customers by their record, by id. */
export function standIns(book: Book, asOf: Day): Promise<StandIn[]> {
  return book.rows<StandIn>(
    `SELECT account, CAST(contract_on AS VARCHAR) AS "from", CAST(ended_on AS VARCHAR) AS until FROM ${journeyStarts("account IS NOT NULL")}
LEFT JOIN (SELECT account, CASE WHEN count(*) = count(ended_at) AND day_of(max(ended_at)) <= CAST($as_of AS DATE) THEN day_of(max(ended_at)) END AS ended_on FROM subscriptions WHERE account IS NOT NULL GROUP BY account) USING (account)
WHERE NOT ${isNoCustomer("account", "CAST($as_of AS DATE)")} ORDER BY account`,
    { as_of: asOf },
  );
}

/** Those whose contract, as far as its ends are on record, holds on some day of the period. */
export function standInsDuring(all: readonly StandIn[], { from, to }: Period): string[] {
  return all.flatMap((one) => ((one.from ?? to) <= to && (one.until === null || one.until > from) ? [one.account] : []));
}
