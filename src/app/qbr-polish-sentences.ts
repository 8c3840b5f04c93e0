import type { Fact } from "../domain/facts/fact.ts";
import type { KeyedTemplate } from "../run/analyst/draft.ts";
import { keysIn, mayRead } from "./qbr-points.ts";
import type { PolishSentence } from "./qbr-polish-request.ts";
import type { Review } from "./qbr-review.ts";

/** The sentences of a review that may be worded better, and the way back into it. */
export interface Polishable {
  readonly sentences: readonly PolishSentence[];
  /** The Facts that they cite, by id. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** The review with other wordings, by the ids of the sentences. Everything else is as it was: steps, owners, tables, charts. */
  worded(wordings: ReadonlyMap<string, string>): Review;
}

const KEYED = /\{#([0-9a-f]+)((?:\|[a-z]+)?)\}/gu;
const NUMBERED = /\{(F\d+)((?:\|[a-z]+)?)\}/gu;

/** Headline and findings that the audience of the review may read, with Fact ids in their slots; the order is the review's. */
export function polishable(review: Review): Polishable {
  const { points, factOf } = review;
  const facts = new Map<string, Fact>();
  const keys = new Map<string, string>();
  const sentenceOf = (id: string, template: KeyedTemplate): PolishSentence[] => {
    const cited = keysIn(template).map((key) => factOf(key));
    // A sentence that prints "unknown" is about what is missing: it stays as it is.
    if (cited.some((fact) => fact === undefined || fact.value === null)) return [];
    for (const fact of cited) {
      if (fact === undefined) continue;
      facts.set(fact.id, fact);
      keys.set(fact.id, fact.key);
    }
    return [{ id, template: template.replaceAll(KEYED, (_, key: string, style: string) => `{${factOf(key)?.id ?? ""}${style}}`) }];
  };
  const headline = mayRead(review, keysIn(points.headline)) ? sentenceOf("headline", points.headline) : [];
  const narrative = points.findings.flatMap((finding, index) =>
    mayRead(review, [...finding.facts, ...keysIn(finding.template)]) ? sentenceOf(idOf(index), finding.template) : [],
  );
  const keyed = (template: string): KeyedTemplate =>
    template.replaceAll(NUMBERED, (_, id: string, style: string) => `{#${keys.get(id) ?? ""}${style}}`);
  return {
    sentences: [...headline, ...narrative],
    facts,
    worded: (wordings) => {
      const wordingOf = (id: string, own: KeyedTemplate): KeyedTemplate => {
        const wording = wordings.get(id);
        return wording === undefined ? own : keyed(wording);
      };
      return {
        ...review,
        points: {
          ...points,
          headline: wordingOf("headline", points.headline),
          findings: points.findings.map((finding, index) => ({ ...finding, template: wordingOf(idOf(index), finding.template) })),
        },
      };
    },
  };
}

function idOf(index: number): string {
  return `narrative-${index + 1}`;
}
