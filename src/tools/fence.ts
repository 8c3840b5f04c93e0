import { clean } from "../core/text.ts";

const INVISIBLE = /[\u00AD\u180E\u200B-\u200D\u2060-\u2064\u{E0000}-\u{E007F}]/gu;
const TAG_LOOK_ALIKE = /[<＜﹤‹〈⟨](?=\s*[/／⁄∕]?\s*data\b)/giu;

/**
 * Text from tickets, files and other outside sources, marked as data. Whatever could pass for the end of the mark, or
 * hide from a reader, is taken out.
 */
export function fence(source: string, text: string): string {
  return `<data source="${clean(source)
    .replaceAll(/["<>\n]/gu, " ")
    .slice(0, 120)}">\n${defused(text)}\n</data>`;
}

/** The text as it stands inside a fence; quotes are checked against this form too. */
export function defused(text: string): string {
  return clean(text).replaceAll(INVISIBLE, "").replaceAll(TAG_LOOK_ALIKE, "(");
}
