import { type Phrase, phraseOf, type PhraseTable } from "./phrases.ts";
import { openTable, packTable } from "./text-table.ts";

/** Thousands of phrases in two packed tables: under the first stem or beginning, `stems behind it:meaning;…`; unpacked when looked up. */
export interface PackedPhrases {
  readonly stems: string;
  readonly starts: string;
}

/** Packs the phrases of every meaning, in the order of the lists. */
export function packPhrases(lists: Readonly<Record<string, readonly string[]>>): PackedPhrases {
  const packed = { stems: new Map<string, Set<string>>(), starts: new Map<string, Set<string>>() };
  for (const [means, texts] of Object.entries(lists)) {
    for (const { stems } of texts.flatMap((text) => phraseOf(text, means))) {
      const first = stems[0] ?? "";
      const [table, key] = first.endsWith("*") ? [packed.starts, first.slice(0, -1)] : [packed.stems, first];
      const lines = table.get(key) ?? new Set<string>();
      table.set(key, lines.add(`${stems.slice(1).join(" ")}:${escaped(means)}`));
    }
  }
  const joined = (table: ReadonlyMap<string, ReadonlySet<string>>): string =>
    packTable([...table].map(([key, lines]) => [key, [...lines].join(";")] as const));
  return { stems: joined(packed.stems), starts: joined(packed.starts) };
}

/** A table of packed phrases. */
export function openPhrases({ stems, starts }: PackedPhrases): PhraseTable<string> {
  return { byStem: unpacker(stems, ""), byStart: unpacker(starts, "*"), hasStarts: starts.length > EMPTY };
}

function unpacker(packed: string, ending: "" | "*"): (key: string) => readonly Phrase<string>[] {
  const lookUp = openTable(packed, (lines, key) => lines.split(";").map((line) => phraseFrom(`${key}${ending}`, line)));
  return (key) => lookUp(key) ?? NONE;
}

/** Length of a packed table without rows. */
const EMPTY = 1;

const NONE: readonly Phrase<string>[] = [];

function phraseFrom(first: string, line: string): Phrase<string> {
  const [further = "", means = ""] = line.split(":");
  const stems = further === "" ? [first] : [first, ...further.split(" ")];
  return { stems, written: stems.join(" "), means: means.includes("%") ? decodeURIComponent(means) : means };
}

/** A meaning is a user's own words. */
function escaped(means: string): string {
  return means.replaceAll(/[%|=;:]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
