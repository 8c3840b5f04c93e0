import type { OpenTicketRow } from "../book/quarter-rows.ts";
import type { Day } from "../core/days.ts";
import type { Fact } from "../domain/facts/fact.ts";
import type { HealthReport } from "./health-report.ts";
import type { TaskLine } from "./task-line.ts";

/** One page on one account. */
export interface AccountPage {
  readonly account: string;
  readonly name: string;
  readonly as_of: Day;
  /** Whose ledger holds the Facts. */
  readonly task: string;
  readonly facts: readonly Fact[];
  readonly health: HealthReport | null;
  /** The score on this day and on days before, a month apart, the oldest first. */
  readonly trend: readonly { readonly on: Day; readonly score: number | null }[];
  readonly open_tickets: readonly OpenTicketRow[];
  /** Tickets open for more than 180 days: not among the open ones. */
  readonly older_open_tickets: number;
  /** Tickets that are solved or closed by their status without a day: not among the open ones. */
  readonly tickets_over_undated: number;
  /** Its open tasks, plans among them. */
  readonly tasks: readonly TaskLine[];
}

/** What stands on top, in this order. */
export const GLANCE = [
  "arr",
  "health_score",
  "health_tier",
  "renewal_on",
  "days_to_renewal",
  "segment",
  "touch",
  "plan",
  "seats",
  "seat_utilisation",
  "customer_since",
  "csm_name",
  "seller_name",
] as const;
export const SUPPORT = ["open_tickets", "open_urgent_tickets", "tickets_30d", "first_reply_hours", "nps_last"] as const;
export const USE = [
  "logins_last_30d",
  "logins_change_30d",
  "active_users_30d",
  "feature_adoption",
  "last_use_on",
  "days_since_meeting",
] as const;
/** Whether it left, and where it stands on its journey. */
export const OTHER = ["churned_on", "journey_position", "is_customer", "trial_until"];
