import type { Metric } from "../facts/metric.ts";
import { BOOK_NAMES, ACCOUNT_NAMES } from "./metric-names.ts";

const ASKS =
  /\b(?:(?:what|when)(?:'s|’s| is| was| are| were)|how (?:many|much|high|low|long|big|large)|show(?: me)?|give me|tell me|number of|count)\b/i;
/** How many words may stand between the question word and the metric's name: "what is our current NRR". */
const BETWEEN = 3;
const WHY_OR_HOW_TO =
  /\b(why|how (?:do|does|should|can|could|would|to)|should we|draft|write|prepare|plan (?:a|an|the|for|our|my|how|to)|which)\b/i;

/** Words behind a name that make another figure of it: "ARR per customer", "ARR up for renewal". */
const OTHERWISE =
  /^\W*(?:per|a|each|by|without|with|who|which|that|detractors?|promoters?|responses?|answers?|comments?|from|over|under|below|above|renews?|renewing|comes? up|(?:do we have |is |are )?up for renewal)\b/;

/** "Urgent tickets" are not all tickets. */
const NARROWED = /\b(?:urgent|critical|high[- ]priority|p1|sev1|unanswered|escalated|worst|best|lowest|highest)\s*$/;

/** "What is a good health score" asks about the practice, not for a figure of the book. */
const IN_GENERAL =
  /\bwhat(?:'s|’s| is| are| counts as| would be)? (?:an?|considered|the (?:best|right|ideal|usual|typical)) |\b(?:good|benchmark|typical|healthy|industry) (?:nrr|grr|nps|csat|churn|retention|health|adoption|ratio)/i;

/** Names that are also plain words: they are asked for only where the question counts them and says no more about them. */
const COUNTED = new Set([
  "accounts",
  "customers",
  "tickets",
  "renewals",
  "users",
  "churn",
  "expansion",
  "contraction",
  "new customers",
  "retention",
  "meetings",
  "qbrs",
  "largest renewal",
]);
const COUNTS = /^(how (?:many|much)|number of|count)$/;
const NOTHING_MORE =
  /^\s*(?:(?:do|did|does|have|had|has|get|got|received?|come in|came in|were|opened|are|is|there|we|they|it|now|today|currently|in total|open|right|at the moment|rate|this|last|quarter|year|month|in|on|of|for|our|the|us|due|[a-z0-9-]+ ?$)\s*)*$/;

/**
 * The metric a question asks for ("what is our NRR?", "how many logins did Acme have?"), or undefined where it asks for something
 * else. The longest name wins.
 */
export function askedMetric(question: string, about: "account" | "book", metrics: ReadonlyMap<string, Metric>): string | undefined {
  const text = question.toLowerCase().replaceAll(/[^a-z0-9%'’ -]+/g, " ");
  if (WHY_OR_HOW_TO.test(text) || IN_GENERAL.test(text)) return undefined;
  const names = Object.entries(about === "account" ? ACCOUNT_NAMES : BOOK_NAMES);
  const byTitle = [...metrics.values()]
    .filter((metric) => metric.about === about)
    .map((metric) => [metric.title.toLowerCase(), metric.name] as const);
  const whole = nothingElse(text, new Map([...byTitle, ...names]));
  if (whole !== undefined) return whole;
  const asks = ASKS.exec(text);
  if (asks === null && text.trim().split(/\s+/).length > 3) return undefined;
  const rest = asks === null ? text : text.slice(asks.index + asks[0].length);
  const near = (name: string): boolean => {
    const at = new RegExp(`(^|[^a-z0-9])${name.replaceAll(/[^a-z0-9 ]/g, ".")}($|[^a-z0-9])`).exec(rest);
    if (
      at === null ||
      OTHERWISE.test(rest.slice(at.index + at[0].length - 1)) ||
      NARROWED.test(rest.slice(0, at.index + 1)) ||
      rest.slice(0, at.index).trim().split(/\s+/).filter(Boolean).length > BETWEEN
    )
      return false;
    return !COUNTED.has(name) || isCounted(asks?.[0] ?? "", rest.slice(at.index + at[0].length), name);
  };
  const found = [...names, ...byTitle].filter(([name]) => near(name));
  return found.sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? firstOf(question.split(AND_ASKS), about, metrics);
}

/** "How many customers do we have and what is our ARR?" asks twice. */
const AND_ASKS = /,? and (?=what\b|how\b)/i;

/** The metric of the first of several questions that asks for one. */
function firstOf(questions: readonly string[], about: "account" | "book", metrics: ReadonlyMap<string, Metric>): string | undefined {
  if (questions.length < 2) return undefined;
  for (const question of questions) {
    const asked = askedMetric(question, about, metrics);
    if (asked !== undefined) return asked;
  }
  return undefined;
}

/** The metric of a question that says its name and nothing else but filling words: "average first response time?", "our NRR pls". */
function nothingElse(text: string, names: ReadonlyMap<string, string>): string | undefined {
  const words = text.trim().replaceAll(/\s+/g, " ");
  const bare = words.replaceAll(FILLING, " ").replaceAll(/\s+/g, " ").trim();
  return [words, bare, bare.replace(/^(?:average|avg|mean|median|total|overall) /, "")].flatMap((said) =>
    LISTS.has(said) ? [] : (names.get(said) ?? []),
  )[0];
}

/** Names that, alone, ask for the list rather than for its length. */
const LISTS = new Set(["renewals", "largest renewal", "new customers", "customers lost", "accounts", "customers", "clients"]);

/** Words around a metric's name that say no more than that it is asked for. */
const FILLING =
  /\b(?:what(?:'s|’s)?|whats|is|are|was|were|our|the|current|currently|please|pls|now|right now|today|for us|of the book|did we|do we have|do we|have we|get|got|there|show|me|give|tell|how high|in|for|of|s)\b|['’]s\b|\?/g;

function isCounted(asks: string, after: string, name: string): boolean {
  if (asks === "") return false;
  if (name === "churn" || after.trim() === "") return true;
  return COUNTS.test(asks.trim()) && NOTHING_MORE.test(after);
}
