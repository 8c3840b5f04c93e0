const VOWEL = /[aeiouy]/;

/**
 * A word's light stem, so that its usual English forms meet: renew, renewal, renewing, renewals; churn, churned, churning. For comparing
 * words only, not for printing. The word must be lower case and free of accents.
 */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  return bare(derived(inflected(plural(word))));
}

function plural(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

function inflected(word: string): string {
  for (const ending of ["ing", "ed"]) {
    const root = word.slice(0, -ending.length);
    if (word.endsWith(ending) && root.length > 2 && VOWEL.test(root)) return root.replace(/([bdgmnprt])\1$/, "$1");
  }
  return word;
}

function derived(word: string): string {
  const root =
    /^(.{4,})(?:ments?|ness)$/.exec(word)?.[1] ??
    /^(.{5,})al$/.exec(word)?.[1] ??
    /^(.{4,}[st])ion$/.exec(word)?.[1] ??
    /^(.{4,})ly$/.exec(word)?.[1];
  return root ?? word;
}

function bare(word: string): string {
  return word.length > 4 ? word.replace(/e$/, "").replace(/y$/, "i") : word;
}
