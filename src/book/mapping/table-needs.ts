import type { Check } from "../import/adapter.ts";
import { NPS } from "../import/adapters/nps.ts";
import { literal } from "../import/sql.ts";
import type { DataTable } from "../schema.ts";

/** What the book needs of a table's rows, whatever file they come from. */
export interface TableNeeds {
  /** Target that holds the source's id; rows without one get an id made of what they say. */
  readonly id: string | null;
  /** Of each group one target must be mapped. */
  readonly oneOf: readonly (readonly string[])[];
  /** Targets without which a row is refused, where they are mapped or derived. */
  readonly required: readonly string[];
  /** False for the tables whose rows belong to no customer. */
  readonly ofAccounts: boolean;
  /** Targets that are filled from others: SQL, given what is mapped; null where there is nothing to fill them from. */
  readonly derive?: Readonly<Record<string, (has: (target: string) => boolean) => string | null>>;
  readonly checks?: readonly Check[];
}

type Has = (target: string) => boolean;

/** The first of these that is mapped and has a value, else the default. */
const either =
  (targets: readonly string[], otherwise?: string) =>
  (has: Has): string | null => {
    const choices = [...targets.filter(has), ...(otherwise === undefined ? [] : [literal(otherwise)])];
    return choices.length === 0 ? null : `coalesce(${choices.join(", ")})`;
  };

const inStage =
  (target: string, pattern: string) =>
  (has: Has): string | null =>
    has(target) ? target : has("stage") ? `regexp_matches(lower(stage), ${literal(pattern)})` : null;

const MULTIPLE = "CASE interval WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 WHEN 'half-year' THEN 2 WHEN 'year' THEN 1 END";

function arr(has: Has): string | null {
  const ways = [
    ...(has("arr_minor") ? ["arr_minor"] : []),
    ...(has("mrr_minor") ? ["CAST(mrr_minor AS BIGINT) * 12"] : []),
    ...(has("amount_minor") && has("interval") ? [`amount_minor * ${MULTIPLE}`] : []),
  ];
  return ways.length === 0 ? null : `coalesce(${ways.join(", ")})`;
}

export const TABLE_NEEDS: Readonly<Record<DataTable, TableNeeds>> = {
  accounts: {
    id: "source_id",
    oneOf: [["name"]],
    required: ["name"],
    ofAccounts: false,
    derive: {
      arr_minor: (has) => (has("mrr_minor") ? `coalesce(${has("arr_minor") ? "arr_minor, " : ""}CAST(mrr_minor AS BIGINT) * 12)` : null),
    },
  },
  contacts: { id: "contact", oneOf: [["email", "name"]], required: [], ofAccounts: true },
  subscriptions: {
    id: "subscription",
    oneOf: [
      ["started_at", "created_at", "period_start_at"],
      ["arr_minor", "mrr_minor", "amount_minor"],
    ],
    required: ["started_at"],
    ofAccounts: true,
    derive: {
      arr_minor: arr,
      started_at: either(["started_at", "period_start_at", "created_at"]),
      interval: (has) => (has("interval") ? "interval" : literal(has("period_end_at") ? "year" : "month")),
    },
  },
  invoices: {
    id: "invoice",
    oneOf: [["total_minor", "due_minor", "paid_minor"], ["issued_at"]],
    required: ["issued_at"],
    ofAccounts: true,
    derive: { total_minor: either(["total_minor", "due_minor", "paid_minor"]), due_minor: either(["due_minor", "total_minor"]) },
  },
  usage: {
    id: null,
    oneOf: [["day", "at"]],
    required: ["day"],
    ofAccounts: true,
    derive: {
      day: (has) => (has("at") ? (has("day") ? 'coalesce(day, day_of("at"))' : 'day_of("at")') : "day"),
      feature: either(["feature"], "use"),
      events: (has) => (has("events") ? "events" : "1"),
    },
  },
  tickets: { id: "ticket", oneOf: [["created_at"]], required: ["created_at"], ofAccounts: true },
  surveys: {
    id: "survey",
    oneOf: [["score"], ["answered_at"]],
    required: ["score", "answered_at"],
    ofAccounts: true,
    derive: { kind: either(["kind"], "nps") },
    checks: NPS[0]?.checks ?? [],
  },
  interactions: {
    id: "interaction",
    oneOf: [["on_day"]],
    required: ["on_day"],
    ofAccounts: true,
    derive: { kind: either(["kind"], "meeting"), status: either(["status"], "held") },
  },
  opportunities: {
    id: "opportunity",
    oneOf: [["name", "amount_minor", "stage"]],
    required: [],
    ofAccounts: true,
    derive: { won: inStage("won", "won"), closed: inStage("closed", "won|lost|closed") },
  },
  stage_changes: {
    // An opportunity has many rows: no column of one is its id.
    id: null,
    oneOf: [["opportunity"], ["stage"], ["changed_at"]],
    required: ["opportunity", "stage", "changed_at"],
    ofAccounts: false,
  },
  success_plans: { id: "plan", oneOf: [["objective"]], required: ["objective"], ofAccounts: true },
  milestones: { id: "milestone", oneOf: [["name"]], required: ["name"], ofAccounts: true },
  products: { id: "product", oneOf: [["name"]], required: ["name"], ofAccounts: false },
  requests: { id: "request", oneOf: [["title", "description"]], required: [], ofAccounts: true },
  releases: { id: "release", oneOf: [["name", "number"], ["released_on"]], required: ["released_on"], ofAccounts: false },
  churn_events: { id: "churn", oneOf: [["churned_on"]], required: ["churned_on"], ofAccounts: true },
};
