import type { Metric } from "../facts/metric.ts";

const ASKS =
  /\b(?:(?:what|when)(?:'s|’s| is| was| are| were)|how (?:many|much|high|low|long|big|large)|show(?: me)?|give me|tell me|number of|count)\b/i;
/** How many words may stand between the question word and the metric's name: "what is our current NRR". */
const BETWEEN = 3;
const WHY_OR_HOW_TO =
  /\b(why|how (?:do|does|should|can|could|would|to)|should we|draft|write|prepare|plan (?:a|an|the|for|our|my|how|to)|which)\b/i;

/** Words behind a name that make another figure of it: "ARR per customer", "ARR up for renewal". */
const OTHERWISE = /^\W*(?:per|a|each|by|(?:do we have |is |are )?up for renewal)\b/;

/** "What is a good health score" asks about the practice, not for a figure of the book. */
const IN_GENERAL =
  /\bwhat(?:'s|’s| is| are| counts as| would be)? (?:an?|considered|the (?:best|right|ideal|usual|typical)) |\b(?:good|benchmark|typical|healthy|industry) (?:nrr|grr|nps|csat|churn|retention|health|adoption|ratio)/i;

/** Names people use that are no part of a metric's title. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  nrr: "nrr_12m",
  "net retention": "nrr_12m",
  "net revenue retention": "nrr_12m",
  grr: "grr_12m",
  "gross retention": "grr_12m",
  "gross revenue retention": "grr_12m",
  "logo retention": "logo_retention_12m",
  "churn rate": "logo_churn_12m",
  "logo churn": "logo_churn_12m",
  "revenue churn": "revenue_churn_12m",
  churn: "logo_churn_12m",
  nps: "nps_90d",
  csat: "csat_top2_90d",
  arr: "book_arr",
  mrr: "book_mrr",
  "green share": "green_share",
  "arr at risk": "arr_at_risk",
  "revenue at risk": "arr_at_risk",
  "revenue is at risk": "arr_at_risk",
  "arr is at risk": "arr_at_risk",
  "red accounts": "accounts_red",
  "yellow accounts": "accounts_yellow",
  "green accounts": "accounts_green",
  "open tickets": "book_open_tickets",
  "tickets are open": "book_open_tickets",
  "tickets are still open": "book_open_tickets",
  tickets: "book_tickets_30d",
  "response time": "book_first_reply_hours",
  "first reply": "book_first_reply_hours",
  renewals: "renewals_90d",
  "accounts are red": "accounts_red",
  "customers are red": "accounts_red",
  "accounts are yellow": "accounts_yellow",
  "customers are yellow": "accounts_yellow",
  "accounts are green": "accounts_green",
  "customers are green": "accounts_green",
  accounts: "book_accounts",
  customers: "book_accounts",
  "health score": "health_mean",
  "average health": "health_mean",
};
const OF_ACCOUNT: Readonly<Record<string, string>> = {
  arr: "arr",
  logins: "logins_last_30d",
  "active users": "active_users_30d",
  users: "active_users_30d",
  seats: "seats",
  nps: "nps_last",
  csat: "csat_mean_180d",
  "health score": "health_score",
  health: "health_score",
  tickets: "tickets_90d",
  "open tickets": "open_tickets",
  "tickets are open": "open_tickets",
  "renewal date": "renewal_on",
  "days to renewal": "days_to_renewal",
  "seat utilisation": "seat_utilisation",
  "seat utilization": "seat_utilisation",
  plan: "plan",
  champion: "champion_name",
  "decision maker": "decider_name",
  adoption: "feature_adoption",
  "last meeting": "last_meeting_on",
  "first reply": "first_reply_hours",
  "response time": "first_reply_hours",
  segment: "segment",
  csm: "csm_name",
};

/** Names that are also plain words: they are asked for only where the question counts them and says no more about them. */
const COUNTED = new Set(["accounts", "customers", "tickets", "renewals", "users", "churn"]);
const COUNTS = /^(how many|number of|count)$/;
const NOTHING_MORE =
  /^\s*(?:(?:do|did|does|have|had|has|are|is|there|we|they|it|now|today|currently|in total|open|right|at the moment|rate|this|last|quarter|year|month|in|on|of|for|our|the|us|due|[a-z0-9-]+ ?$)\s*)*$/;

/**
 * The metric a question asks for ("what is our NRR?", "how many logins did Acme have?"), or undefined where it asks for something
 * else. The longest name wins.
 */
export function askedMetric(question: string, about: "account" | "book", metrics: ReadonlyMap<string, Metric>): string | undefined {
  const text = question.toLowerCase().replaceAll(/[^a-z0-9%'’ -]+/g, " ");
  if (WHY_OR_HOW_TO.test(text) || IN_GENERAL.test(text)) return undefined;
  const asks = ASKS.exec(text);
  if (asks === null && text.trim().split(/\s+/).length > 3) return undefined;
  const rest = asks === null ? text : text.slice(asks.index + asks[0].length);
  const names = Object.entries(about === "account" ? OF_ACCOUNT : SHORT_NAMES);
  const byTitle = [...metrics.values()]
    .filter((metric) => metric.about === about)
    .map((metric) => [metric.title.toLowerCase(), metric.name] as const);
  const near = (name: string): boolean => {
    const at = new RegExp(`(^|[^a-z0-9])${name.replaceAll(/[^a-z0-9 ]/g, ".")}($|[^a-z0-9])`).exec(rest);
    if (
      at === null ||
      OTHERWISE.test(rest.slice(at.index + at[0].length - 1)) ||
      rest.slice(0, at.index).trim().split(/\s+/).filter(Boolean).length > BETWEEN
    )
      return false;
    return !COUNTED.has(name) || isCounted(asks?.[0] ?? "", rest.slice(at.index + at[0].length), name);
  };
  const found = [...names, ...byTitle].filter(([name]) => near(name));
  return found.sort(([a], [b]) => b.length - a.length)[0]?.[1];
}

function isCounted(asks: string, after: string, name: string): boolean {
  if (asks === "" || name === "churn" || after.trim() === "") return true;
  return COUNTS.test(asks.trim()) && NOTHING_MORE.test(after);
}
