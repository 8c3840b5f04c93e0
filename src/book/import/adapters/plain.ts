import { columnKind } from "../../mapping/column-kind.ts";
import { TABLE_NEEDS } from "../../mapping/table-needs.ts";
import { DATA_TABLES, type DataTable, TABLES } from "../../schema.ts";
import type { AccountReference, Adapter, Check, Choice, ColumnRule, Kind } from "../adapter.ts";
import { targetTypes } from "../staging.ts";
import { REVENUE_COLUMNS } from "./account-revenue.ts";
import { DEAL_KIND } from "./crm-choices.ts";
import { INTERACTION_KIND } from "./interaction-kinds.ts";
import { MEETING_STATUS } from "./meetings.ts";
import { plainDerivations } from "./plain-derivations.ts";
import { CUSTOMER, PLAIN_TABLES } from "./plain-tables.ts";
import { INTERVAL } from "./stripe.ts";
import { SURVEY_KIND } from "./survey-kinds.ts";
import { TICKET_CHOICES } from "./ticket-choices.ts";

/** Amounts as people write them, under the column's name without `_minor`, or in cents, as the book and `sql` have them. */
type Unit = "major" | "minor";

const PRICED: Check = {
  column: "interval",
  holds: "amount_minor IS NULL OR arr_minor IS NOT NULL",
  reason: "month, quarter, half-year or year: what the amount covers",
};

/** Targets that the book's columns do not name, or name otherwise, and what import fills in itself. */
const RENAMED: Readonly<Record<string, string>> = { domain: "domains", parent: "parent_id" };
const OWN = new Set(["file_id", "line"]);

const CHOICES: Readonly<Record<string, Choice>> = {
  "subscriptions.interval": INTERVAL,
  "surveys.kind": SURVEY_KIND,
  "interactions.kind": INTERACTION_KIND,
  "interactions.status": MEETING_STATUS,
  "opportunities.kind": DEAL_KIND,
  ...TICKET_CHOICES,
};

const CUSTOMER_NOUNS = ["account", "company", "customer", "organization", "organisation", "client"];
const CUSTOMER_NAMES = [...CUSTOMER_NOUNS, ...CUSTOMER_NOUNS.map((noun) => `${noun}_name`)];
const CUSTOMER_IDS = ["account_id", "company_id", "customer_id"];
const EMAILS: Partial<Record<DataTable, readonly string[]>> = {
  contacts: ["email"],
  usage: ["user", "user_id", "email"],
  tickets: ["requester_email"],
  surveys: ["email"],
  interactions: ["attendees"],
  requests: ["requester_email"],
};

/** Every table of the book under its own column names, for sources that ECHO has no adapter for and for what `echo-cs sql` wrote. */
export const PLAIN: readonly Adapter[] = DATA_TABLES.flatMap((table) =>
  (["table", "json"] as const).flatMap((format) =>
    amountsOf(table).length === 0
      ? [plainAdapter(table, format, "major")]
      : [plainAdapter(table, format, "major"), plainAdapter(table, format, "minor")],
  ),
);

function plainAdapter(table: DataTable, format: Adapter["format"], unit: Unit): Adapter {
  const { required, usual, excluded = [] } = PLAIN_TABLES[table];
  const needs = TABLE_NEEDS[table];
  const amounts = amountsOf(table);
  const columns = columnsOf(table, unit);
  return {
    name: [table.replaceAll("_", "-"), "table", ...(format === "json" ? ["json"] : []), ...(unit === "minor" ? ["minor"] : [])].join("-"),
    vendor: "own",
    title: `${table} under the book's own column names (${format === "table" ? "CSV, Parquet" : "JSON"}${unit === "minor" ? ", amounts in cents" : ""})`,
    table,
    format,
    ...(format === "json" ? { container: table } : {}),
    recognise: {
      required: [
        ...required.map((group) => group.replace(CUSTOMER, [...customerNames(table), ...CUSTOMER_IDS].join("|"))),
        ...(unit === "minor" ? [amounts.join("|")] : []),
      ],
      optional: usual ?? ("account" in TABLES[table] ? ["account"] : []),
      excluded: unit === "minor" ? excluded : [...excluded, ...amounts],
    },
    columns,
    derive: plainDerivations(table, format, columns),
    account: accountOf(table),
    required: needs.required.filter((target) => target in columns),
    checks: [...(needs.checks ?? []), ...(table === "subscriptions" ? [PRICED] : [])],
    identity: needs.id === null ? Object.keys(columns) : [needs.id],
    ...("updated_at" in TABLES[table] || table === "accounts" ? { newest: { from: ["updated_at"], kind: "instant" } } : {}),
  };
}

function amountsOf(table: DataTable): string[] {
  return Object.keys(TABLES[table]).filter((column) => column.endsWith("_minor"));
}

function columnsOf(table: DataTable, unit: Unit): Record<string, ColumnRule> {
  const names = Object.keys(TABLES[table]).filter((name) => !OWN.has(name) && (table === "accounts" || name !== "account"));
  const targets = names.map((name) => (table !== "accounts" ? name : name === "account" ? "source_id" : (RENAMED[name] ?? name)));
  const all = table === "usage" ? [...targets, "insert_id"] : targets;
  return Object.fromEntries<ColumnRule>([
    ...(table === "accounts" ? Object.entries(REVENUE_COLUMNS) : []),
    ...all.map((target) => [target, ruleOf(table, target, unit)] as const),
  ]);
}

function ruleOf(table: DataTable, target: string, unit: Unit): ColumnRule {
  const isId = target === TABLE_NEEDS[table].id;
  const aliases = PLAIN_TABLES[table].aliases?.[target] ?? [];
  if (target.endsWith("_minor")) {
    return unit === "minor"
      ? { from: [target], kind: "money-minor" }
      : { from: aliases.length > 0 ? aliases : [target.slice(0, -"_minor".length)], kind: "money-major" };
  }
  // Events of two files that `sql` put into one table are told apart by their file.
  if (target === "insert_id") return { from: ["insert_id", "file_id"], kind: "text" };
  const kind: Kind = CHOICES[`${table}.${target}`] ?? columnKind(table, target, targetTypes(table)[target]);
  const from = aliases.length > 0 ? aliases : [target, ...(isId ? [`${target}_id`, "id"] : [])];
  return { from, kind };
}

function accountOf(table: DataTable): AccountReference {
  if (table === "accounts" || !("account" in TABLES[table])) return {};
  const email = EMAILS[table];
  return {
    id: CUSTOMER_IDS,
    external: CUSTOMER_IDS,
    any: customerNames(table),
    domain: ["domain", "company_domain"],
    ...(email === undefined ? {} : { email }),
  };
}

/** Headers under which a row names its customer; `customer` is a column of its own in tables that come from billing. */
function customerNames(table: DataTable): string[] {
  return CUSTOMER_NAMES.filter((name) => name === "account" || !(name in TABLES[table]));
}
