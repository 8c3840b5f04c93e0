import { addDays, type Day, daysBetween } from "../../core/days.ts";
import { askedIn, substitute } from "../../domain/expression/substitute.ts";
import { accountFilter, type KnownValues } from "../../domain/questions/account-filter.ts";
import { type NamedPeriod, namedPeriod } from "../../domain/questions/named-period.ts";
import type { Period } from "../../domain/metrics/period.ts";
import { isOfTheBook } from "../analyst/metrics-used.ts";
import type { Playbook } from "../playbook/playbook.ts";

/** What a question is read against: the day it looks from, and the attributes that accounts of the book have. */
export interface QuestionContext {
  readonly asOf: Day;
  readonly known: KnownValues;
  /** Whose accounts the question is about, where it says so. */
  readonly owner?: string | undefined;
}

/** A playbook as a question wants it. */
export interface FittedPlaybook {
  readonly playbook: Playbook;
  /** The days that it is about. */
  readonly period?: Period;
  /** True where the question names that time, and the playbook does not just have one of its own. */
  readonly named: boolean;
  /** The question's own words that the answer repeats. */
  readonly phrases: readonly string[];
}

/** Any day before. */
const EVER = "0001-01-01";

/**
 * The playbook with the question's numbers, days and attributes in the tests of its lists: "60 days", "in Q3", "top 5", "enterprise", "over 100k".
 * Undefined where a list needs something that the question does not say.
 */
export function fitQuestion(playbook: Playbook, question: string, { asOf, known }: QuestionContext): FittedPlaybook | undefined {
  const period = periodFor(playbook, question, asOf);
  const values = askedValues(playbook, question, asOf, period);
  const each = playbook.each;
  const missing = each === undefined ? [] : askedIn(each.where).filter((name) => !values.has(name));
  if (missing.length > 0) return undefined;
  const filter = each === undefined ? undefined : accountFilter(question, known);
  const fitted = {
    ...withValues(playbook, values),
    ...(each === undefined ? {} : { each: { ...each, where: substitute(each.where, values) } }),
  };
  const narrowed = filter === undefined || fitted.each === undefined ? fitted : narrow(fitted, filter.where, filter.words);
  return {
    playbook: limited(narrowed, question),
    named: period?.named ?? false,
    phrases: [
      ...(values.has("asked_days") ? [`${String(values.get("asked_days"))} days`] : []),
      ...(filter?.words ?? []),
      ...(period?.named === true ? [period.words] : []),
      ...durations(question),
    ],
    ...(period === undefined ? {} : { period: { from: period.from, to: period.to } }),
  };
}

/** The time a question names, else the playbook's own. */
function periodFor(playbook: Playbook, question: string, asOf: Day): (NamedPeriod & { named: boolean }) | undefined {
  const ahead = playbook.ahead === true;
  const said = namedPeriod(question, asOf, ahead);
  if (said !== undefined && hasUse(playbook)) return { ...upToNow(said, ahead, asOf), named: true };
  const own = playbook.period === undefined ? undefined : namedPeriod(playbook.period, asOf, ahead);
  return own === undefined ? undefined : { ...own, named: false };
}

/** Whether a time changes what it says: only a playbook with a time of its own, or with lists of days, has figures of a period. */
function hasUse({ period, each }: Playbook): boolean {
  return period !== undefined || (each !== undefined && askedIn(each.where).some((name) => name.startsWith("asked_")));
}

/** What has been is known up to as-of only. */
function upToNow<P extends Period>(period: P, ahead: boolean, asOf: Day): P {
  return ahead || period.to <= asOf || period.from > asOf ? period : { ...period, to: asOf };
}

function askedValues(
  { days: own, ahead }: Playbook,
  question: string,
  asOf: Day,
  period: Period | undefined,
): ReadonlyMap<string, number | string> {
  const [said] = durations(question);
  const since = namedPeriod(question, asOf)?.from;
  const days =
    said !== undefined ? daysOf(said) : own !== undefined && since !== undefined && since < asOf ? daysBetween(since, asOf) : own;
  return new Map<string, number | string>([
    ...(days === undefined ? [] : [["asked_days", days] as const, ["asked_since", addDays(asOf, -days)] as const]),
    // What is overdue belongs to the present.
    ...(period === undefined
      ? []
      : [["asked_from", ahead === true && period.from <= asOf ? EVER : period.from] as const, ["asked_to", period.to] as const]),
  ]);
}

const DURATION =
  /\b\d{1,3}\s*(?:days?|d|weeks?|wks?|months?|quarters?|years?)\b|\b(?:a|one|two|three|four|five|six) (?:days?|weeks?|months?|quarters?)\b/gi;
const WORDS = ["a", "one", "two", "three", "four", "five", "six"];

function durations(question: string): string[] {
  return question.match(DURATION) ?? [];
}

function daysOf(text: string): number {
  const lower = text.toLowerCase();
  const number = /\d+/.exec(lower)?.[0];
  const count = number === undefined ? Math.max(1, WORDS.indexOf(lower.split(" ")[0] ?? "")) : Number(number);
  return (
    count *
    (/w/.test(lower.replace(/^\w+ /, "")) ? 7 : /month/.test(lower) ? 30 : /quarter/.test(lower) ? 91 : /year/.test(lower) ? 365 : 1)
  );
}

/** The tests of its findings and its headline know the question's values too. */
function withValues(playbook: Playbook, values: ReadonlyMap<string, number | string>): Playbook {
  const days = values.get("asked_days");
  const said = (text: string): string => (days === undefined ? text : text.replaceAll("asked_days", String(days)));
  return {
    ...playbook,
    title: said(playbook.title),
    headline: playbook.headline.map((rule) => ({ ...rule, say: said(rule.say) })),
    findings: playbook.findings.map((rule) => ({ ...rule, when: substitute(rule.when, values) })),
  };
}

/** The list of those accounts alone that a filter keeps; its headline says which. */
function narrow(playbook: Playbook, where: NonNullable<Playbook["each"]>["where"], words: readonly string[]): Playbook {
  const { each } = playbook;
  if (each === undefined) return playbook;
  const among = words.join(", ");
  return {
    ...playbook,
    title: `${playbook.title} (${among})`,
    each: { ...each, where: { kind: "and", left: each.where, right: where } },
    // What is of the whole book is not of those asked for.
    findings: playbook.findings.filter((rule) => !isOfTheBook(rule)).map((rule) => ({ short: "{account_name|text}", ...rule })),
    headline: [{ say: `${playbook.title}, ${among}: {listed}.` }],
  };
}

/** "Top 5" wants no more than five. */
function limited(playbook: Playbook, question: string): Playbook {
  const wanted = Number(/\b(?:top|first|biggest|largest|smallest)\s+(\d{1,2})\b/i.exec(question)?.[1] ?? 0);
  return playbook.each === undefined || wanted === 0 ? playbook : { ...playbook, each: { ...playbook.each, limit: wanted } };
}
