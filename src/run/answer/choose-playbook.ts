import { compareText } from "../../core/compare-text.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { askedMetric } from "../../domain/questions/asked-metric.ts";
import { askedOfAccount } from "../../domain/questions/account-question.ts";
import { accountFilter } from "../../domain/questions/account-filter.ts";
import { namedPeriod } from "../../domain/questions/named-period.ts";
import { addDays, type Day } from "../../core/days.ts";
import { type Period, startOf } from "../../domain/metrics/period.ts";
import type { Playbook } from "../playbook/playbook.ts";
import { fitQuestion, type QuestionContext } from "./fit-question.ts";

export interface PlaybookChoice {
  readonly playbook: Playbook;
  /** The metric the question asks for, where it asks for one figure. */
  readonly asked?: string;
  /** How many words of the question the playbook answers to; 0 for the general answer. */
  readonly points: number;
  /** The days it is about. */
  readonly period?: Period;
  /** The past day from which it looks back, where the question names one and the figure is no figure of a period. */
  readonly lookFrom?: Day;
  /** True where the question names that time. */
  readonly timed?: boolean;
  /** The question's own words that the answer repeats. */
  readonly phrases?: readonly string[];
}

/** What names the task of an answer: the figure that is asked for, the list, else the intent. */
export function taskIntentOf({ playbook, asked }: PlaybookChoice): string {
  return asked?.replace(/^period_/, "").replaceAll("_", "-") ?? playbook.task ?? playbook.intent;
}

/** Their phrases ("how should we", "how is") are part of many questions that another playbook answers. */
const GENERAL: Readonly<Record<string, number>> = { guidance: 0.5, overview: 0.4 };
/** Wants a list of accounts. */
const ALL_ACCOUNTS = /^\W*(?:all |our |my |list )*(?:accounts|customers|clients)\W*$/i;
/** "How did Q3 go?" */
const RECAP = /\b(?:how (?:did|was|were)|recap|summar|review|went|happened|report)/i;
/** A question of how to work, which the references answer. */
const OF_PRACTICE =
  /\b(?:how (?:do|does|should|can|could|would|to|often|soon|many times)|what (?:is|are|makes|does) (?:an?|the|good)|should|best practice|design|build|set up|playbook|template|strateg|improve|write|draft|prepare|plan|explain|advice|recommend|why|tips|process|framework)/i;
const DEFAULTS = { account: "account-overview", book: "guidance" } as const;
/** Spans that figures have by themselves. */
const OWN_SPAN = /\b(?:last|past) (?:12 months|1 years?)\b/i;
/** The same figure of a period that a question names. */
const PERIOD_OF: Readonly<Record<string, string>> = {
  nrr_12m: "period_nrr",
  grr_12m: "period_grr",
  logo_retention_12m: "period_logo_retention",
  logo_churn_12m: "period_logo_churn",
  revenue_churn_12m: "period_revenue_churn",
  nps_90d: "period_nps",
  csat_top2_90d: "period_csat_top2",
  csat_mean_90d: "period_csat_mean",
  book_tickets_30d: "period_tickets",
  book_first_reply_hours: "period_first_reply_hours",
  renewals_90d: "period_renewals",
  renewals_90d_arr: "period_renewals_arr",
  book_arr: "period_arr_at_end",
  book_accounts: "period_customers_at_end",
};
/** Figures of the last day of a period: without a time in the question that day is as-of. */
const STANDING = new Set(
  ["arr_per_customer", "product_adoption", "feature_adoption", "seat_utilisation", "dau", "wau", "mau", "stickiness"]
    .concat(["login_frequency", "customers_per_csm", "arr_per_csm", "qbr_completion"])
    .map((name) => `period_${name}`),
);
/** Queries of what is still to come, and how far their figures look ahead by themselves. */
const AHEAD: ReadonlySet<string> = new Set(["period-renewals", "period-pipeline"]);
const AHEAD_DAYS = 90;
/** Playbooks that only other agents' handoffs start. */
const RECEIVED = new Set(["commercial", "pattern"]);

/**
 * The playbook that answers a question about an account or about the book: one figure, else the one whose `asks` match most,
 * else the general answer. `agent` breaks ties: support's own playbook for support, and so on. Undefined where none is shipped.
 */
export function choosePlaybook(
  question: string,
  about: "account" | "book",
  playbooks: ReadonlyMap<string, Playbook>,
  agent: string,
  context?: QuestionContext,
): PlaybookChoice | undefined {
  const asked = (about === "account" ? askedOfAccount(question) : undefined) ?? askedMetric(withoutTime(question, context), about, METRICS);
  const metric = playbooks.get(about === "account" ? "account-metric" : "metric");
  if (asked !== undefined && metric !== undefined) return { playbook: metric, points: 2, ...timed(asked, question, context) };
  const scored = [...playbooks.values()]
    .filter(
      (playbook) =>
        playbook.about === about && playbook.intent !== "metric" && !(RECEIVED.has(playbook.intent) && !leads(agent, playbook.intent)),
    )
    .map((playbook) => ({ playbook, points: pointsOf(question, playbook, agent, about) }))
    .filter(({ points: got }) => got > 0)
    .sort((a, b) => b.points - a.points || compareText(a.playbook.id, b.playbook.id));
  const general = playbooks.get(about === "book" ? generalOf(question, context) : DEFAULTS.account);
  for (const { playbook, points } of [...scored, ...(general === undefined ? [] : [{ playbook: general, points: 0 }])]) {
    const fitted = context === undefined ? { playbook, named: false, phrases: [] } : fitQuestion(playbook, question, context);
    if (fitted === undefined) continue;
    const { named, ...kept } = fitted;
    return { ...kept, points, timed: named };
  }
  return undefined;
}

