import type { Evidence } from "./evidence.ts";
import type { ScopeSigns } from "./feature-values.ts";
import { phraseMatches } from "./phrases.ts";
import type { RequestWords } from "./request-words.ts";
import type { RouteIndex } from "./route-index.ts";

const THEM = new Set("they them their theirs someone somebody nobody deren denen ihnen ils elles leur leurs ellos ellas sus".split(" "));
const US = new Set(
  "we us our ours wir uns unser unsere unserem unseren nous notre nos nosotros nuestro nuestra nuestros nuestras".split(" "),
);
const ME = new Set("i me my mine im you your ich mir mich mein meine du dir je moi mon ma mes tu yo mi mis".split(" "));

/** The words of outside subjects in a request, as the person wrote them. */
export function outsideWords(
  request: RequestWords,
  index: RouteIndex,
): { readonly said: readonly string[]; readonly subjects: readonly string[] } {
  const found = phraseMatches(request.own, index.outside);
  // A word that two subjects share counts once.
  const distinct = found.filter(({ at }, place) => found.findIndex((other) => other.at[0] === at[0]) === place);
  return {
    said: distinct.map(({ at }) => at.map((position) => request.own[position]?.written ?? "").join(" ")),
    subjects: [...new Set(found.map(({ phrase }) => phrase.means))].sort(),
  };
}

/** The signs of one request. `learned` is the log-odds that the learned weights give, `outside` how many words are of outside subjects. */
export function scopeSigns(
  request: RequestWords,
  evidence: readonly Evidence[],
  index: RouteIndex,
  given: { readonly learned: number; readonly outside: number; readonly knowsAccount: boolean },
): ScopeSigns {
  const best = (value: (evidence: Evidence) => number): number => evidence.reduce((most, each) => Math.max(most, value(each)), 0);
  const says = (words: ReadonlySet<string>): number => (request.own.some((word) => words.has(word.plain)) ? 1 : 0);
  const us = says(US);
  const them = says(THEM);
  const business = new Set(phraseMatches(request.words, index.business).map(({ at }) => at[0])).size;
  return {
    learned: given.learned,
    phrases: Math.min(
      4,
      best(({ features }) => features.phrases),
    ),
    likeness: best(({ features }) => features.likeness),
    files: best(({ features }) => features.files),
    business: Math.min(3, business),
    them,
    us,
    me: given.knowsAccount || us + them > 0 ? 0 : says(ME),
    account: given.knowsAccount ? 1 : 0,
    named: !given.knowsAccount && request.names > 0 ? 1 : 0,
    outside: Math.min(3, given.outside),
  };
}
