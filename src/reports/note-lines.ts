import { subjectName, type Fact } from "../domain/facts/fact.ts";
import { formatFact } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Part } from "./document.ts";
import { factsOfPart } from "./facts-of.ts";
import { plain } from "./words.ts";

/** What the presenter reads below a slide: the part's own notes, then a line a Fact: id, name, value, window, formula. */
export function noteLines(part: Part): string[] {
  const facts = factsOfPart(part);
  return [...part.notes.map(plain), ...(facts.length === 0 ? [] : ["Where the numbers come from:", ...facts.map(factLine)])];
}

/** What the folded lines below a part are called. */
export function noteTitle({ notes }: Part): string {
  return notes.length === 0 ? "Facts" : "Notes and Facts";
}

/** "F7 logins 412 (acme, 2026-07-01 to 2026-09-30): logins in the period". */
export function factLine(fact: Fact): string {
  const { id, metric, subject, window, formula } = fact;
  const when = window.from === window.to ? `on ${window.to}` : `${window.from} to ${window.to}`;
  const { title = metric, decimals } = METRICS.get(metric) ?? {};
  // No sentence gives the direction here, so a change keeps its sign.
  const value = fact.value === null ? `unknown, ${fact.reason ?? "the export does not say"}` : formatFact(fact, undefined, false, decimals);
  return `${id} ${title}: ${value} (${subjectName(subject)}, ${when}; ${formula})`;
}
