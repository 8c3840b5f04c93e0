import type { Database } from "../snapshot/database.ts";
import { DATA_TABLES, type DataTable } from "../schema.ts";
import { minorUnits } from "./kinds.ts";
import { identifier, literal } from "./sql.ts";
import { stagedColumns } from "./staging.ts";

/** Stands in staged rows for the currency of amounts that name none, until it is known which that is (ISO 4217: no currency). */
export const UNSAID = "XXX";

/** What it is where neither settings nor exports name one. */
const USUAL = "USD";

/** The book's reporting currency, and who says so: echo.yaml, the one currency of all amounts, the commonest of several, or nobody. */
export interface BookCurrency {
  readonly currency: string;
  readonly from: "settings" | "exports" | "commonest" | "nobody";
}

/** Tables whose amounts are what customers pay; a price list may be in every currency there is. */
const TELLING: readonly DataTable[] = ["accounts", "subscriptions", "invoices", "opportunities", "churn_events"];

/**
 * Decides on the reporting currency where echo.yaml names none, and gives it to the staged amounts that name none: that of all amounts
 * that do, where they agree. Of several it is the usual one, else the one that most amounts are in.
 */
export async function settleCurrency(db: Database, configured: string | null): Promise<BookCurrency> {
  if (configured !== null) return { currency: configured, from: "settings" };
  const counts = TELLING.map((table) => {
    const isPriced = amountsOf(table)
      .map((amount) => `${amount} IS NOT NULL`)
      .join(" OR ");
    return `SELECT currency FROM staged_${table} WHERE currency <> '${UNSAID}' AND (${isPriced})`;
  });
  const found = await db.rows<{ currency: string }>(
    `SELECT currency FROM (${counts.join(" UNION ALL ")}) GROUP BY currency ORDER BY currency <> '${USUAL}', count(*) DESC, currency`,
  );
  const [first] = found;
  const currency = first?.currency ?? USUAL;
  for (const table of DATA_TABLES) if ("currency" in stagedColumns(table)) await db.run(giveCurrency(table, currency));
  return { currency, from: first === undefined ? "nobody" : found.length === 1 ? "exports" : "commonest" };
}

/** Amounts without a currency were read as if it had cents. */
function giveCurrency(table: DataTable, currency: string): string {
  const amounts = amountsOf(table).map((name) => `${name} = CAST(round(${name} * (${minorUnits(literal(currency))}) / 100.0) AS BIGINT)`);
  return `UPDATE staged_${table} SET ${["currency = " + literal(currency), ...amounts].join(", ")} WHERE currency = '${UNSAID}'`;
}

function amountsOf(table: DataTable): string[] {
  return Object.keys(stagedColumns(table))
    .filter((name) => name.endsWith("_minor"))
    .map(identifier);
}
