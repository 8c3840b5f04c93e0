import { count } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";

/** Formats whose amount beside a quantity may be the price of one or of all of them: what stands in the column is not told. */
const UNSURE: ReadonlySet<string> = new Set(["stripe-subscriptions"]);

/** What one file's subscriptions of several seats were invoiced, each by its last invoice that comes near the one or the other. */
interface Evidence {
  readonly file_id: number;
  readonly priced: number;
  readonly whole: number;
  readonly unit: number;
  readonly such: string | null;
}

/** A tax comes on top of a price, a discount takes off: an invoice is near within these bounds, which leave no doubt from two seats on. */
const near = (ratio: string): string => `${ratio} BETWEEN 0.75 AND 1.3`;

/**
 * Decides, a file at a time, whether a subscription's amount is the price of one seat or of all: by the invoices of the same subscriptions.
 * Where more of them say one seat, amount and recurring revenue are multiplied; without evidence they stay. Returns what is to be told of a
 * file, by its number. `takenFor` names each file's adapter, in the order of their numbers from 1. Works on the kept rows.
 */
export async function settleUnitPrices(db: Database, takenFor: readonly (string | null)[]): Promise<ReadonlyMap<number, string>> {
  const files = takenFor.flatMap((adapter, index) => (adapter !== null && UNSURE.has(adapter) ? [index + 1] : []));
  if (files.length === 0) return new Map();
  const found = await db.rows<Evidence>(evidenceSql(files));
  for (const { file_id: file } of found.filter(isUnit)) await db.run(multiply(file));
  return new Map(found.flatMap((evidence) => (isPlainlyWhole(evidence) ? [] : [[evidence.file_id, noteOn(evidence)] as const])));
}

const isUnit = ({ unit, whole }: Evidence): boolean => unit > whole;
const isPlainlyWhole = ({ unit, whole }: Evidence): boolean => whole > 0 && unit === 0;

function evidenceSql(files: readonly number[]): string {
  return `WITH priced AS (
  SELECT file_id, vendor, subscription, currency, amount_minor, seats FROM kept_subscriptions WHERE file_id IN (${files.join(", ")}) AND seats > 1 AND amount_minor > 0
), billed AS (
  SELECT p.file_id, p.subscription, p.seats, i.issued_at, i.invoice, coalesce(i.total_minor, i.due_minor) / p.amount_minor AS times
  FROM priced p JOIN kept_invoices i ON i.vendor = p.vendor AND i.subscription = p.subscription AND i.currency = p.currency
  WHERE coalesce(i.total_minor, i.due_minor) > 0 AND coalesce(lower(i.status), '') NOT IN ('draft', 'void', 'uncollectible')
), last AS (
  SELECT file_id, subscription, ${near("times")} AS whole, ${near("times / seats")} AS unit FROM billed WHERE whole OR unit
  QUALIFY row_number() OVER (PARTITION BY file_id, subscription ORDER BY issued_at DESC NULLS LAST, invoice DESC) = 1
)
SELECT file_id, count(*) AS priced, count(*) FILTER (whole) AS whole, count(*) FILTER (unit) AS unit, min(subscription) FILTER (unit) AS such
FROM priced LEFT JOIN last USING (file_id, subscription) GROUP BY file_id ORDER BY file_id`;
}

function multiply(file: number): string {
  const times = (column: string): string => `${column} = coalesce(TRY_CAST(CAST(${column} AS HUGEINT) * seats AS BIGINT), ${column})`;
  return `UPDATE kept_subscriptions SET ${times("amount_minor")}, ${times("arr_minor")} WHERE file_id = ${file} AND seats > 1`;
}

function noteOn({ priced, whole, unit, such }: Evidence): string {
  const told = `${unit} of ${count(unit + whole, "subscription")} with a Quantity above 1 and an invoice, such as ${such ?? ""}`;
  if (unit > whole) return `Amount is read as the price of one and multiplied by Quantity: so were invoiced ${told}`;
  if (unit > 0) return `Amount is read as the price of all, whatever the Quantity, though as the price of one were invoiced ${told}`;
  return `${count(priced, "row")} with a Quantity above 1: Amount is read as the price of all; no invoice shows whether it is the price of one (export the invoices too, they decide)`;
}
