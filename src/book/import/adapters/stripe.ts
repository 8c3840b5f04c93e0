import type { Adapter, Choice } from "../adapter.ts";
import { METADATA_ID_COLUMNS } from "./stripe-metadata.ts";

/** Words for the time that a price covers. */
export const INTERVAL: Choice = {
  choice: {
    month: "month",
    monthly: "month",
    "1 month": "month",
    quarter: "quarter",
    quarterly: "quarter",
    "3 months": "quarter",
    "3 month": "quarter",
    "6 months": "half-year",
    "6 month": "half-year",
    "half-year": "half-year",
    year: "year",
    yearly: "year",
    annual: "year",
    "1 year": "year",
    "12 months": "year",
    "12 month": "year",
  },
  otherwise: "reject",
};

/** Recurring revenue a year from the price of one interval. */
export const ARR_FROM_INTERVAL =
  "amount_minor * CASE interval WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 WHEN 'half-year' THEN 2 WHEN 'year' THEN 1 END";

/** An export without the column of endings: what is canceled by now ended at the end of the period it was to lapse with, else when it was canceled. */
const ENDED_AT =
  "coalesce(ended_at, CASE WHEN lower(status) IN ('canceled', 'cancelled') THEN CASE WHEN cancel_at_period_end AND period_end_at > canceled_at THEN period_end_at ELSE canceled_at END END)";

/** Stripe's dashboard exports: amounts in major units, times in UTC. */
export const STRIPE: readonly Adapter[] = [
  {
    name: "stripe-subscriptions",
    vendor: "stripe",
    title: "Stripe subscriptions (CSV)",
    table: "subscriptions",
    format: "table",
    recognise: {
      required: ["id", "Customer ID", "Status", "Amount", "Interval"],
      optional: [
        "Customer Email",
        "Customer Name",
        "Plan",
        "Quantity",
        "Currency",
        "Created (UTC)",
        "Start Date (UTC)|Start (UTC)",
        "Current Period Start (UTC)",
        "Current Period End (UTC)",
        "Canceled At (UTC)",
        "Ended At (UTC)",
      ],
    },
    columns: {
      subscription: { from: ["id"], kind: "id" },
      customer: { from: ["Customer ID"], kind: "id" },
      product: { from: ["Product", "Product Name"], kind: "text" },
      plan: { from: ["Plan", "Plan Name"], kind: "text" },
      seats: { from: ["Quantity"], kind: "int" },
      currency: { from: ["Currency"], kind: "currency" },
      interval: { from: ["Interval"], kind: INTERVAL },
      amount_minor: { from: ["Amount"], kind: "money-major" },
      status: { from: ["Status"], kind: "text" },
      created_at: { from: ["Created (UTC)"], kind: "instant" },
      // An export may leave the start out: it was made, or at the latest its current period began.
      started_at: { from: ["Start Date (UTC)", "Start (UTC)", "Created (UTC)", "Current Period Start (UTC)"], kind: "instant" },
      period_start_at: { from: ["Current Period Start (UTC)"], kind: "instant" },
      period_end_at: { from: ["Current Period End (UTC)"], kind: "instant" },
      trial_end_at: { from: ["Trial End (UTC)"], kind: "instant" },
      canceled_at: { from: ["Canceled At (UTC)"], kind: "instant" },
      cancel_at_period_end: { from: ["Cancel At Period End"], kind: "boolean" },
      ended_at: { from: ["Ended At (UTC)"], kind: "instant" },
      cancel_reason: { from: ["Cancellation Reason"], kind: "text" },
    },
    derive: { arr_minor: ARR_FROM_INTERVAL, ended_at: ENDED_AT },
    account: {
      id: ["Customer ID"],
      external: METADATA_ID_COLUMNS,
      email: ["Customer Email"],
      name: ["Customer Name", "Customer Description"],
      teachesIds: true,
    },
    required: ["subscription", "interval"],
    identity: ["subscription"],
  },
  {
    name: "stripe-invoices",
    vendor: "stripe",
    title: "Stripe invoices (CSV)",
    table: "invoices",
    format: "table",
    recognise: {
      required: ["id", "Customer", "Amount Due", "Total", "Date (UTC)"],
      optional: [
        "Subscription",
        "Number",
        "Status|Paid",
        "Currency",
        "Amount Paid",
        "Due Date (UTC)",
        "Paid At (UTC)",
        "Voided At (UTC)",
        "Finalized At (UTC)",
      ],
    },
    columns: {
      invoice: { from: ["id"], kind: "id" },
      number: { from: ["Number"], kind: "text" },
      subscription: { from: ["Subscription"], kind: "id" },
      customer: { from: ["Customer"], kind: "id" },
      currency: { from: ["Currency"], kind: "currency" },
      total_minor: { from: ["Total"], kind: "money-major" },
      due_minor: { from: ["Amount Due"], kind: "money-major" },
      paid_minor: { from: ["Amount Paid"], kind: "money-major" },
      status: { from: ["Status"], kind: "text" },
      issued_at: { from: ["Date (UTC)"], kind: "instant" },
      due_at: { from: ["Due Date (UTC)"], kind: "instant" },
      paid_at: { from: ["Paid At (UTC)"], kind: "instant" },
      voided_at: { from: ["Voided At (UTC)", "Marked Uncollectible At (UTC)"], kind: "instant" },
    },
    account: { id: ["Customer"], external: METADATA_ID_COLUMNS, email: ["Customer Email"], name: ["Customer Name"] },
    // What is not known to be due can be neither paid nor overdue.
    required: ["invoice", "due_minor"],
    identity: ["invoice"],
  },
];
