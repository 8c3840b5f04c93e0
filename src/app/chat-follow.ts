import type { Day } from "../core/days.ts";
import { literally } from "../core/whole-words.ts";
import { findMentions, type KnownAccount } from "../domain/accounts/match-account.ts";
import { namedPeriod } from "../domain/questions/named-period.ts";
import { unknownName } from "../domain/questions/unknown-name.ts";

/** What a conversation is about so far. */
export interface ChatTopic {
  /** The account of the last question, or the one that was chosen. */
  readonly account?: { readonly account: string; readonly name: string } | undefined;
  /** The account before that, where the last question was about the whole book: "its" still means it. */
  readonly earlier?: { readonly account: string; readonly name: string } | undefined;
  /** The last question, made whole. */
  readonly question?: string | undefined;
  /** The words by which it named a time: "in Q3". */
  readonly time?: string | undefined;
}

/** A line as it is asked: with what it leaves unsaid. */
export interface WholeQuestion {
  readonly question: string;
  /** The account it is about where its words do not say so. */
  readonly account: string | undefined;
  readonly time: string | undefined;
  /** What was taken from before. */
  readonly carried: readonly ("account" | "time" | "question")[];
}

const FILLER = /^(?:and|also|but|so|ok|okay|now|then|what about|how about|what of|same for|and for|for|in)\b[\s,]*/i;
const POSSESSIVE = /\b(?:its|their|his|her)\b/gi;
const PRONOUN = /\b(?:they|them|it|this account|that account|the account|this customer|that customer|the customer)\b(?!['’]s?\b)/gi;
/** "Who is the champion there?"; but "is there a plan?" and "there are tickets" point to nothing. */
const THERE = /(?<!\b(?:is|are|was|were) )\bthere\b(?!\s*(?:['’]s|(?:is|are|was|were|any)\b))/i;
/** A question of the whole book names no account and means none. */
const OF_THE_BOOK =
  /\b(?:accounts|customers|clients|book|portfolio|customer base|everyone|everybody|anyone|overall|across|our|who (?:is|are) (?:at risk|leaving|churning|red|yellow|green|renewing|due|up for renewal)|who (?:renews|renew|churns|churned|cancell?ed|gave notice|comes? up|pays)|(?:which|what|upcoming|our) renewals|renewals (?:are )?(?:due|coming)|top \d+|nrr|grr|forecast|pipeline|prospects?|new deal)\b/i;
/** What one asks of an account one is talking about. */
const OF_AN_ACCOUNT =
  /\b(?:health|score|tickets?|renewals?|renew|usage|logins?|champion|sponsor|contacts?|stakeholders?|seats?|invoices?|arr|plan|nps|surveys?|meetings?|qbr|risk|churn|adoption|features?|onboarding|kickoff|tasks?|owner|csm|next steps?|email|draft)\b/i;
/** So short a line is no question of its own. */
const FEW_WORDS = 4;

/**
 * A line of a conversation made whole by what was said before: "and its tickets?" is about the account of the last question and its time,
 * "what about Globex?" asks the last question of another account, "and in Q2?" of another time. A question that stands by itself is left
 * as it is.
 */
export function followUp(line: string, topic: ChatTopic, accounts: readonly KnownAccount[], asOf: Day): WholeQuestion {
  const text = line.trim();
  const named = findMentions(text, accounts);
  const time = namedPeriod(text, asOf)?.words;
  const begins = FILLER.test(text);
  const rest = bare(
    text,
    named.flatMap(({ name, account, keys }) => [[name, ...keys, account, name.split(/\s+/)[0] ?? name]]),
    time,
  );
  const stranger = named.length > 0 || topic.question === undefined || !begins ? undefined : unknownName(` ${text}`, accounts);
  // A name that no account has, and nothing else: asked as if it had, so that its absence is told with the nearest names.
  if (stranger !== undefined && topic.question !== undefined && bare(rest, [[stranger]], undefined) === "")
    return { question: replaced(topic.question, topic.account?.name ?? "", stranger), account: undefined, time, carried: ["question"] };
  if (topic.question !== undefined && rest === "" && (named.length > 0 || time !== undefined))
    return again(topic.question, topic, named, time);
  const points = isTalkingOf(text);
  const about = topic.account ?? (points ? topic.earlier : undefined);
  if (named.length > 0 || about === undefined) return { question: text, account: undefined, time, carried: [] };
  const { account, name } = about;
  if (!points && !begins && (OF_THE_BOOK.test(text) || !(OF_AN_ACCOUNT.test(text) || rest.split(/\s+/).length < FEW_WORDS)))
    return { question: text, account: undefined, time, carried: [] };
  const follows = points || begins || rest.split(/\s+/).length < FEW_WORDS;
  const from = follows && time === undefined ? topic.time : undefined;
  const spoken = withName(withoutFiller(text), name);
  return {
    question: from === undefined ? spoken : `${spoken.replace(/\s*\?+$/, "")} ${from}?`,
    account,
    time: time ?? from,
    carried: ["account", ...(from === undefined ? [] : (["time"] as const))],
  };
}

/** The last question, of another account or another time. */
function again(last: string, topic: ChatTopic, named: readonly KnownAccount[], time: string | undefined): WholeQuestion {
  const [next] = named;
  const moved =
    next === undefined || topic.account === undefined || !names(last, topic.account.name)
      ? last
      : replaced(last, topic.account.name, next.name);
  const timed =
    time === undefined
      ? moved
      : topic.time !== undefined && moved.includes(topic.time)
        ? moved.replace(topic.time, () => time)
        : `${moved.replace(/\s*\?+$/, "")} ${time}?`;
  return { question: timed, account: (next ?? topic.account)?.account, time: time ?? topic.time, carried: ["question"] };
}

/** The whole name where it stands, else the word that it begins with. */
function replaced(text: string, name: string, other: string): string {
  const form = [name, name.split(/\s+/)[0] ?? name].find((one) => one !== "" && text.toLowerCase().includes(one.toLowerCase()));
  if (form === undefined) return `${text.replace(/\s*\?+$/, "")} for ${other}?`;
  const at = text.toLowerCase().indexOf(form.toLowerCase());
  return text.slice(0, at) + other + text.slice(at + form.length);
}

function names(text: string, name: string): boolean {
  return text.toLowerCase().includes((name.split(/\s+/)[0] ?? name).toLowerCase());
}

function isTalkingOf(text: string): boolean {
  return text.search(POSSESSIVE) >= 0 || text.search(PRONOUN) >= 0 || THERE.test(text);
}

/** The name in place of the first word that points to it; the others understand themselves. */
function withName(text: string, name: string): string {
  const owns = text.search(POSSESSIVE);
  const points = text.search(PRONOUN);
  if (owns >= 0 && (points < 0 || owns < points)) return text.replace(new RegExp(POSSESSIVE.source, "i"), () => `${name}'s`);
  return points < 0 ? text.replace(THERE, () => `at ${name}`) : text.replace(new RegExp(PRONOUN.source, "i"), () => name);
}

function withoutFiller(text: string): string {
  const rest = text.replace(FILLER, "");
  return rest === "" ? text : rest;
}

/** What is left of a line without its fillers, its time and its names; each name by the first of its forms that occurs. */
function bare(text: string, names: readonly (readonly string[])[], time: string | undefined): string {
  const timeless = time === undefined ? text : text.replace(time, " ");
  const nameless = names.reduce((inner, forms) => {
    const form = forms.find((one) => one !== "" && inner.toLowerCase().includes(one.toLowerCase()));
    return form === undefined ? inner : inner.replace(new RegExp(literally(form), "i"), " ");
  }, timeless);
  let rest = nameless.replaceAll(/['’]s\b|[?.!,]/g, " ").trim();
  while (FILLER.test(rest)) rest = rest.replace(FILLER, "").trim();
  return rest;
}
