import type { Metric } from "../facts/metric.ts";

/** Queries that read what an export overwrites without a date, whatever the metric's formula says: a contact's role, an account's profile. */
const UNDATED_QUERIES: ReadonlySet<string> = new Set(["account-profile", "deals"]);
const ROLES = /\b(role|roles|champion|sponsor|decision maker)\b/i;

/**
 * Why a metric cannot be known for a past day, or null where it can. An export holds only the present value of such a column; as an input of the
 * past it would carry what was learnt later.
 */
export function undatedReason(metric: Pick<Metric, "formula" | "query">): string | null {
  if (/current state/i.test(metric.formula))
    return "it rests on a column that the export overwrites (current state), so its past value is not known";
  if (UNDATED_QUERIES.has(metric.query)) return "it is the account's present profile; its past is not known";
  if (metric.query === "people" && ROLES.test(metric.formula)) return "a contact's role carries no date, so who held it then is not known";
  return null;
}
