import { DEFINITIONS } from "../../metrics/definitions.ts";
import type { Definition, FigureUnit, Group } from "../../metrics/figure.ts";
import type { Unit } from "../fact.ts";
import type { Metric, Sense } from "../metric.ts";
import { BOOK_METRICS } from "./book-metrics.ts";
import { cell } from "./cells.ts";

const UNITS: Readonly<Record<FigureUnit, Unit>> = {
  ratio: "ratio",
  times: "count",
  count: "count",
  money: "money",
  days: "days",
  months: "count",
  hours: "hours",
  points: "points",
  score: "count",
};
const QUERIES: Readonly<Record<Exclude<Group, "standing">, string>> = {
  retention: "period-revenue",
  growth: "period-revenue",
  adoption: "period-use",
  onboarding: "period-use",
  voice: "period-voice",
  team: "period-team",
};
const NEEDS: Readonly<Record<string, string>> = {
  "period-revenue": "a subscriptions export (Stripe)",
  "period-use": "a usage export (Mixpanel, Amplitude, Segment)",
  "period-voice": "a survey export (Delighted, SurveyMonkey)",
  "period-support": "a ticket export (Zendesk, Freshdesk, Intercom)",
  "period-team": "a CRM export with account owners, and one of meetings",
};
/** Figures of the whole book that are the same over a window of their own: they may be called the same. */
const TWINS: Readonly<Record<string, string>> = {
  grr: "grr_12m",
  nrr: "nrr_12m",
  logo_retention: "logo_retention_12m",
  logo_churn: "logo_churn_12m",
  revenue_churn: "revenue_churn_12m",
  nps: "nps_90d",
  csat_top2: "csat_top2_90d",
  csat_mean: "csat_mean_90d",
  first_reply_hours: "book_first_reply_hours",
};
/** Names short enough to take no word from the figure of one account that is called alike. */
const OWN_WORDS: Readonly<Record<string, readonly string[]>> = {
  seat_utilisation: ["seat"],
  feature_adoption: ["adoption", "feature"],
  product_adoption: ["adoption"],
  dau: ["dau", "active user"],
  wau: ["wau", "active user"],
  mau: ["mau", "active user"],
  tickets_per_customer: ["ticket"],
  customers_per_csm: ["csm"],
  arr_per_csm: ["arr", "csm"],
  arr_per_customer: ["arr", "customer"],
  renewal_rate: ["renew"],
  renewal_rate_arr: ["renew"],
  logo_churn_monthly: ["churn", "logo churn"],
  logo_churn_annual: ["churn", "logo churn"],
  revenue_churn_monthly: ["churn", "revenue churn"],
  revenue_churn_annual: ["churn", "revenue churn"],
  login_frequency: ["login"],
  reply_in_time: ["reply"],
};
const OF_SUPPORT = new Set(["tickets_per_customer", "first_reply_hours", "reply_in_time"]);
const DOWN_GOOD = /churn|cac|payback|first_reply|tickets|ttv_(?:median|p90)|customers_per_csm/;

/** Every metric of `echo-cs metrics` but those of the present standing, as a Fact of the period that a question names. */
export const PERIOD_METRICS: readonly Metric[] = DEFINITIONS.flatMap((definition) => {
  const { group } = definition;
  if (group === "standing") return [];
  const query = OF_SUPPORT.has(definition.name) ? "period-support" : QUERIES[group];
  return [metricOf(definition, query)];
});

function metricOf({ name, title, unit, definition, of }: Definition, query: string): Metric {
  return {
    name: `period_${name}`,
    about: "book",
    title: unit === "months" ? `${title}, months` : title,
    unit: UNITS[unit],
    sense: senseOf(name),
    ...(unit === "ratio" ? { decimals: 1 } : {}),
    words: OWN_WORDS[name] ?? BOOK_METRICS.find((twin) => twin.name === TWINS[name])?.words ?? wordsOf(title),
    formula: `${definition}; denominator: ${of}`,
    window: 0,
    ofPeriod: true,
    query,
    needs: NEEDS[query] ?? "exports",
    value: cell(name),
    reason: (row) => (typeof row[`${name}_why`] === "string" ? String(row[`${name}_why`]) : "the exports do not say"),
  };
}

function senseOf(name: string): Sense {
  return DOWN_GOOD.test(name) ? "down-good" : "up-good";
}

/** "Net Promoter Score (NPS)" → "net promoter score", "nps": what stands before a comma or parenthesis, and within the latter. */
function wordsOf(title: string): string[] {
  const short = /\(([^)]+)\)/.exec(title)?.[1];
  const plain = title.replace(/\s*\([^)]*\)/, "").split(",")[0] ?? title;
  return [plain.toLowerCase(), ...(short === undefined ? [] : [short.toLowerCase()])];
}
