import { count } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import type { Adapter } from "./adapter.ts";
import type { RawTable } from "./raw-table.ts";
import { headerKey } from "./recognise.ts";

/** What Stripe and exports like it call a reduction of a subscription's price. */
const COUPONS = new Set(["coupon", "coupons", "coupon id", "coupon code", "discount", "discounts", "promotion code"].map(headerKey));

/**
 * What is to be told of subscriptions with a coupon, null where there is none: an export names it and not what it takes off or for how long, so
 * recurring revenue stays the price of the plan.
 */
export async function couponNote(db: Database, { table }: Adapter, raw: RawTable): Promise<string | null> {
  if (table !== "subscriptions") return null;
  const column = [...raw.columns.values()].find(({ header }) => COUPONS.has(headerKey(header)));
  if (column === undefined) return null;
  const [{ n } = { n: 0 }] = await db.rows<{ n: number }>(
    `SELECT count(*) AS n FROM raw WHERE trim(coalesce(CAST(${column.column} AS VARCHAR), '')) NOT IN ('', '0', '[]')`,
  );
  if (n === 0) return null;
  return `${count(n, "row")} with a ${column.header}, which is not taken off: revenue is the price of the plan, and what was billed stands in the invoices`;
}
