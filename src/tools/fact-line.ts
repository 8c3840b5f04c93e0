import { clean } from "../core/text.ts";
import { subjectName, type Fact } from "../domain/facts/fact.ts";
import { formatFact, stylesOf } from "../domain/facts/format-value.ts";
import type { Metric } from "../domain/facts/metric.ts";
import { factTitle } from "../domain/facts/true-days.ts";
import { defused } from "./fence.ts";

/** One Fact for the model: how to cite it, its value, what it may be called, and which way a change went. */
export function factLine(fact: Fact, metric: Metric | undefined): string {
  const value = fact.value === null ? `unknown (${fact.reason ?? "no data"})` : defused(formatFact(fact));
  const change =
    metric?.change === true && typeof fact.value === "number"
      ? `, a change: it ${fact.value < 0 ? "fell" : fact.value > 0 ? "rose" : "did not change"}`
      : "";
  const words = metric === undefined ? "" : `; call it: ${metric.words.join(", ")}`;
  return clean(
    `{${fact.id}|${stylesOf(fact.unit)[0] ?? "text"}} ${factTitle(fact, metric)} (${fact.metric}) of ${subjectName(fact.subject)} = ${value}${change}, ${fact.window.from} to ${fact.window.to}${words}`,
  );
}