/** "Tickets last month" asks for tickets. */
function withoutTime(question: string, context: QuestionContext | undefined): string {
  const words = context === undefined || OWN_SPAN.test(question) ? undefined : namedPeriod(question, context.asOf)?.words;
  return words === undefined ? question : question.replace(words, " ");
}

/** "Our accounts" wants a list, and so does a question that narrows itself to some of them. */
function generalOf(question: string, context: QuestionContext | undefined): string {
  if (context !== undefined && (context.owner !== undefined || accountFilter(question, context.known) !== undefined))
    return "largest-accounts";
  if (ALL_ACCOUNTS.test(question)) return "largest-accounts";
  if (context !== undefined && RECAP.test(question) && namedPeriod(question, context.asOf) !== undefined) return "movement";
  return context === undefined || OF_PRACTICE.test(question) ? DEFAULTS.book : "not-covered";
}

/** A figure with the time a question names: that of the period where there is such a figure, else as it stood at the end of it. */
function timed(asked: string, question: string, context: QuestionContext | undefined): Omit<PlaybookChoice, "playbook" | "points"> {
  const ofPeriod = PERIOD_OF[asked] ?? asked;
  const isOfPeriod = METRICS.get(ofPeriod)?.ofPeriod === true;
  const ahead = AHEAD.has(METRICS.get(ofPeriod)?.query ?? "");
  const period = context === undefined || OWN_SPAN.test(question) ? undefined : namedPeriod(question, context.asOf, ahead);
  if (context === undefined) return { asked };
  if (period === undefined && ahead && isOfPeriod) return { asked, period: { from: context.asOf, to: addDays(context.asOf, AHEAD_DAYS) } };
  if (period === undefined)
    return STANDING.has(asked) ? { asked, period: { from: startOf(context.asOf, "quarter"), to: context.asOf } } : { asked };
  const { from, to, words } = period;
  if (isOfPeriod)
    return { asked: ofPeriod, period: { from, to: ahead || to < context.asOf ? to : context.asOf }, timed: true, phrases: [words] };
  return to < context.asOf ? { asked, lookFrom: to, timed: true, phrases: [words] } : { asked };
}

/** The agent whose business an intent is first of all; undefined for intents that are everybody's. */
export function leaderOf(intent: string): string | undefined {
  return Object.keys(OWN).find((agent) => leads(agent, intent));
}

/** The intents that are an agent's own business. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  "retention-specialist": ["churn", "competition", "portfolio"],
  "customer-success-manager": [
    "renewal",
    "renewals",
    "relationships",
    "detractors",
    "adoption",
    "usage",
    "people",
    "comparison",
    "list",
    "voice",
  ],
  "customer-success": ["overview", "onboarding", "renewal", "onboarding-watch", "expansion-candidates", "advocacy"],
  "customer-success-specialist": [
    "programme-retention",
    "programme-expansion",
    "programme-start",
    "team",
    "ranking",
    "metric",
    "guidance",
    "figures",
    "movement",
    "segments",
    "targets",
  ],
  "customer-support": ["support", "support-load"],
  "product-engineer": ["pattern"],
  "product-owner": ["requests"],
  "account-executive": ["commercial", "expansion", "deal", "billing", "account-billing", "forecast"],
};

/** The words a playbook answers to; the agent's own business breaks ties, and is what a question about an account without such words is taken for. */
function pointsOf(question: string, { intent, asks }: Playbook, agent: string, about: "account" | "book"): number {
  const said = points(question, asks) * (GENERAL[intent] ?? 1);
  const own = said > 0 ? leads(agent, intent) : about === "account" && OWN[agent]?.[0] === intent;
  return said + (own ? 0.3 : 0);
}

function leads(agent: string, intent: string): boolean {
  return OWN[agent]?.includes(intent) ?? false;
}

/** How many of the phrases a question holds, longer ones counting more. */
function points(question: string, asks: readonly string[]): number {
  const text = wordsOf(question);
  return asks
    .map(wordsOf)
    .filter((phrase) => phrase.trim() !== "" && text.includes(phrase))
    .reduce((sum, phrase) => sum + phrase.trim().split(" ").length, 0);
}

/** Lower case, one blank between words and at both ends. */
function wordsOf(text: string): string {
  return ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}-]+/gu, " ")
    .trim()} `;
}
