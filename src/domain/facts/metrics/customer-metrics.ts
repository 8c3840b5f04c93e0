import type { Metric } from "../metric.ts";
import { PROFILE, REVENUE } from "./account-metrics.ts";
import { cell } from "./cells.ts";

/** Whether an account is a customer, and since when. */
export const CUSTOMER_METRICS: readonly Metric[] = [
  {
    ...PROFILE,
    name: "is_customer",
    title: "is a customer",
    unit: "count",
    words: [],
    formula: "1 for a customer by its record on as-of, 0 for one that has bought nothing yet or has left",
    value: cell("is_customer"),
  },
  {
    ...REVENUE,
    name: "customer_since",
    title: "customer since",
    unit: "date",
    sense: "neutral",
    words: ["customer", "since", "started", "start"],
    formula: "start of the first subscription",
    value: cell("customer_since"),
    reason: () => "no export says when it began: a start reckoned back from a renewal date is none",
  },
  {
    ...REVENUE,
    name: "trial_until",
    title: "on trial until",
    unit: "date",
    sense: "neutral",
    words: ["trial"],
    formula: "end of the trial of an account that has nothing in force but trials",
    value: cell("trial_until"),
    reason: () => "it is not on trial",
  },
  {
    ...REVENUE,
    name: "tenure_days",
    title: "days as a customer",
    unit: "days",
    sense: "neutral",
    words: ["customer", "tenure", "since"],
    formula: "as-of − start of the first subscription",
    value: cell("tenure_days"),
    reason: () => "no export says when it began",
  },
];
