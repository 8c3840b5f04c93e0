/** A passage in quotation marks. */
export interface Quote {
  readonly text: string;
  readonly at: number;
  readonly to: number;
}

const QUOTED = /"([^"\n]+)"|“([^”\n]+)”|«([^»\n]+)»|„([^“”\n]+)[“”]|‘([^’\n]{3,})’(?!\p{L})/gu;

/** The quoted passages of `text`. An apostrophe opens none. */
export function quotesIn(text: string): Quote[] {
  return [...text.matchAll(QUOTED)].map((match) => ({
    text: match.slice(1).find((group) => group !== undefined) ?? "",
    at: match.index,
    to: match.index + match[0].length,
  }));
}

/** True where the passage stands word for word in one of `texts`; "…" may leave words out, in order. */
export function isVerbatim(passage: string, texts: readonly string[]): boolean {
  const parts = flat(passage)
    .split(/\s*(?:…|\.\.\.|\[\.\.\.\])\s*/u)
    .map((part) => part.replace(/[.,;:!?]+$/u, ""))
    .filter((part) => part !== "");
  return parts.length > 0 && texts.some((text) => holdsInOrder(flat(text), parts));
}

function holdsInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const found = text.indexOf(part, from);
    if (found < 0 || cutsWord(text, found, found + part.length)) return false;
    from = found + part.length;
  }
  return true;
}

function cutsWord(text: string, from: number, to: number): boolean {
  const inWord = /[\p{L}\p{N}]{2}/u;
  return inWord.test(text.slice(Math.max(0, from - 1), from + 1)) || inWord.test(text.slice(to - 1, to + 1));
}

function flat(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[“”„«»]/gu, '"')
    .replaceAll(/[‘’]/gu, "'")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
