import { DATE_WORDS } from "./deadlines.ts";
import { GROUP } from "./groups.ts";
import { type Phrase, stemsOf } from "./phrase-index.ts";
import type { TriageKnowledge } from "./taxonomy.ts";

/** A narrow gap's `target` is capability × this + its place. */
export const GAPS_EACH = 64;

/** Every phrase of the knowledge as the index wants it. A phrase weighs more the fewer capabilities use it and the more words it has. */
export function knowledgePhrases({ capabilities, cues, sentiment }: TriageKnowledge): Phrase[] {
  const phrases: Phrase[] = [];
  const users = new Map<string, Set<number>>();
  const claim = (text: string, target: number): void => {
    const key = stemsOf(text).join(" ");
    users.set(key, (users.get(key) ?? new Set()).add(target));
  };
  for (const [target, { phrases: own, gaps }] of capabilities.entries())
    for (const text of [...own, ...gaps.flatMap((gap) => gap.phrases)]) claim(text, target);
  const weigh = (text: string): number => {
    const stems = stemsOf(text);
    return (1 + 0.6 * (Math.min(4, stems.length) - 1)) / (users.get(stems.join(" "))?.size ?? 1);
  };
  for (const [target, { phrases: own, gaps, not, sure }] of capabilities.entries()) {
    const told = new Set<string>();
    for (const text of [...own, ...gaps.flatMap((gap) => gap.phrases)]) {
      const key = stemsOf(text).join(" ");
      if (told.has(key)) continue;
      told.add(key);
      phrases.push({ text, group: GROUP.capability, target, weight: weigh(text) });
    }
    for (const [place, gap] of gaps.entries())
      for (const text of gap.phrases) phrases.push({ text, group: GROUP.gap, target: target * GAPS_EACH + place, weight: weigh(text) });
    for (const text of sure) phrases.push({ text, group: GROUP.sure, target, weight: 0 });
    for (const text of not) phrases.push({ text, group: GROUP.not, target, weight: 1.5 });
  }
  for (const [target, texts] of [...cues.values()].entries())
    for (const text of texts) phrases.push({ text, group: GROUP.cue, target, weight: 1 });
  for (const [strength, texts] of sentiment.words)
    for (const text of texts) phrases.push({ text, group: GROUP.feeling, target: 0, weight: strength });
  const lists = [
    [sentiment.negations, GROUP.negation],
    [sentiment.intensifiers, GROUP.intensifier],
    [sentiment.softeners, GROUP.softener],
    [sentiment.turns, GROUP.turn],
    [sentiment.neutral, GROUP.neutral],
    [sentiment.sarcasm, GROUP.sarcasm],
    [DATE_WORDS, GROUP.dateWord],
  ] as const;
  for (const [texts, group] of lists) for (const text of texts) phrases.push({ text, group, target: 0, weight: 0 });
  return phrases;
}
