import { compareText } from "../../core/compare-text.ts";
import { shortened } from "../../core/text.ts";
import { foldText } from "../text/fold-text.ts";

const LONGEST = 90;
const WORD = /[\p{L}\p{N}]+/gu;

/** The subject that best stands for all: its words are those that most subjects have. Of equals the most frequent, then the first by letters. */
export function patternTitle(tickets: readonly { readonly subject: string; readonly body: string }[]): string {
  const subjects = tickets.map(({ subject, body }) => short(subject.trim() === "" ? body : subject)).filter((text) => text !== "");
  const times = new Map<string, number>();
  for (const subject of subjects) times.set(subject, (times.get(subject) ?? 0) + 1);
  const spread = new Map<string, number>();
  for (const [subject, count] of times) for (const word of wordsOf(subject)) spread.set(word, (spread.get(word) ?? 0) + count);
  const scored = [...times].map(([subject, count]) => {
    const words = [...wordsOf(subject)];
    const shared = words.reduce((sum, word) => sum + (spread.get(word) ?? 0), 0);
    return { subject, count, score: shared / (words.length + EVEN) };
  });
  scored.sort((a, b) => b.score - a.score || b.count - a.count || compareText(a.subject, b.subject));
  return scored[0]?.subject ?? "without words";
}

/** Keeps one-word subjects from winning by their one word. */
const EVEN = 2;

function wordsOf(text: string): Set<string> {
  return new Set((foldText(text).match(WORD) ?? []).filter((word) => word.length > 2));
}

function short(text: string): string {
  return shortened(text.replaceAll(/\s+/g, " ").trim(), LONGEST);
}
