import type { Measurement } from "../../domain/facts/fact.ts";
import type { Draft, KeyedTemplate } from "../analyst/draft.ts";

/** Values that are a score's, or the words of one: the model's name follows these at once. */
const OF_A_SCORE: ReadonlySet<string> = new Set(["score", "tier", "points"]);
const SLOT = /\{#([0-9a-f]+)(?:\|[a-z]+)?\}/gu;

/**
 * The draft whose first sentence with a score names the health model, for an answer that scores by another model than the workspace's
 * lists: the same account may have another colour there. A sentence that prints the model's name already stays as it is.
 */
export function nameHealthModel(draft: Draft, model: string): Draft {
  const scoredIn = (template: KeyedTemplate): Slot[] => scoredSlots(template, draft.measurements);
  if (scoredIn(draft.headline).length > 0) return { ...draft, headline: named(draft.headline, scoredIn(draft.headline), model) };
  const first = draft.findings.find(({ template }) => scoredIn(template).length > 0);
  return {
    ...draft,
    findings: draft.findings.map((found) =>
      found === first ? { ...found, template: named(found.template, scoredIn(found.template), model) } : found,
    ),
  };
}

interface Slot {
  readonly to: number;
  readonly measurement: Measurement;
}

function scoredSlots(template: KeyedTemplate, measurements: Draft["measurements"]): Slot[] {
  return [...template.matchAll(SLOT)].flatMap((match) => {
    const measurement = measurements.get(match[1] ?? "");
    return measurement?.source.params["health"] === undefined ? [] : [{ to: match.index + match[0].length, measurement }];
  });
}

function named(template: KeyedTemplate, slots: readonly Slot[], model: string): KeyedTemplate {
  if (slots.some(({ measurement }) => measurement.metric === "health_model")) return template;
  const score = slots.findLast(({ measurement }) => OF_A_SCORE.has(measurement.unit));
  const at = score?.to ?? template.replace(/[.!?]+$/u, "").length;
  return `${template.slice(0, at)} (model ${model})${template.slice(at)}`;
}
