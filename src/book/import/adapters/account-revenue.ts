import type { Choice, ColumnRule } from "../adapter.ts";
import { cellName } from "../cell-sql.ts";

const ARR = ["ARR", "Annual Recurring Revenue", "Annual Recurring Revenue (ARR)"];
const ARR_FIELDS = ["ARR__c", "Annual_Recurring_Revenue__c"];

/** What an account's own record says of recurring revenue a year; a note in that field is no reason to refuse the account. */
export const ARR_COLUMNS: Readonly<Record<"arr_minor" | "currency", ColumnRule>> = {
  arr_minor: { from: [...ARR_FIELDS, ...ARR], kind: "money-major", lenient: true },
  currency: { from: ["CurrencyIsoCode", "Account Currency", "ARR Currency", "Currency", "Currency Code"], kind: "currency", lenient: true },
};

/** SQL: a flag that a file without its column leaves open, since a choice makes a value of everything. */
export const CHURNED_WHERE_SAID = `CASE WHEN ${cellName("churned")} IS NOT NULL THEN churned END`;

/** SQL: an account without an amount is in no currency. */
export const ARR_CURRENCY = "CASE WHEN arr_minor IS NOT NULL THEN currency END";

/** A customer's state as a flag: what speaks of leaving, and everything else. */
export const HAS_LEFT: Choice = {
  choice: Object.fromEntries(
    ["churn", "churned", "cancelled", "canceled", "former", "former customer", "lost"].map((word) => [word, "true"]),
  ),
  otherwise: { value: "false" },
};

/** The other way round: whether it is still a customer. */
export const IS_INACTIVE: Choice = {
  choice: { true: "false", yes: "false", "1": "false", active: "false", false: "true", no: "true", "0": "true", inactive: "true" },
  otherwise: "reject",
};

/** A day on which it left is there or not. */
export const HAS_DAY: Choice = { choice: {}, otherwise: { value: "true" } };
