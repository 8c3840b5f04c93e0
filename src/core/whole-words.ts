/** Matches `text`, in any case, where it stands by itself and is not a part of a longer word. */
export function wholeWords(text: string, flags: "iu" | "giu" = "iu"): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${literally(text)}(?![\\p{L}\\p{N}])`, flags);
}

/** What stands in a regular expression for `text` and nothing else. */
export function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
