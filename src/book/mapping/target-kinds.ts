import type { Choice, Kind } from "../import/adapter.ts";
import { ADAPTERS } from "../import/adapters.ts";
import { targetTypes } from "../import/staging.ts";
import type { ColumnType, DataTable } from "../schema.ts";

/** Targets of `mapping` beside the table's own columns, with their SQL types: what they mean is turned into the table's columns. */
const MORE_TARGETS: Partial<Record<DataTable, Readonly<Record<string, ColumnType>>>> = { subscriptions: { mrr_minor: "BIGINT" } };

/** Names a person would write for a target. */
const ALIASES: Partial<Record<DataTable, Readonly<Record<string, string>>>> = {
  accounts: { id: "source_id", account: "source_id", domain: "domains", parent: "parent_id" },
};

/** What can be mapped onto a table: target → SQL type. */
export function mappingTargets(table: DataTable): Readonly<Record<string, string>> {
  return { ...targetTypes(table), ...MORE_TARGETS[table] };
}

/** The target that a name in `columns` means. */
export function targetNamed(table: DataTable, name: string): string {
  return ALIASES[table]?.[name] ?? name;
}

/** Columns whose values are a list of words, as the adapters spell them. */
const CHOICES = new Set(["subscriptions.interval", "surveys.kind", "interactions.kind", "interactions.status", "opportunities.kind"]);
const IDS =
  /^(subscription|customer|invoice|contact|ticket|survey|interaction|opportunity|plan|milestone|product|request|release|churn)$|_id$/;
const LISTS = new Set(["role", "attendees", "tags", "stakeholders", "requests"]);

/** How a target's cells are read where the mapping does not say: by what the column holds. */
export function defaultKind(table: DataTable, target: string): Kind {
  if (CHOICES.has(`${table}.${target}`)) return choiceOf(table, target);
  const type = mappingTargets(table)[target];
  if (target.endsWith("_minor")) return "money-major";
  if (target === "domains" || target === "currency") return target;
  if (target === "email" || target === "requester_email") return "email";
  if (type === "DATE") return "day";
  if (type === "TIMESTAMP") return "instant";
  if (type === "BOOLEAN") return "boolean";
  if (type === "DOUBLE") return "number";
  if (type === "INTEGER") return "int";
  if (LISTS.has(target)) return "list";
  return IDS.test(target) && !isWords(table, target) ? "id" : "text";
}

/** Names that are an id in one table and words in another. */
function isWords(table: DataTable, target: string): boolean {
  return (target === "product" || target === "plan") && table !== "products" && table !== "success_plans" && table !== "milestones";
}

/** The spellings that the adapters of a table know. */
function choiceOf(table: DataTable, target: string): Choice {
  const kinds = ADAPTERS.filter((adapter) => adapter.table === table).map((adapter) => adapter.columns[target]?.kind);
  const choices = kinds.filter((kind): kind is Choice => typeof kind === "object");
  return {
    choice: Object.assign({}, ...choices.map(({ choice }) => choice)) as Choice["choice"],
    otherwise: choices[0]?.otherwise ?? "hyphens",
  };
}
