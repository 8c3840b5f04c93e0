import type { Fact } from "../domain/facts/fact.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { joinWords, resting, type Words } from "../reports/words.ts";
import type { KeyedTemplate } from "../run/analyst/draft.ts";
import { printFact } from "../run/verify/render-template.ts";

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
    // Printed as a statement prints it: a change without its sign, which the words beside it give.
    const value = fact === undefined ? "unknown" : [resting(printFact(fact, METRICS.get(fact.metric), style), fact)];
    pieces.push(template.slice(at, match.index), value);
    at = match.index + whole.length;
  }
  return joinWords([...pieces, template.slice(at)]);
}
