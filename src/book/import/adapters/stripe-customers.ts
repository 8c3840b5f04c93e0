import type { Adapter } from "../adapter.ts";
import { METADATA_ID_COLUMNS, METADATA_ID_PATHS } from "./stripe-metadata.ts";

/** A customer tells which id is whose, so that subscriptions and invoices, which hold it alone, are joined; its address is the one that bills go to. */
const customer = {
  vendor: "stripe",
  table: "contacts",
  derive: { title: "CASE WHEN email IS NOT NULL THEN 'billing contact' END" },
  required: ["contact"],
  identity: ["contact"],
} as const;

/** Stripe's customers, as the dashboard exports them and as the API lists them. */
export const STRIPE_CUSTOMERS: readonly Adapter[] = [
  {
    ...customer,
    name: "stripe-customers-table",
    title: "Stripe customers (CSV)",
    format: "table",
    recognise: {
      required: [
        "id",
        "Email",
        "Name|Description",
        "Created (UTC)",
        "Delinquent|Total Spend|Payment Count|Card ID|Default Source|Business Vat ID",
      ],
      optional: ["Description", "Name", "Delinquent", "Total Spend", "Payment Count", "Average Order", "Refunded Volume", "Dispute Losses"],
      excluded: ["Customer ID", "Amount Due"],
    },
    columns: {
      contact: { from: ["id"], kind: "id" },
      email: { from: ["Email"], kind: "email" },
    },
    account: {
      id: ["id"],
      external: METADATA_ID_COLUMNS,
      email: ["Email"],
      domain: ["domain (metadata)", "website (metadata)"],
      name: ["Business Name", "company (metadata)", "Name", "Description"],
      teachesIds: true,
    },
  },
  {
    ...customer,
    name: "stripe-customers",
    title: "Stripe customers (API, JSON)",
    format: "json",
    container: "data",
    recognise: {
      required: ["id", "object", "email", "created", "delinquent|invoice_prefix|invoice_settings|default_source|balance"],
      optional: ["name", "description", "metadata", "delinquent", "invoice_prefix", "invoice_settings"],
      excluded: ["customer"],
    },
    columns: {
      contact: { from: ["id"], kind: "id" },
      email: { from: ["email"], kind: "email" },
    },
    account: {
      id: ["id"],
      external: ["metadata", ...METADATA_ID_PATHS],
      email: ["email"],
      domain: ["metadata.domain", "metadata.website"],
      name: ["business_name", "metadata.company", "name", "description"],
      teachesIds: true,
    },
  },
];
