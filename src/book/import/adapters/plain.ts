import type { Adapter } from "../adapter.ts";

const CUSTOMER = ["account", "company", "customer", "account_id"];

/** Plain tables for sources that ECHO has no adapter for: columns named as in the book. */
export const PLAIN: readonly Adapter[] = [
  {
    name: "accounts-table",
    vendor: "own",
    title: "accounts with the book's own column names (CSV)",
    table: "accounts",
    format: "table",
    recognise: { required: ["name", "domain", "account|id"], optional: ["csm", "industry", "employees", "strategic"] },
    columns: {
      source_id: { from: ["account", "id"], kind: "id" },
      name: { from: ["name"], kind: "text" },
      domains: { from: ["domain"], kind: "domains" },
      csm: { from: ["csm", "owner"], kind: "text" },
      industry: { from: ["industry"], kind: "text" },
      employees: { from: ["employees"], kind: "int" },
      city: { from: ["city"], kind: "text" },
      country: { from: ["country"], kind: "text" },
      lifecycle: { from: ["lifecycle"], kind: "text" },
      strategic: { from: ["strategic"], kind: "boolean" },
      parent_id: { from: ["parent"], kind: "id" },
      churned: { from: ["churned", "churn_flag"], kind: "boolean" },
      arr_minor: { from: ["arr"], kind: "money-major" },
      currency: { from: ["currency"], kind: "currency" },
      created_on: { from: ["created_on", "created_at"], kind: "day" },
    },
    account: {},
    required: ["source_id", "name"],
    identity: ["source_id"],
    newest: { from: ["updated_at"], kind: "instant" },
  },
  {
    name: "usage-table",
    vendor: "own",
    title: "usage per account, user, day and feature (CSV)",
    table: "usage",
    format: "table",
    recognise: {
      required: ["account|company|customer|account_id", "day|date", "feature|event|metric", "events|count|value"],
      optional: ["user|user_id|email"],
    },
    columns: {
      feature: { from: ["feature", "event", "metric"], kind: "text" },
      day: { from: ["day", "date"], kind: "day" },
      user: { from: ["user", "user_id", "email"], kind: "text" },
      events: { from: ["events", "count", "value"], kind: "int" },
      insert_id: { from: CUSTOMER, kind: "text" },
    },
    account: { any: CUSTOMER, domain: ["domain"], email: ["user", "user_id", "email"] },
    required: ["feature", "day", "events"],
    identity: ["feature", "day", "user", "insert_id"],
  },
];
