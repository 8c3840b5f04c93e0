import { type Charter, ruleOf } from "../charter.ts";

/** What a receiver needs to rank a piece of work about an account, as metrics. */
const FIGURES = ["arr", "segment", "health_tier", "days_to_renewal", "open_tickets", "open_urgent_tickets"] as const;

/** The metrics that every packet about an account carries beside its sender's own; none where the charter at hand does not ask for it. */
export function requiredFigures(charter: Charter | undefined): readonly string[] {
  return ruleOf(charter, "packet-holds-figures") === undefined ? [] : FIGURES;
}
