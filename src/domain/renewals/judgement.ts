import type { Outlook } from "./outlook.ts";

const WORDS: readonly (readonly [Outlook, RegExp])[] = [
  ["at risk", /^(at[ _-]?risk|risk|omitted|omit|not forecasted|will churn|churn|red)$/],
  ["commit", /^(commit|committed|closed|final|secure|green)$/],
  ["likely", /^(likely|best ?case|most ?likely|probable|upside|pipeline|monitor|expected|yellow)$/],
];

/** What an owner's own word for a renewal means (`Best case`, `Commit`, `Omitted`, …); null for none and for one that is not known. */
export function judgementOf(word: string | null): Outlook | null {
  const plain = (word ?? "").trim().toLowerCase().replaceAll("_", " ");
  return WORDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}
