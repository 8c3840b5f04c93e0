import { SIGNAL_CUES } from "../../domain/signals/rules.ts";
import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import type { Words } from "../../domain/signals/history.ts";
import { accountSet, IN_SET } from "./account-set.ts";
import type { QueryContext } from "./query.ts";
import { dayNumber } from "./signal-sources.ts";
import { holdsAnyAtOnce, mayHoldAny, wordsSql } from "./phrase-sql.ts";

/** Where people say things: the text, its day, and the condition under which the row counts. */
const SOURCES = [
  { source: "ticket", table: "tickets", text: "concat_ws(' ', subject, description)", day: "day_of(created_at)" },
  { source: "survey", table: "surveys", text: "coalesce(comment, '')", day: "day_of(answered_at)" },
  { source: "meeting", table: "interactions", text: "coalesce(notes, '')", day: "on_day" },
  { source: "request", table: "requests", text: "concat_ws(' ', title, description)", day: "day_of(created_at)" },
] as const;

/** What people of an account said that holds a phrase of any list, by account. */
export type SignalWords = ReadonlyMap<string, readonly Words[]>;

/** The words of the accounts asked for, up to the scope's as-of. They are few, and to make the patterns ready costs more than to look for them: ask once. */
export async function signalWords({ book, scope, knowledge }: QueryContext, ids: readonly string[]): Promise<SignalWords> {
  const rows = await book.rows<{ account: string; day: number; source: string; cues: string }>(
    `SELECT account, ${dayNumber("day")} AS day, source, cues FROM (${signalWordsSql(`account BETWEEN $first AND $last AND ${IN_SET}`, knowledge)}) WHERE cues <> '' ORDER BY account, day, source, cues`,
    { as_of: scope.asOf, first: ids[0] ?? "", last: ids.at(-1) ?? "", ...accountSet(ids) },
  );
  const words = new Map<string, Words[]>();
  for (const { account, day, source, cues } of rows) {
    const own = words.get(account) ?? [];
    own.push({ day, source: sourceOf(source), cues: new Set(cues.split(",")) });
    words.set(account, own);
  }
  return words;
}

function sourceOf(source: string): Words["source"] {
  return source === "survey" || source === "meeting" || source === "request" ? source : "ticket";
}

/** SQL of the texts up to $as_of that hold a phrase of any list: account, day, source, and `cues`, the lists' names. */
function signalWordsSql(accountIs: string, { cues }: Knowledge): string {
  const lists = SIGNAL_CUES.map((cue) => ({ cue, phrases: cues.get(cue) ?? [] })).filter(({ phrases }) => phrases.length > 0);
  const all = lists.flatMap(({ phrases }) => phrases);
  const named = lists.map(({ cue, phrases }) => `CASE WHEN ${holdsAnyAtOnce("words", phrases)} THEN '${cue}' END`);
  return SOURCES.map(
    ({
      source,
      table,
      text,
      day,
    }) => `SELECT account, day, '${source}' AS source, concat_ws(',', ${["NULL", ...named].join(", ")}) AS cues FROM (
  SELECT account, ${day} AS day, ${wordsSql(text)} AS words FROM ${table} WHERE ${accountIs} AND ${day} <= CAST($as_of AS DATE) AND ${mayHoldAny(text, all)}
)`,
  ).join(" UNION ALL ");
}
