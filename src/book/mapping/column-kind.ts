import type { Choice, Kind } from "../import/adapter.ts";
import type { DataTable } from "../schema.ts";

const IDS =
  /^(subscription|customer|invoice|contact|ticket|survey|interaction|opportunity|plan|milestone|product|request|release|churn)$|_id$/;
const LISTS = new Set(["role", "attendees", "tags", "stakeholders", "requests"]);

/** How the cells of a table's column are read where nothing else is said: by its name and SQL type. Amounts are in major units. */
export function columnKind(table: DataTable, target: string, type: string | undefined): Exclude<Kind, Choice> {
  if (target.endsWith("_minor")) return "money-major";
  if (target === "domains" || target === "currency") return target;
  if (target === "email" || target === "requester_email") return "email";
  // Of use alone, a month told as one is what its row is about.
  if (table === "usage" && target === "day") return "day-or-month";
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
