import { clean } from "../../core/text.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import { formatFact, STYLES, type Style } from "../../domain/facts/format-value.ts";
import type { Metric } from "../../domain/facts/metric.ts";
import { fillTemplate } from "./template.ts";

/**
 * The statement as printed: `logins fell {F7|pct}` → `logins fell 46 %`. A change is printed as a magnitude (the words
 * beside it give the direction). A slot whose Fact is unknown stays as written: verification reports it.
 */
export function renderTemplate(template: string, facts: ReadonlyMap<string, Fact>, metrics: ReadonlyMap<string, Metric>): string {
  return fillTemplate(template, (slot) => {
    const fact = facts.get(slot.id);
    return fact === undefined ? slot.raw : printFact(fact, metrics.get(fact.metric), slot.style);
  });
}

/** The value of a Fact as a statement prints it. */
export function printFact(fact: Fact, metric: Metric | undefined, style?: string): string {
  const change = metric?.change === true;
  const value = change && typeof fact.value === "number" ? Math.abs(fact.value) : fact.value;
  return clean(formatFact({ ...fact, value }, asStyle(style), change, metric?.decimals));
}

/** `text` as a style, or undefined where there is no such style. */
export function asStyle(text: string | undefined): Style | undefined {
  return STYLES.find((style) => style === text);
}
