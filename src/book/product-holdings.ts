import type { Day } from "../core/days.ts";
import type { CatalogueItem } from "../domain/expansion/whitespace.ts";
import type { Book } from "./book.ts";
import { DEAL_IS_CLOSED, DEAL_IS_KNOWN } from "./queries/deal-state.ts";
import { PAID } from "./queries/subscription-terms.ts";

/** The catalogue of what is sold, plans first, by list price; empty where the exports hold none. */
export async function productCatalogue(book: Book): Promise<CatalogueItem[]> {
  const rows = await book.rows<{
    product: string;
    name: string;
    kind: string | null;
    plan: string | null;
    price_minor: number | null;
    currency: string | null;
  }>(
    "SELECT DISTINCT product, name, kind, plan, price_minor, currency FROM products WHERE name IS NOT NULL ORDER BY kind <> 'plan', price_minor, name",
  );
  return rows.map(({ product, name, kind, plan, price_minor, currency }) => ({
    product,
    name,
    kind: kind === "plan" ? "plan" : "module",
    plans: (plan ?? "")
      .split(";")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
    price_minor,
    currency,
  }));
}

/** What one account has, by its id. */
export interface AccountHoldings {
  readonly subscribed: readonly string[];
  readonly used: ReadonlySet<string>;
  readonly deals: readonly string[];
}

const LIST = (column: string): string => `coalesce(string_agg(DISTINCT ${column}, chr(10) ORDER BY ${column}), '')`;

/** What every account pays for on as-of, what it used in the 90 days before, and the names of its open expansion deals: account → holdings. */
export async function accountHoldings(book: Book, asOf: Day): Promise<ReadonlyMap<string, AccountHoldings>> {
  const rows = await book.rows<{ account: string; subscribed: string; used: string; deals: string }>(
    `WITH paid AS (
  SELECT account, unnest([plan, product]) AS what FROM subscriptions
  WHERE account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID}
), subscribed AS (SELECT account, ${LIST("what")} AS list FROM paid GROUP BY account),
used AS (
  SELECT u.account, ${LIST("p.product")} AS list FROM (SELECT DISTINCT account, feature FROM usage WHERE account IS NOT NULL AND day <= CAST($as_of AS DATE) AND day > CAST($as_of AS DATE) - 90) u
  JOIN products p ON lower(p.feature) = lower(u.feature) GROUP BY u.account
), deals AS (
  SELECT account, ${LIST("name")} AS list FROM opportunities
  WHERE account IS NOT NULL AND kind = 'expansion' AND NOT ${DEAL_IS_CLOSED} AND ${DEAL_IS_KNOWN} GROUP BY account
)
SELECT a.account, coalesce(s.list, '') AS subscribed, coalesce(u.list, '') AS used, coalesce(d.list, '') AS deals
FROM accounts a LEFT JOIN subscribed s USING (account) LEFT JOIN used u USING (account) LEFT JOIN deals d USING (account) ORDER BY a.account`,
    { as_of: asOf },
  );
  const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");
  return new Map(
    rows.map(({ account, subscribed, used, deals }) => [
      account,
      { subscribed: lines(subscribed), used: new Set(lines(used)), deals: lines(deals) },
    ]),
  );
}
