/** Names that must not be read by others. */
export interface NameFinder {
  /** Whether the text has one of them. */
  holds(text: string): boolean;
  /** The text with `mark` in the place of each. */
  hidden(text: string, mark: string): string;
}

/** Shorter ones are too often part of something else. */
const SHORTEST = 3;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Finds whole names in texts, however they are capitalised; of several at one place the longest. The time it takes grows with the text and
 * hardly with the number of names.
 */
export function nameFinder(names: readonly string[]): NameFinder {
  const byWord = new Map<string, Set<string>>();
  for (const given of names) {
    const name = lowered(given.trim());
    const [first] = name.match(WORD) ?? [];
    if (first === undefined || name.length < SHORTEST) continue;
    const own = byWord.get(first);
    // From the first word on: what stands before it is no letter, and need not be there.
    const from = name.slice(name.indexOf(first));
    if (own === undefined) byWord.set(first, new Set([from]));
    else own.add(from);
  }
  const spans = (text: string): Span[] => spansIn(text, byWord);
  return {
    holds: (text) => spans(text).length > 0,
    hidden: (text, mark) =>
      spans(text)
        .reverse()
        .reduce((left, { from, to }) => `${left.slice(0, from)}${mark}${left.slice(to)}`, text),
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spansIn(text: string, byWord: ReadonlyMap<string, ReadonlySet<string>>): Span[] {
  const low = lowered(text);
  const spans: Span[] = [];
  for (const { 0: word, index } of low.matchAll(WORD)) {
    if (index < (spans.at(-1)?.to ?? 0)) continue;
    const found = [...(byWord.get(word) ?? [])].filter((name) => low.startsWith(name, index) && endsWord(low, index + name.length));
    if (found.length > 0) spans.push({ from: index, to: index + Math.max(...found.map(({ length }) => length)) });
  }
  return spans;
}

function endsWord(text: string, at: number): boolean {
  return !/^[\p{L}\p{N}]/u.test(text.slice(at, at + 2)) || !/[\p{L}\p{N}]$/u.test(text.slice(0, at).slice(-2));
}

/** In lower case where that leaves every letter in its place. */
function lowered(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text;
}
