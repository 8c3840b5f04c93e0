import { clean } from "../../core/text.ts";

/** One `{F7|pct}` of a statement, by its position in the masked text. */
export interface Slot {
  readonly at: number;
  readonly raw: string;
  readonly id: string;
  readonly style: string | undefined;
}

/** A statement with each slot reduced to one character, so that what remains is the author's own words. */
export interface Template {
  readonly masked: string;
  readonly slots: readonly Slot[];
}

/** Stands for a slot in masked text; it occurs in no language. */
export const SLOT = "\uFFFC";

const SLOT_PATTERN = /\{(F\d+)(?:\|([^{}|]*))?\}/gu;

/** Parses a statement. Full-width digits, ligatures and fraction signs are folded, so that no claim hides behind them. */
export function parseTemplate(template: string): Template {
  const source = clean(template).replaceAll(SLOT, "").normalize("NFKC");
  const slots: Slot[] = [];
  let masked = "";
  let end = 0;
  for (const match of source.matchAll(SLOT_PATTERN)) {
    masked += source.slice(end, match.index);
    slots.push({ at: masked.length, raw: match[0], id: match[1] ?? "", style: match[2]?.trim() });
    masked += SLOT;
    end = match.index + match[0].length;
  }
  return { masked: masked + source.slice(end), slots };
}

/** Ids of the Facts that a statement prints, in order, each once. */
export function citedIn(template: string): string[] {
  return [...new Set(parseTemplate(template).slots.map((slot) => slot.id))];
}

/** `template` with every slot replaced by what `print` gives for it. A name's own full stop ("Inc.") also ends the sentence. */
export function fillTemplate(template: string, print: (slot: Slot) => string): string {
  return clean(template).replaceAll(SLOT_PATTERN, (raw: string, id: string, style: string | undefined, at: number, all: string) => {
    const printed = print({ at, raw, id, style: style?.trim() });
    return all[at + raw.length] === "." ? printed.replace(/\.$/, "") : printed;
  });
}
