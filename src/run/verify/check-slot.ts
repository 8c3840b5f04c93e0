import type { Fact } from "../../domain/facts/fact.ts";
import { stylesOf } from "../../domain/facts/format-value.ts";
import { directionProblem } from "./direction.ts";
import { labelProblem, namesMetric } from "./labels.ts";
import { asStyle } from "./render-template.ts";
import { subjectProblem, withoutNameStops } from "./subjects.ts";
import type { Slot } from "./template.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What is wrong with one `{F7|pct}` of a statement, in words for its author. */
export function checkSlot(masked: string, slot: Slot, facts: ReadonlyMap<string, Fact>, vocabulary: Vocabulary): string[] {
  const fact = facts.get(slot.id);
  if (fact === undefined) return [`there is no Fact ${slot.id}`];
  if (fact.value === null) return [`${fact.id} has no value${fact.reason === undefined ? "" : `: ${fact.reason}`}`];
  return [styleProblem(slot, fact), ...usageProblems(masked, slot.at, fact, vocabulary)].filter((problem) => problem !== undefined);
}

/** What is wrong with saying the value of `fact` at position `at`: its label, its direction, whom it is about. */
export function usageProblems(masked: string, at: number, fact: Fact, vocabulary: Vocabulary): string[] {
  const metric = vocabulary.metrics.get(fact.metric);
  if (metric === undefined) return [`there is no metric ${fact.metric}`];
  const stopless = withoutNameStops(masked, vocabulary.accounts);
  return [
    typeof fact.value === "string" && namesMetric(fact.value, metric) ? undefined : labelProblem(stopless, at, metric, vocabulary.metrics),
    metric.change === true && typeof fact.value === "number" ? directionProblem(stopless, at, fact.value) : undefined,
    subjectProblem(masked, at, fact, vocabulary.account, vocabulary.accounts),
  ].filter((problem) => problem !== undefined);
}

function styleProblem(slot: Slot, fact: Fact): string | undefined {
  if (slot.style === undefined) return undefined;
  const allowed = stylesOf(fact.unit);
  const style = asStyle(slot.style);
  return style !== undefined && allowed.includes(style)
    ? undefined
    : `"${slot.style}" does not suit a ${fact.unit}; it takes ${allowed.join(" or ")}`;
}
