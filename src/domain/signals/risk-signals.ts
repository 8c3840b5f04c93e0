import { addDays } from "../../core/days.ts";
import { type Severity, SEVERITIES } from "../brief/brief.ts";
import { type Figures, graded, type SignalRule } from "./signal.ts";

/** Early warnings. Thresholds follow the practice of customer-success teams: a fall of 30 % is a signal, half is grave. */
export const RISK_SIGNALS: readonly SignalRule[] = [
  {
    signal: "usage_down",
    kind: "risk",
    title: "logins are down",
    metrics: ["logins_change_30d", "logins_last_30d", "logins_prior_30d", "logins_down_since"],
    severity: (of) => graded(fall(of, "logins_change_30d"), [0.3, "medium"], [0.45, "high"], [0.7, "critical"]),
    since: (of) => of.day("logins_down_since"),
  },
  {
    signal: "feature_decline",
    kind: "risk",
    title: "fewer features are in use",
    metrics: ["features_change_30d", "features_used_30d", "features_used_prior_30d"],
    severity: (of) => graded(fall(of, "features_change_30d"), [0.3, "medium"], [0.5, "high"]),
  },
  {
    signal: "silent",
    kind: "risk",
    title: "nothing is heard of them",
    metrics: ["days_silent", "days_since_meeting", "last_use_on", "last_meeting_on", "tickets_90d", "nps_recent", "tenure_days"],
    severity: silence,
    since: (of) =>
      (of.number("days_silent") ?? 0) >= SILENT_USE ? plus(of, "last_use_on", SILENT_USE) : plus(of, "last_meeting_on", SILENT_TALK),
  },
  {
    signal: "ticket_spike",
    kind: "risk",
    title: "tickets pile up",
    metrics: ["tickets_30d", "tickets_prior_30d", "open_tickets"],
    // Twice a handful is chance; five and twice the month before is not.
    severity: (of) =>
      (of.number("tickets_30d") ?? 0) < 5
        ? null
        : graded((of.number("tickets_30d") ?? 0) / Math.max(1, of.number("tickets_prior_30d") ?? 0), [2, "medium"], [3, "high"]),
  },
  {
    signal: "escalation",
    kind: "risk",
    title: "a complaint went up the ladder",
    metrics: ["escalation_tickets", "escalation_first_on"],
    severity: (of) => graded(of.number("escalation_tickets"), [1, "high"], [3, "critical"]),
    since: (of) => of.day("escalation_first_on"),
  },
  {
    signal: "competitor_mentioned",
    kind: "risk",
    title: "they look at another product",
    metrics: ["competitor_tickets", "competitor_first_on"],
    severity: (of) => graded(of.number("competitor_tickets"), [1, "high"]),
    since: (of) => of.day("competitor_first_on"),
  },
  {
    signal: "cancellation_requested",
    kind: "risk",
    title: "they have given notice",
    metrics: ["cancel_requested", "canceled_on", "arr"],
    severity: (of) => graded(of.number("cancel_requested"), [1, "critical"]),
    since: (of) => of.day("canceled_on"),
  },
  {
    signal: "budget_pressure",
    kind: "risk",
    title: "they speak of cutting costs",
    metrics: ["budget_tickets"],
    severity: (of) => graded(of.number("budget_tickets"), [1, "medium"], [3, "high"]),
  },
  {
    signal: "key_person_gone",
    kind: "risk",
    title: "the champion has left",
    metrics: ["champion_left_on", "champions_gone", "champions"],
    severity: (of) => (of.day("champion_left_on") === null ? null : of.number("champions") === 0 ? "high" : "medium"),
    since: (of) => of.day("champion_left_on"),
  },
  {
    signal: "payment_overdue",
    kind: "risk",
    title: "an invoice is past due",
    metrics: ["overdue_days", "overdue_amount", "overdue_invoices", "overdue_since"],
    severity: (of) => graded(of.number("overdue_days"), [1, "medium"], [30, "high"], [60, "critical"]),
    since: (of) => plus(of, "overdue_since", 1),
  },
  {
    signal: "negative_nps",
    kind: "risk",
    title: "they would not recommend us",
    metrics: ["nps_recent", "nps_previous", "nps_last_on"],
    severity: (of) => graded(fallFromTen(of), [4, "medium"], [7, "high"]),
    since: (of) => of.day("nps_last_on"),
  },
  {
    signal: "bad_ratings",
    kind: "risk",
    title: "tickets are rated bad",
    metrics: ["bad_ratings_90d", "tickets_90d"],
    severity: (of) => graded(of.number("bad_ratings_90d"), [2, "medium"], [4, "high"]),
  },
  {
    signal: "renewal_due",
    kind: "risk",
    title: "the renewal is near",
    metrics: ["days_to_renewal", "renewal_on", "renewal_talks", "arr"],
    severity: renewal,
    since: (of) => plus(of, "renewal_on", -90),
  },
];

const SILENT_USE = 14;
const SILENT_TALK = 90;
/** A customer of a few weeks has not had time to be silent. */
const NEWCOMER_DAYS = 60;

/** No use for two weeks; or nobody has met them for a quarter, and neither a ticket nor an NPS answer came in. */
function silence(of: Figures): Severity | null {
  if ((of.number("tenure_days") ?? NEWCOMER_DAYS) < NEWCOMER_DAYS) return null;
  const unused = graded(of.number("days_silent"), [SILENT_USE, "high"], [30, "critical"]);
  if (unused !== null) return unused;
  const unheard = (of.number("tickets_90d") ?? 0) === 0 && of.number("nps_recent") === null;
  return unheard && (of.number("days_since_meeting") ?? 0) >= SILENT_TALK ? "high" : null;
}

/** Graver at 60 and at 30 days, and one step more where meetings are recorded and none was about the renewal. */
function renewal(of: Figures): Severity | null {
  const days = of.number("days_to_renewal");
  if (days === null || days < 0 || days > 90) return null;
  const step = days <= 30 ? 2 : days <= 60 ? 1 : 0;
  return SEVERITIES[step + (of.number("renewal_talks") === 0 ? 1 : 0)] ?? "critical";
}

/** How far a change fell, as a positive share; null where it is unknown. */
function fall(of: Figures, metric: string): number | null {
  const change = of.number(metric);
  return change === null ? null : -change;
}

function fallFromTen(of: Figures): number | null {
  const answer = of.number("nps_recent");
  return answer === null ? null : 10 - answer;
}

function plus(of: Figures, metric: string, days: number): string | null {
  const day = of.day(metric);
  return day === null ? null : addDays(day, days);
}
