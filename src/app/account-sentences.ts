import type { Fact } from "../domain/facts/fact.ts";
import { STYLES } from "../domain/facts/format-value.ts";
import { cite, joinWords, type Words } from "../reports/words.ts";
import type { KeyedTemplate } from "../run/analyst/draft.ts";

const SLOT = /\{#([0-9a-f]+)(?:\|([a-z]+))?\}/g;

/** The keys of the measurements that a sentence prints, in order. */
export function keysIn(template: KeyedTemplate): string[] {
  return [...template.matchAll(SLOT)].map(([, key = ""]) => key);
}

/** The sentence with its slots filled; every value knows its Fact. A slot without a Fact prints as "unknown". */
export function spoken(template: KeyedTemplate, factOf: (key: string) => Fact | undefined): Words {
  const pieces: (string | Words)[] = [];
  let at = 0;
  for (const match of template.matchAll(SLOT)) {
    const [whole, key = "", style] = match;
    const fact = factOf(key);
    const known = STYLES.find((one) => one === style);
    pieces.push(template.slice(at, match.index), fact === undefined ? "unknown" : [cite(fact, known)]);
    at = match.index + whole.length;
  }
  return joinWords([...pieces, template.slice(at)]);
}
