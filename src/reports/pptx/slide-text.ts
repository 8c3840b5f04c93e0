import { clean } from "../../core/text.ts";

/** On every machine that opens presentations, or has a twin of the same widths there (Liberation Sans). */
export const FONT = "Arial";

/** A colour as PowerPoint writes it. */
export function hex(colour: string): string {
  return colour.replace("#", "").toUpperCase();
}

/** Text from anywhere as one paragraph: control characters would make the file unreadable. */
export function shown(text: string): string {
  return clean(text)
    .replaceAll(/[\s\u2028\u2029]+/g, " ")
    .replaceAll(/[\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "");
}

/** Whether a text is written from right to left: its first letter with a direction decides. */
export function isRtl(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(first);
}
