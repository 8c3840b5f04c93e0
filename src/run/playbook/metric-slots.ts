/** One `{metric|style}` of a playbook's sentence. */
export interface MetricSlot {
  readonly raw: string;
  readonly metric: string;
  readonly style: string | undefined;
}

const SLOT = /\{([a-z][a-z0-9_]*)(?:\|([a-z]+))?\}/g;

/** Names that stand for words, not for a metric. */
export const WORD_SLOTS = ["causes", "listed", "asked", "asked_title", "asked_formula", "asked_time", "period", "period_end"] as const;

/** True for a name that stands for words. */
export function isWordSlot(name: string): boolean {
  return WORD_SLOTS.some((word) => word === name);
}

/** The metric slots of a sentence, in order. */
export function metricSlots(sentence: string): MetricSlot[] {
  return [...sentence.matchAll(SLOT)]
    .map((match) => ({ raw: match[0], metric: match[1] ?? "", style: match[2] }))
    .filter((slot) => !isWordSlot(slot.metric));
}

/** The sentence with each slot replaced: `replace` gets the name and the style. */
export function fillSlots(sentence: string, replace: (name: string, style: string | undefined, raw: string) => string): string {
  return sentence.replaceAll(SLOT, (raw: string, name: string, style: string | undefined) => replace(name, style, raw));
}
