import { compareText } from "../core/compare-text.ts";
import type { ReferenceEntry } from "./reference.ts";
import { isStopWord, wordsOf } from "./route/words.ts";

export interface ReferenceQuery {
  /** Only entries that name this intent. */
  readonly intent?: string | undefined;
  /** Words to rank by; without them entries come in their own order. */
  readonly text?: string | undefined;
  /** Only entries of this file; `patterns` and `patterns.md` are the same. */
  readonly file?: string | undefined;
}

/** The entries that fit best, at most `limit`; with a text only those that share a word with it. */
export function searchReferences(entries: readonly ReferenceEntry[], query: ReferenceQuery, limit: number): ReferenceEntry[] {
  const fitting = entries.filter((entry) => ofFile(entry, query.file) && ofIntent(entry, query.intent));
  const wanted = stemsOf(query.text ?? "");
  if (wanted.size === 0) return fitting.slice(0, limit);
  const stems = fitting.map(({ title, fields }) => ({ title: stemsOf(title), fields: Object.values(fields).map(stemsOf) }));
  const scored = fitting.map((entry, index) => {
    const own = stems[index];
    const points = [...wanted].reduce((sum, stem) => {
      const holders = stems.filter(({ title, fields }) => title.has(stem) || fields.some((field) => field.has(stem))).length;
      const weight = Math.log(1 + fitting.length / (1 + holders));
      // An entry that comes back to a word in several of its bullets is about it, title or not.
      const bullets = own?.fields.filter((field) => field.has(stem)).length ?? 0;
      return sum + weight * ((own?.title.has(stem) === true ? 2 : 0) + (bullets === 0 ? 0 : 0.7 + 0.3 * Math.min(4, bullets)));
    }, 0);
    return { entry, points };
  });
  return scored
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || compareText(a.entry.id, b.entry.id))
    .slice(0, limit)
    .map(({ entry }) => entry);
}

function ofFile(entry: ReferenceEntry, file: string | undefined): boolean {
  return file === undefined || entry.file === file || entry.file === `${file}.md`;
}

function ofIntent(entry: ReferenceEntry, intent: string | undefined): boolean {
  return intent === undefined || entry.intents.includes(intent);
}

function stemsOf(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !isStopWord(word))
      .map((word) => word.stem),
  );
}
