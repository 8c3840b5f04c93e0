import type { Definition } from "./figure.ts";

const CUSTOMERS = "customers at the end";
const BEGUN = "accounts begun in the period";

const ADOPTION = { group: "adoption" } as const;
const ONBOARDING = { group: "onboarding" } as const;

/** How the product is used, and how fast it gets there. Windows are of days, in the company's time zone. */
export const USAGE_DEFINITIONS: readonly Definition[] = [
  {
    ...ADOPTION,
    name: "product_adoption",
    title: "Product adoption",
    unit: "ratio",
    definition:
      "customers who used a key feature in the 30 days to the end / customers at the end. Key features: adoption.key_features in echo.yaml, else the first-value events of references/cues.yaml, else any use but a login",
    of: CUSTOMERS,
  },
  {
    ...ADOPTION,
    name: "feature_adoption",
    title: "Feature adoption",
    unit: "ratio",
    definition:
      "mean over the customers of: features used in the 30 days to the end / features any account has ever used (adoption.key_features in echo.yaml, where set)",
    of: "features × customers",
  },
  {
    ...ADOPTION,
    name: "seat_utilisation",
    title: "Seat utilisation",
    unit: "ratio",
    definition: "active users of the 30 days to the end / licensed seats, over the customers with seats and user ids",
    of: "licensed seats",
  },
  {
    ...ADOPTION,
    name: "dau",
    title: "Daily active users (DAU)",
    unit: "count",
    definition:
      "mean over the 30 days to the end of the distinct users of a day, of the customers at the end; those of customers who left before it are not in it, a user of two accounts counts in each",
    of: "days, customers at the end",
  },
  {
    ...ADOPTION,
    name: "wau",
    title: "Weekly active users (WAU)",
    unit: "count",
    definition: "distinct users of the 7 days to the end, that day included, of the customers at the end",
    of: "days, customers at the end",
  },
  {
    ...ADOPTION,
    name: "mau",
    title: "Monthly active users (MAU)",
    unit: "count",
    definition: "distinct users of the 30 days to the end, that day included, of the customers at the end",
    of: "days, customers at the end",
  },
  {
    ...ADOPTION,
    name: "stickiness",
    title: "Stickiness",
    unit: "ratio",
    definition: "mean DAU of the 30 days to the end / MAU, both of the customers at the end",
    of: "MAU",
  },
  {
    ...ADOPTION,
    name: "login_frequency",
    title: "Logins per user and week",
    unit: "times",
    definition: "logins of the 30 days to the end / active users / (30 / 7), both of the customers at the end",
    of: "active users",
  },
  {
    ...ONBOARDING,
    name: "ttv_median",
    title: "Time to value, median",
    unit: "days",
    definition:
      "days from the kickoff (else the start of the first subscription) to first value, of the accounts that began in the period, seen up to as-of; accounts still waiting are counted as waiting (Kaplan–Meier), value before the kickoff is 0 days",
    of: BEGUN,
  },
  {
    ...ONBOARDING,
    name: "ttv_p90",
    title: "Time to value, 90th percentile",
    unit: "days",
    definition: "the day by which nine in ten of the accounts that began in the period have first value, counted as for the median",
    of: BEGUN,
  },
  ...[30, 60, 90].map((days): Definition => ({
    ...ONBOARDING,
    name: `ttv_${days}`,
    title: `First value by day ${days}`,
    unit: "ratio",
    definition: `accounts with first value by day ${days} / accounts that began in the period and have been customers for ${days} days`,
    of: `begun ${days} days ago and more`,
  })),
  {
    ...ONBOARDING,
    name: "activation",
    title: "Activation",
    unit: "ratio",
    definition:
      "accounts that did the key actions of echo.yaml (activation.actions) in their first days / accounts that began in the period and whose first days are over",
    of: "accounts with their days over",
  },
];
