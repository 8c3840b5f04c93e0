import type { Metric } from "../metric.ts";
import { TOTALS } from "./book-metrics.ts";
import { cell, number } from "./cells.ts";

/** How many accounts the book has, and of how many the ARR is known. */
export const BOOK_ACCOUNT_METRICS: readonly Metric[] = [
  {
    ...TOTALS,
    name: "book_accounts",
    title: "accounts",
    unit: "count",
    sense: "up-good",
    words: ["account", "customer"],
    formula: "accounts with a subscription in force on as-of",
    value: cell("accounts"),
  },
  {
    ...TOTALS,
    name: "book_accounts_priced",
    title: "accounts with ARR",
    unit: "count",
    sense: "neutral",
    words: ["account", "customer"],
    formula: "accounts with a subscription in force on as-of that has a price in the reporting currency",
    value: (row) => {
      const [accounts, unpriced] = [number(row, "accounts"), number(row, "unpriced")];
      return accounts === null || unpriced === null ? null : accounts - unpriced;
    },
  },
  {
    ...TOTALS,
    name: "book_accounts_unpriced",
    title: "accounts outside the ARR of the book",
    unit: "count",
    sense: "down-good",
    words: ["account", "customer"],
    formula: "accounts with a subscription in force on as-of of which none has a price in the reporting currency",
    value: cell("unpriced"),
  },
];
