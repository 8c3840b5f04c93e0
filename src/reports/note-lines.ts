import { subjectName, type Fact, type Window } from "../domain/facts/fact.ts";
import { formatFact } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { factTitle } from "../domain/facts/true-days.ts";
import type { Part } from "./document.ts";
import { factsOfPart } from "./facts-of.ts";
import { plain } from "./words.ts";

/** What the presenter reads below a slide: the part's own notes, then a line a Fact: id, name, value, window, formula. */
export function noteLines(part: Part): string[] {
  const facts = factsOfPart(part);
  return [...part.notes.map(plain), ...(facts.length === 0 ? [] : ["Where the numbers come from:", ...facts.map(factLine)])];
}

/** What the folded lines below a part are called. Those of a cover tell where the figures come from, and nothing to whoever presents. */
export function noteTitle({ notes, cover }: Part): string {
  if (cover === true) return "About these figures";
  return notes.length === 0 ? "Facts" : "Notes and Facts";
}

/** "F7 logins 412 (acme, 2026-07-01 to 2026-09-30): logins in the period". */
export function factLine(fact: Fact): string {
  const { id, metric, subject, window, formula } = fact;
  const when = window.from === window.to ? `on ${window.to}` : `${window.from} to ${window.to}`;
  const { decimals } = METRICS.get(metric) ?? {};
  // No sentence gives the direction here, so a change keeps its sign.
  const value = fact.value === null ? `unknown, ${fact.reason ?? "the export does not say"}` : formatFact(fact, undefined, false, decimals);
  return `${id} ${during(factTitle(fact, METRICS.get(metric)), window)}: ${value} (${subjectName(subject)}, ${when}; ${formula})`;
}

/** The title of a figure of a quarter that was measured of one month of it, as charts by month do. */
function during(title: string, { from, to }: Window): string {
  return from !== to && from.slice(0, 7) === to.slice(0, 7) ? title.replace(/\bquarter\b/, "month") : title;
}
