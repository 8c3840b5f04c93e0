import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/** The deal in which sales carries an account's renewal. Stage, category and next step are the export's current state. */
export interface RenewalDeal {
  readonly account: string;
  readonly name: string | null;
  readonly stage: string | null;
  readonly seller: string | null;
  /** The seller's judgement in the source's own word. */
  readonly category: string | null;
  readonly next_step: string | null;
  readonly close_on: Day | null;
  /** In minor units, null where the export has none. */
  readonly amount_minor: number | null;
  readonly currency: string | null;
}

/** The open renewal deal of each account, the one that closes first where there are several: account → deal. */
export async function renewalDeals(book: Book, asOf: Day): Promise<ReadonlyMap<string, RenewalDeal>> {
  const rows = await book.rows<RenewalDeal>(
    `SELECT account, name, stage, owner AS seller, forecast_category AS category, next_step, close_on, amount_minor, currency FROM opportunities
WHERE account IS NOT NULL AND kind = 'renewal' AND NOT coalesce(closed, false) AND (created_at IS NULL OR day_of(created_at) <= CAST($as_of AS DATE))
QUALIFY row_number() OVER (PARTITION BY account ORDER BY close_on NULLS LAST, opportunity) = 1 ORDER BY account`,
    { as_of: asOf },
  );
  return new Map(rows.map((row) => [row.account, row]));
}
