import { type Phrase, phraseOf, type PhraseTable } from "./phrases.ts";

/** Thousands of phrases as JSON can hold them: under the first stem or beginning, `stems TAB meaning` a line; unpacked when looked up. */
export interface PackedPhrases {
  readonly stems: Readonly<Record<string, string>>;
  readonly starts: Readonly<Record<string, string>>;
}

/** Packs the phrases of every meaning, in the order of the lists. */
export function packPhrases(lists: Readonly<Record<string, readonly string[]>>): PackedPhrases {
  const packed = { stems: new Map<string, Set<string>>(), starts: new Map<string, Set<string>>() };
  for (const [means, texts] of Object.entries(lists)) {
    for (const { stems } of texts.flatMap((text) => phraseOf(text, means))) {
      const first = stems[0] ?? "";
      const [table, key] = first.endsWith("*") ? [packed.starts, first.slice(0, -1)] : [packed.stems, first];
      const lines = table.get(key) ?? new Set<string>();
      table.set(key, lines.add(`${stems.join(" ")}\t${means}`));
    }
  }
  const joined = (table: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string> =>
    Object.fromEntries([...table].map(([key, lines]) => [key, [...lines].join("\n")]));
  return { stems: joined(packed.stems), starts: joined(packed.starts) };
}

/** A table of packed phrases. */
export function openPhrases({ stems, starts }: PackedPhrases): PhraseTable<string> {
  return { byStem: unpacker(stems), byStart: unpacker(starts), hasStarts: true };
}

function unpacker(packed: Readonly<Record<string, string>>): (key: string) => readonly Phrase<string>[] {
  const unpacked = new Map<string, readonly Phrase<string>[]>();
  return (key) => {
    if (!Object.hasOwn(packed, key)) return NONE;
    const known = unpacked.get(key) ?? (packed[key] ?? "").split("\n").map(phraseFrom);
    unpacked.set(key, known);
    return known;
  };
}

const NONE: readonly Phrase<string>[] = [];

function phraseFrom(line: string): Phrase<string> {
  const [stems = "", means = ""] = line.split("\t");
  return { stems: stems.split(" "), written: stems, means };
}
