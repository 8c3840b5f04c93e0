import { type Phrase, phraseOf, type PhraseTable } from "./phrases.ts";
import { openTable, packTable } from "./text-table.ts";

/**
 * Thousands of phrases in two packed tables: under the first stem or beginning, `stems behind it:place of its meaning;…`, the place to base
 * 36; unpacked when looked up.
 */
export interface PackedPhrases {
  readonly meanings: readonly string[];
  readonly stems: string;
  readonly starts: string;
}

/** Packs the phrases of every meaning, in the order of the lists. */
export function packPhrases(lists: Readonly<Record<string, readonly string[]>>): PackedPhrases {
  const packed = { stems: new Map<string, Set<string>>(), starts: new Map<string, Set<string>>() };
  const meanings = Object.keys(lists);
  for (const [place, means] of meanings.entries()) {
    for (const { stems } of (lists[means] ?? []).flatMap((text) => phraseOf(text, means))) {
      const first = stems[0] ?? "";
      const [table, key] = first.endsWith("*") ? [packed.starts, first.slice(0, -1)] : [packed.stems, first];
      const lines = table.get(key) ?? new Set<string>();
      table.set(key, lines.add(`${stems.slice(1).join(" ")}:${place.toString(36)}`));
    }
  }
  const joined = (table: ReadonlyMap<string, ReadonlySet<string>>): string =>
    packTable([...table].map(([key, lines]) => [key, [...lines].join(";")] as const));
  return { meanings, stems: joined(packed.stems), starts: joined(packed.starts) };
}

/** A table of packed phrases. */
export function openPhrases({ meanings, stems, starts }: PackedPhrases): PhraseTable<string> {
  return { byStem: unpacker(stems, "", meanings), byStart: unpacker(starts, "*", meanings), hasStarts: starts.length > EMPTY };
}

function unpacker(packed: string, ending: "" | "*", meanings: readonly string[]): (key: string) => readonly Phrase<string>[] {
  const lookUp = openTable(packed, (lines, key) => lines.split(";").map((line) => phraseFrom(`${key}${ending}`, line, meanings)));
  return (key) => lookUp(key) ?? NONE;
}

/** Length of a packed table without rows. */
const EMPTY = 1;

const NONE: readonly Phrase<string>[] = [];

function phraseFrom(first: string, line: string, meanings: readonly string[]): Phrase<string> {
  const [further = "", place = ""] = line.split(":");
  const stems = further === "" ? [first] : [first, ...further.split(" ")];
  return { stems, written: stems.join(" "), means: meanings[Number.parseInt(place, 36)] ?? "" };
}
