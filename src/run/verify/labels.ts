import type { Metric } from "../../domain/facts/metric.ts";
import { clauseAt, sentenceAt, type Span } from "./clauses.ts";
import { occurrences, tokensOf, type Occurrence } from "./word-forms.ts";

/**
 * Why the words around position `at` do not say what `metric` measures; undefined where they do.
 * The clause decides: a clause that names only another metric of the same unit is a wrong label, even where the right
 * word stands elsewhere in the sentence ("tickets fell {logins}, logins rose {tickets}").
 */
export function labelProblem(text: string, at: number, metric: Metric, metrics: ReadonlyMap<string, Metric>): string | undefined {
  // A name needs no label: it speaks for itself.
  if (metric.words.length === 0) return undefined;
  const rivals = [...metrics.values()].filter((other) => other.name !== metric.name && other.unit === metric.unit);
  const clause = labelsIn(text, clauseAt(text, at), metric, rivals);
  if (clause.own) return undefined;
  const other = clause.rival;
  if (other !== undefined) return `this is "${metric.title}", not "${other}"`;
  if (labelsIn(text, sentenceAt(text, at), metric, rivals).own) return undefined;
  return `this is "${metric.title}", and the sentence calls it none of: ${metric.words.join(", ")}`;
}

/** True where one of the metric's words stands in `text`. */
export function namesMetric(text: string, metric: Metric): boolean {
  const tokens = tokensOf(text);
  return metric.words.some((word) => occurrences(tokens, word).length > 0);
}

function labelsIn(text: string, span: Span, metric: Metric, rivals: readonly Metric[]): { own: boolean; rival: string | undefined } {
  const tokens = tokensOf(text.slice(span.from, span.to));
  const own = metric.words.flatMap((word) => occurrences(tokens, word));
  const others = rivals.flatMap((rival) =>
    rival.words
      .filter((word) => !metric.words.includes(word))
      .flatMap((word) => occurrences(tokens, word).map((place) => ({ ...place, word }))),
  );
  // "ARR at risk" is not the metric that may be called "ARR": the longer name has taken the word.
  const free = own.filter((place) => !others.some((other) => holds(other, place)));
  return { own: free.length > 0, rival: others[0]?.word };
}

function holds(outer: Occurrence, inner: Occurrence): boolean {
  return outer.at <= inner.at && inner.to <= outer.to && outer.to - outer.at > inner.to - inner.at;
}
