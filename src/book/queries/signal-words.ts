import { SIGNAL_CUES } from "../../domain/signals/rules.ts";
import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import { holdsAnyAtOnce, mayHoldAny, wordsSql } from "./phrase-sql.ts";

/** Where people say things: the text, its day, and the condition under which the row counts. */
const SOURCES = [
  { source: "ticket", table: "tickets", text: "concat_ws(' ', subject, description)", day: "day_of(created_at)" },
  { source: "survey", table: "surveys", text: "coalesce(comment, '')", day: "day_of(answered_at)" },
  { source: "meeting", table: "interactions", text: "coalesce(notes, '')", day: "on_day" },
  { source: "request", table: "requests", text: "concat_ws(' ', title, description)", day: "day_of(created_at)" },
] as const;

/** SQL of the texts up to $as_of that hold a phrase of any list: account, day, source, and `cues`, the lists' names. */
export function signalWordsSql(accountIs: string, { cues }: Knowledge): string {
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
