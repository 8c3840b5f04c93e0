import type { Choice, ColumnRule } from "../adapter.ts";
import { cellName } from "../cell-sql.ts";

const ARR = ["ARR", "Annual Recurring Revenue", "Annual Recurring Revenue (ARR)", "ACV", "Annual Contract Value"];
const ARR_FIELDS = ["ARR__c", "Annual_Recurring_Revenue__c"];

/** What an account's own record says of recurring revenue a year and of the contract it comes from. */
export const REVENUE_COLUMNS = {
  arr_minor: { from: [...ARR_FIELDS, ...ARR], kind: "money-major" },
  currency: { from: ["CurrencyIsoCode", "Account Currency", "ARR Currency", "Currency", "Currency Code"], kind: "currency" },
  mrr_minor: { from: ["MRR", "Monthly Recurring Revenue", "MRR__c"], kind: "money-major" },
  contract_minor: {
    from: ["Contract Value", "Contract Amount", "Total Contract Amount", "Total Contract Value", "TCV", "Contract_Value__c"],
    kind: "money-major",
  },
  seats: { from: ["Seats", "Licensed Seats", "Number of Seats", "Seats__c", "Licensed_Seats__c"], kind: "int" },
  customer_since: { from: ["Original Contract Date", "Customer Since", "Customer_Since__c"], kind: "day" },
  contract_from: {
    from: ["Contract Start Date", "Contract Start", "Current Contract Start Date", "Term Start Date", "Contract_Start_Date__c"],
    kind: "day",
  },
  renewal_on: {
    from: [
      "Next Renewal Date",
      "Renewal Date",
      "Contract Renewal Date",
      "Contract End Date",
      "Contract End",
      "Term End Date",
      "Subscription End Date",
      "Next_Renewal_Date__c",
      "Renewal_Date__c",
      "Contract_End_Date__c",
    ],
    kind: "day",
  },
} as const satisfies Readonly<Record<string, ColumnRule>>;

/** SQL: a flag that a file without its column leaves open, since a choice makes a value of everything. */
export const CHURNED_WHERE_SAID = `CASE WHEN ${cellName("churned")} IS NOT NULL THEN churned END`;

/** SQL: revenue a year where it is told by the month, and the currency of an account that has an amount at all. */
export const REVENUE_DERIVATIONS = {
  arr_minor: "coalesce(arr_minor, CAST(mrr_minor AS BIGINT) * 12)",
  currency: "CASE WHEN coalesce(arr_minor, mrr_minor, contract_minor) IS NOT NULL THEN currency END",
} as const;

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
