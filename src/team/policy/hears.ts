import type { CharterRule } from "../charter.ts";
import { phraseMatches, phraseTable } from "../route/phrases.ts";
import { wordsOf } from "../route/words.ts";

/** A phrase of a rule that stands in a text. */
export interface Heard {
  readonly rule: CharterRule;
  readonly phrase: string;
  /** How many words of the phrase there are: longer ones say more surely what is meant. */
  readonly words: number;
}

/** The rules that a text is about, by their "Heard as" phrases, each once with its longest phrase; longest first, then in the charter's order. */
export function hears(text: string, rules: readonly CharterRule[]): Heard[] {
  const table = phraseTable(rules.flatMap((rule) => rule.heardAs.map((phrase) => ({ text: phrase, means: rule }))));
  const best = new Map<CharterRule, Heard>();
  for (const { phrase } of phraseMatches(wordsOf(text), table)) {
    const heard: Heard = { rule: phrase.means, phrase: phrase.written, words: phrase.stems.length };
    if (heard.words > (best.get(heard.rule)?.words ?? 0)) best.set(heard.rule, heard);
  }
  return [...best.values()].sort((a, b) => b.words - a.words || rules.indexOf(a.rule) - rules.indexOf(b.rule));
}
