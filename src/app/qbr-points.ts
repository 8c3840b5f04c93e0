import { compareText } from "../core/compare-text.ts";
import type { FindingKind } from "../domain/brief/brief.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { joinWords, resting, type Words } from "../reports/words.ts";
import type { DraftAction, KeyedTemplate } from "../run/analyst/draft.ts";
import { printFact } from "../run/verify/render-template.ts";
import { CUSTOMER_METRICS } from "./qbr-allowed.ts";
import type { Review } from "./qbr-review.ts";

/** A sentence of the playbook of points, with its values. */
export interface Point {
  readonly kind: FindingKind;
  readonly words: Words;
}

/** The findings that this audience may read, in the playbook's order of gravity. One that rests on an internal figure is not for customers. */
export function pointsOf(review: Review): Point[] {
  return review.points.findings
    .filter(({ facts }) => mayRead(review, facts))
    .map(({ kind, template }) => ({ kind, words: spoken(template, review) }));
}

/** The steps that this audience may read, the first due first. */
export function stepsOf(review: Review): { readonly action: DraftAction; readonly words: Words }[] {
  return review.points.actions
    .filter(({ why, template }) => mayRead(review, [...why, ...keysIn(template)]))
    .map((action, index) => ({ action, index }))
    .sort((a, b) => compareText(a.action.due, b.action.due) || a.index - b.index)
    .map(({ action }) => ({ action, words: spoken(action.template, review) }));
}

/** The headline, where this audience may read it. */
export function headlineOf(review: Review): Words | undefined {
  const { headline } = review.points;
  return mayRead(review, keysIn(headline)) ? spoken(headline, review) : undefined;
}

/** Who holds a role: the name where the book knows it, else the role in words. */
export function holderOf(role: string, { fact, company }: Review): string {
  const name = role.startsWith("customer-success") ? fact("csm_name").value : null;
  return typeof name === "string" ? name : `${company === "" ? "" : `${company} `}${role.replaceAll("-", " ")}`;
}

/** True where every one of these measurements may be read by the review's audience. */
export function mayRead({ audience, factOf }: Review, keys: readonly string[]): boolean {
  return audience === "internal" || keys.every((key) => CUSTOMER_METRICS.has(factOf(key)?.metric ?? ""));
}

const SLOT = /\{#([0-9a-f]+)(?:\|([a-z]+))?\}/g;

/** The keys in a template's slots, in order. */
export function keysIn(template: KeyedTemplate): string[] {
  return [...template.matchAll(SLOT)].map(([, key = ""]) => key);
}

/** The sentence with its slots filled; every value knows its Fact. */
function spoken(template: KeyedTemplate, { factOf }: Review): Words {
  const pieces: (string | Words)[] = [];
  let at = 0;
  for (const match of template.matchAll(SLOT)) {
    const [whole, key = "", style] = match;
    const fact: Fact | undefined = factOf(key);
    pieces.push(
      template.slice(at, match.index),
      fact === undefined ? "unknown" : [resting(printFact(fact, METRICS.get(fact.metric), style), fact)],
    );
    at = match.index + whole.length;
  }
  return joinWords([...pieces, template.slice(at)]);
}
