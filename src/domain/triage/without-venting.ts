import type { TicketReader } from "./reader.ts";

/** The cue lists by whose words people say how they feel about a fault, not what it is. */
export const VENTING = ["complaint_mark", "venting"];

/** Of a rant of many sentences, so many are left out one at a time. */
const MOST_ALONE = 4;

/**
 * The text without the sentences in which somebody vents: without all of them, and without each alone, since one may say more than anger. None
 * where there is no such sentence, or nothing else. The learnt urgency of "All tills are down." must not fall because "This is ridiculous."
 * stands behind it. Overwrites the reader's reading.
 */
export function withoutVenting(reader: TicketReader, text: string): string[] {
  const places = VENTING.map((name) => reader.cueNames.indexOf(name));
  const sentences = text.split(/(?<=[.!?])\s+|\n+/);
  const isCalm = (sentence: string): boolean => {
    const { told } = reader.read("", sentence);
    return places.every((place) => (told[place] ?? 0) === 0);
  };
  const vented = new Set([...sentences.keys()].filter((at) => !isCalm(sentences[at] ?? "")));
  const calm = textWithout(sentences, vented);
  if (vented.size === 0 || calm === "") return [];
  if (vented.size === 1) return [calm];
  return [calm, ...[...vented].slice(0, MOST_ALONE).map((at) => textWithout(sentences, new Set([at])))];
}

function textWithout(sentences: readonly string[], left: ReadonlySet<number>): string {
  return sentences
    .filter((_, at) => !left.has(at))
    .join(" ")
    .trim();
}
