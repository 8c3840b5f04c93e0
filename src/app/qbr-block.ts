import type { Fact } from "../domain/facts/fact.ts";
import type { Audience, Block, KeyFigure, Tone } from "../reports/document.ts";
import { cite, resting, type Words, words } from "../reports/words.ts";
import type { Review } from "./qbr-review.ts";

/** A piece of a slide that a template may name. */
export interface ReviewBlock {
  readonly name: string;
  readonly audience: Audience;
  /** What it shows, for who writes a template. */
  readonly doc: string;
  readonly build: (review: Review) => readonly Block[];
}

/** A line that says what is not on record: shown, never silently left out. */
export function missing(sentence: Words): Block {
  return { kind: "callout", tone: "missing", words: sentence };
}

/** True where the blocks show nothing but what is missing. */
export function isEmpty(blocks: readonly Block[]): boolean {
  return blocks.every((block) => block.kind === "callout" && block.tone === "missing");
}

/** "up 12 %", "down 8 %", "unchanged", each resting on the Fact; undefined where there is no value. */
export function changeWords(change: Fact): Words | undefined {
  if (typeof change.value !== "number") return undefined;
  if (change.value === 0) return [resting("unchanged", change)];
  return words`${resting(change.value > 0 ? "up" : "down", change)} ${cite(change)}`;
}

/** A large number. Why there is none is told in the notes, with the exports' names: on a slide that a customer reads it says no more than that. */
export function figureOf(label: string, fact: Fact, note?: Words, tone?: Tone): KeyFigure {
  if (fact.value === null) return { label, value: [resting("not known", fact)], note: "the data at hand does not say", tone: "missing" };
  return { label, value: [cite(fact)], ...(note === undefined ? {} : { note }), ...(tone === undefined ? {} : { tone }) };
}

/** How a change is meant: a fall of a tenth or more of what should rise is bad. */
export function toneOf(change: Fact): Tone {
  if (typeof change.value !== "number") return "neutral";
  return change.value <= -0.1 ? "bad" : change.value >= 0.1 ? "good" : "neutral";
}

/** The value of a Fact where it is a number. */
export function numberOf(fact: Fact): number | null {
  return typeof fact.value === "number" ? fact.value : null;
}
