import type { TicketReader } from "./reader.ts";

/** The cue lists by whose words people say how they feel about a fault, not what it is. */
export const VENTING = ["complaint_mark", "venting"];

/**
 * The text without the sentences in which somebody vents; the text itself where there is none, or nothing else. The learnt urgency of "All tills
 * are down." must not fall because "This is ridiculous." stands behind it. Overwrites the reader's reading.
 */
export function withoutVenting(reader: TicketReader, text: string): string {
  const places = VENTING.map((name) => reader.cueNames.indexOf(name));
  const sentences = text.split(/(?<=[.!?])\s+|\n+/);
  const isCalm = (sentence: string): boolean => {
    const { told } = reader.read("", sentence);
    return places.every((place) => (told[place] ?? 0) === 0);
  };
  const calm = sentences.filter(isCalm).join(" ");
  return calm.trim() === "" || calm.length === text.length ? text : calm;
}
