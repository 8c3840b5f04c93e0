import type { Metric } from "../metric.ts";
import { cell } from "./cells.ts";

const MOVED = { about: "book", query: "period-revenue", needs: "a subscriptions export (Stripe)", window: 0, ofPeriod: true } as const;
const CALLED = {
  about: "book",
  query: "period-support",
  needs: "a ticket export (Zendesk, Freshdesk, Intercom)",
  window: 0,
  ofPeriod: true,
} as const;
const SEGMENTS = { about: "book", query: "book-segments", needs: "a subscriptions export (Stripe)", window: 0, sense: "neutral" } as const;

/** What the recurring revenue and the customers of a period did, and the tickets it brought. */
export const MOVEMENT_METRICS: readonly Metric[] = [
  counted(
    "customers_lost",
    "customers lost",
    "churned",
    ["customer", "lost", "left"],
    "customers at the start without recurring revenue at the end",
    "down-good",
  ),
  counted("customers_won", "new customers", "new", ["customer", "new"], "customers at the end who had never paid before", "up-good"),
  counted(
    "customers_at_start",
    "customers at the start",
    "start",
    ["customer", "start"],
    "accounts with recurring revenue on the day before the period",
    "neutral",
  ),
  counted(
    "customers_at_end",
    "customers at the end",
    "end",
    ["customer", "end"],
    "accounts with recurring revenue on the last day",
    "neutral",
  ),
  money("arr_lost", "ARR lost", "churn", ["arr", "lost", "churn"], "starting ARR of the customers without any at the end", "down-good"),
  money(
    "arr_contracted",
    "ARR contracted",
    "contraction",
    ["arr", "contraction", "shrank"],
    "what customers at the start pay less at the end",
    "down-good",
  ),
  money(
    "arr_expanded",
    "ARR expanded",
    "expansion",
    ["arr", "expansion", "grew"],
    "what customers at the start pay more at the end",
    "up-good",
  ),
  money("arr_new", "new ARR", "new", ["arr", "new"], "ARR at the end of customers who had never paid before", "up-good"),
  money(
    "arr_reactivated",
    "ARR reactivated",
    "reactivation",
    ["arr", "came back", "reactivat"],
    "ARR at the end of customers who had paid before, but not at the start",
    "up-good",
  ),
  money("arr_at_start", "ARR at the start", "start", ["arr", "start"], "ARR on the day before the period", "neutral"),
  money("arr_at_end", "ARR at the end", "end", ["arr", "end"], "ARR on the last day of the period", "neutral"),
  names("lost_names", "customers that left", "the customers lost, largest first"),
  names("new_names", "customers that came", "the new and returned customers, largest first"),
  names("expanded_names", "customers that grew", "the customers that pay more at the end, largest growth first"),
  names("contracted_names", "customers that shrank", "the customers that pay less at the end, largest loss first"),
  {
    ...CALLED,
    name: "period_tickets",
    title: "tickets opened",
    unit: "count",
    sense: "down-good",
    words: ["ticket"],
    formula: "tickets opened in the period",
    value: cell("opened"),
  },
  {
    ...CALLED,
    name: "period_late_replies",
    title: "first replies after more than 4 hours",
    unit: "count",
    sense: "down-good",
    words: ["replies", "late", "sla"],
    formula: "tickets opened in the period whose first reply took more than four hours",
    value: cell("late"),
  },
  {
    ...CALLED,
    name: "period_resolution_hours",
    title: "time to resolution, median",
    unit: "hours",
    sense: "down-good",
    words: ["resolution", "time to resolution", "solve"],
    formula: "median calendar hours from opening to solving, tickets opened in the period and solved by its end",
    value: cell("solve_hours"),
    reason: () => "no ticket of the period has been solved, or the export does not say when",
  },
  {
    about: "book",
    query: "book-support",
    needs: "a support ticket export (Zendesk)",
    window: 0,
    name: "book_oldest_ticket",
    title: "oldest open ticket",
    unit: "text",
    sense: "neutral",
    words: [],
    formula: "the ticket opened first of those not solved by as-of",
    value: cell("oldest"),
    reason: () => "no ticket is open",
  },
  met("meetings", "meetings held", "held", ["meeting"]),
  met("reviews", "business reviews held", "reviews", ["review", "qbr"]),
  met("trainings", "trainings held", "trainings", ["training"]),
  ...["enterprise", "mid_market", "smb"].flatMap((key): Metric[] => {
    const name = { enterprise: "enterprise", mid_market: "mid-market", smb: "SMB" }[key] ?? key;
    const words = [name.toLowerCase(), "account", "customer"];
    return [
      {
        ...SEGMENTS,
        name: `accounts_${key}`,
        title: `${name} accounts`,
        unit: "count",
        words,
        formula: `accounts in force on as-of whose ARR is of the segment ${name}`,
        value: cell(`${key}_accounts`),
      },
      {
        ...SEGMENTS,
        name: `arr_${key}`,
        title: `ARR of the ${name} accounts`,
        unit: "money",
        words: [name.toLowerCase(), "arr"],
        formula: `ARR of the accounts of the segment ${name}`,
        value: cell(`${key}_minor`),
      },
    ];
  }),
];

function counted(name: string, title: string, from: string, words: readonly string[], formula: string, sense: Metric["sense"]): Metric {
  return { ...MOVED, name: `period_${name}`, title, unit: "count", sense, words, formula, value: cell(`customers_${from}`) };
}

function money(name: string, title: string, from: string, words: readonly string[], formula: string, sense: Metric["sense"]): Metric {
  return { ...MOVED, name: `period_${name}`, title, unit: "money", sense, words, formula, value: cell(`arr_${from}`) };
}

function names(name: string, title: string, formula: string): Metric {
  return {
    ...MOVED,
    name: `period_${name}`,
    title,
    unit: "text",
    sense: "neutral",
    words: [],
    formula,
    value: cell(name),
    reason: () => "nobody",
  };
}

function met(name: string, title: string, from: string, words: readonly string[]): Metric {
  const needs = "a meetings or calendar export";
  const source = { about: "book", query: "period-meetings", needs, window: 0, ofPeriod: true } as const;
  return {
    ...source,
    name: `period_${name}`,
    title,
    unit: "count",
    sense: "up-good",
    words,
    formula: `${title} on the days of the period`,
    value: cell(from),
  };
}
