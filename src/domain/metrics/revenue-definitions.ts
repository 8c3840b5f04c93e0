import type { Definition } from "./figure.ts";

const START_ARR = { of: "ARR at the start", ofMoney: true } as const;
const START_LOGOS = "customers at the start";

const RETENTION = { group: "retention", unit: "ratio" } as const;
const GROWTH = { group: "growth", unit: "ratio" } as const;

/** What recurring revenue and customers did. A price that changed inside one subscription is not visible in an export. */
export const REVENUE_DEFINITIONS: readonly Definition[] = [
  {
    ...RETENTION,
    name: "grr",
    title: "Gross revenue retention (GRR)",
    definition:
      "Σ min(ARR at the end, ARR at the start) / Σ ARR at the start, each customer capped at its start; new and reactivated customers play no part. On the event basis the lowest ARR of the period takes the place of that at the end",
    ...START_ARR,
  },
  {
    ...RETENTION,
    name: "nrr",
    title: "Net revenue retention (NRR)",
    definition:
      "ARR at the end of the customers there at the start / their ARR at the start. On the event basis a customer that was gone in between counts as gone",
    ...START_ARR,
  },
  {
    ...RETENTION,
    name: "logo_retention",
    title: "Logo retention",
    definition: "customers at the start who are customers at the end / customers at the start, in any currency",
    of: START_LOGOS,
  },
  {
    ...RETENTION,
    name: "logo_churn",
    title: "Logo churn",
    definition: "customers at the start without recurring revenue at the end / customers at the start, in any currency",
    of: START_LOGOS,
  },
  {
    ...RETENTION,
    name: "logo_churn_monthly",
    title: "Logo churn, monthly",
    definition: "the monthly rate that gives the period's logo churn: 1 − (1 − churn)^(1 / months)",
    of: START_LOGOS,
  },
  {
    ...RETENTION,
    name: "logo_churn_annual",
    title: "Logo churn, yearly pace",
    definition: "1 − (1 − monthly churn)^12, never twelve times the monthly rate",
    of: START_LOGOS,
  },
  {
    ...RETENTION,
    name: "revenue_churn",
    title: "Revenue churn",
    definition:
      "starting ARR of the customers who left / ARR at the start; contraction is not in it, so 1 − GRR is larger where there is any",
    ...START_ARR,
  },
  {
    ...RETENTION,
    name: "revenue_churn_monthly",
    title: "Revenue churn, monthly",
    definition: "the monthly rate that gives the period's revenue churn: 1 − (1 − churn)^(1 / months)",
    ...START_ARR,
  },
  {
    ...RETENTION,
    name: "revenue_churn_annual",
    title: "Revenue churn, yearly pace",
    definition: "1 − (1 − monthly churn)^12, never twelve times the monthly rate",
    ...START_ARR,
  },
  {
    ...RETENTION,
    name: "renewal_rate",
    title: "Renewal rate, customers",
    definition:
      "customers whose revenue went on after a term that ended in the period / customers with such a term (terms longer than a month)",
    of: "customers due",
  },
  {
    ...RETENTION,
    name: "renewal_rate_arr",
    title: "Renewal rate, revenue",
    definition:
      "ARR that went on after the terms that ended in the period, at most what was due / ARR of those terms; not the GRR, whose denominator is all ARR",
    of: "ARR due",
    ofMoney: true,
  },
  {
    ...RETENTION,
    name: "time_to_churn",
    title: "Time to churn",
    unit: "months",
    definition: "mean months from the first paid day to the last, of the customers who left in the period; those who stayed are not in it",
    of: "customers who left",
  },
  {
    ...GROWTH,
    name: "expansion_rate",
    title: "Expansion rate",
    definition: "expansion ARR of the customers there at the start / ARR at the start",
    ...START_ARR,
  },
  {
    ...GROWTH,
    name: "upsell_conversion",
    title: "Upsell conversion",
    definition: "customers at the start who pay more at the end / customers at the start",
    of: START_LOGOS,
  },
  {
    ...GROWTH,
    name: "attach_rate",
    title: "Cross-sell attach rate",
    definition: "customers with two products or more at the end / customers at the end",
    of: "customers at the end",
  },
  {
    ...GROWTH,
    name: "quick_ratio",
    title: "Quick ratio",
    unit: "times",
    definition: "(new + expansion ARR) / (churned + contracted ARR); without losses there is none",
    of: "ARR lost and contracted",
    ofMoney: true,
  },
  {
    ...GROWTH,
    name: "arr_per_customer",
    title: "ARR per customer",
    unit: "money",
    definition: "ARR at the end / customers with ARR in the reporting currency at the end",
    of: "customers at the end",
  },
  {
    ...GROWTH,
    name: "customer_lifetime",
    title: "Customer lifetime",
    unit: "months",
    definition: "1 / monthly logo churn; refused below five departures",
    of: START_LOGOS,
  },
  {
    ...GROWTH,
    name: "ltv",
    title: "Customer lifetime value (LTV)",
    unit: "money",
    definition: "ARR per customer at the start / 12 × gross margin × lifetime in months",
    of: START_LOGOS,
  },
  {
    ...GROWTH,
    name: "cac",
    title: "Acquisition cost (CAC)",
    unit: "money",
    definition: "sales and marketing spend of the period's months (echo.yaml) / new customers",
    of: "new customers",
  },
  {
    ...GROWTH,
    name: "cac_payback",
    title: "CAC payback",
    unit: "months",
    definition: "CAC / (ARR per new customer / 12 × gross margin)",
    of: "gross profit a month, new customer",
    ofMoney: true,
  },
];
