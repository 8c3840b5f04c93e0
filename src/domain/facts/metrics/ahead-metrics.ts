import type { Metric } from "../metric.ts";
import { cell } from "./cells.ts";

const RENEWALS = { about: "book", query: "period-renewals", needs: "a subscriptions export (Stripe)", window: 0, ofPeriod: true } as const;
const DEALS = { about: "book", query: "period-pipeline", needs: "an opportunities export (Salesforce, HubSpot)", window: 0 } as const;
const TARGETS = {
  about: "book",
  query: "period-targets",
  needs: "exports of what the targets are about",
  window: 0,
  sense: "neutral",
  ofPeriod: true,
} as const;
/** Those that a period changes. */
const OF_PERIOD = /^(?:due|won|lost)_/;
const PRESENT = "(stage, amount and category are current state)";

/** What is still to come: renewals and deals by the end of a period. */
export const AHEAD_METRICS: readonly Metric[] = [
  {
    ...RENEWALS,
    name: "period_renewals",
    title: "renewals due",
    unit: "count",
    sense: "neutral",
    words: ["renew"],
    formula: "accounts with a contract longer than a month that ends in the period; where the period holds as-of, overdue ones too",
    value: cell("accounts"),
  },
  {
    ...RENEWALS,
    name: "period_renewals_overdue",
    title: "overdue renewals",
    unit: "count",
    sense: "down-good",
    words: ["overdue", "renew"],
    formula: "of these, the accounts whose contract ended before as-of without a new term on record",
    value: cell("overdue"),
  },
  {
    ...RENEWALS,
    name: "period_renewals_arr",
    title: "ARR up for renewal",
    unit: "money",
    sense: "neutral",
    words: ["renew", "arr", "revenue"],
    formula: "ARR of the contracts that end in the period, in the reporting currency",
    value: cell("arr_minor"),
    reason: () => "no contract up for renewal has an amount in the reporting currency",
  },
  {
    ...RENEWALS,
    name: "period_renewals_foreign",
    title: "renewals in another currency",
    unit: "count",
    sense: "neutral",
    words: ["renew", "currency"],
    formula: "of the accounts up for renewal in the period, those whose contract is in another currency than the reporting one",
    value: cell("foreign"),
  },
  {
    ...RENEWALS,
    name: "period_renewals_largest",
    title: "largest renewal",
    unit: "text",
    sense: "neutral",
    words: [],
    formula: "the account with the most ARR up for renewal in the period, in the reporting currency",
    value: cell("largest"),
    reason: () => "nothing is up for renewal, or nothing that has an amount",
  },
  deals("pipeline_deals", "open deals", "count", "deals", ["deal", "pipeline"], `open deals ${PRESENT}`),
  deals("pipeline_open", "open pipeline", "money", "open_minor", ["pipeline", "deal"], `Σ amount of the open deals ${PRESENT}`),
  deals(
    "pipeline_weighted",
    "weighted pipeline",
    "money",
    "weighted_minor",
    ["weighted"],
    `Σ amount × probability of the open deals ${PRESENT}`,
  ),
  deals(
    "due_deals",
    "deals due",
    "count",
    "due_deals",
    ["deal", "close"],
    `open deals expected to close by the end of the period, overdue ones included ${PRESENT}`,
  ),
  deals(
    "due_open",
    "pipeline due",
    "money",
    "due_minor",
    ["pipeline", "deal", "close", "open"],
    `Σ amount of the deals due by the end of the period ${PRESENT}`,
  ),
  deals(
    "due_weighted",
    "weighted forecast",
    "money",
    "due_weighted_minor",
    ["weighted", "forecast"],
    `Σ amount × probability of the deals due ${PRESENT}`,
  ),
  deals(
    "due_committed",
    "committed forecast",
    "money",
    "due_committed_minor",
    ["commit"],
    `Σ amount of the deals due that their owner calls a commit ${PRESENT}`,
  ),
  deals(
    "due_historical",
    "forecast by the own win rate",
    "money",
    "due_historical_minor",
    ["forecast", "win rate"],
    "Σ amount × own win rate of the deal's kind, of the deals due",
    () => "too few deals have closed to know a win rate",
  ),
  deals("won_deals", "deals won", "count", "won", ["won", "deal"], "deals that closed as won in the period"),
  deals("won_amount", "amount won", "money", "won_minor", ["won"], "Σ amount of the deals that closed as won in the period"),
  deals("lost_deals", "deals lost", "count", "lost", ["lost", "deal"], "deals that closed as lost in the period"),
  deals("overdue_deals", "overdue deals", "count", "overdue", ["overdue", "close date", "deal"], "open deals whose close date has passed"),
  deals(
    "doubtful_deals",
    "doubtful deals",
    "count",
    "doubtful",
    ["doubtful", "stuck", "deal"],
    "open deals with a date passed or put off, too old, or without amount, date or next step",
  ),
  deals(
    "win_rate",
    "win rate",
    "ratio",
    "win_rate",
    ["win rate"],
    "deals won / deals closed, all that the export holds up to as-of; denominator: closed deals",
    (row) => `only ${String(row["closed"] ?? 0)} deals have closed, ten are needed`,
  ),
  deals(
    "mean_won",
    "average deal size",
    "money",
    "mean_won_minor",
    ["deal size", "average"],
    "Σ amount / number of the won deals with an amount, all that the export holds up to as-of",
    () => "no won deal has an amount",
  ),
  deals(
    "due_names",
    "deals due, by name",
    "text",
    "due_names",
    [],
    "the open deals due by the end of the period, largest first",
    () => "no deal is due",
  ),
  deals(
    "overdue_names",
    "overdue deals, by name",
    "text",
    "overdue_names",
    [],
    "the open deals whose close date has passed, largest first",
    () => "no deal is overdue",
  ),
  deals(
    "doubtful_names",
    "doubtful deals, by name",
    "text",
    "doubtful_names",
    [],
    "the doubtful deals, largest first",
    () => "no deal is doubtful",
  ),
  target("met", "targets met"),
  target("missed", "targets missed"),
  target("unknown", "targets without a value"),
  targetNames("met", "targets met, by name"),
  targetNames("missed", "targets missed, by name"),
  targetNames("unknown", "targets without a value, by name"),
];

function target(which: string, title: string): Metric {
  return {
    ...TARGETS,
    name: `period_targets_${which}`,
    title,
    unit: "count",
    words: ["target"],
    formula: `metrics with a line in targets.yaml: ${title}`,
    value: cell(which),
  };
}

function targetNames(which: string, title: string): Metric {
  return {
    ...TARGETS,
    name: `period_targets_${which}_names`,
    title,
    unit: "text",
    words: [],
    formula: "each with its value and its target",
    value: cell(`${which}_names`),
    reason: () => "none",
  };
}

function deals(
  name: string,
  title: string,
  unit: Metric["unit"],
  from: string,
  words: readonly string[],
  formula: string,
  reason?: Metric["reason"],
): Metric {
  return {
    ...DEALS,
    ...(OF_PERIOD.test(name) ? ({ ofPeriod: true } as const) : {}),
    name: `period_${name}`,
    title,
    unit,
    sense: "neutral",
    words,
    formula,
    value: cell(from),
    ...(reason === undefined ? {} : { reason }),
  };
}
