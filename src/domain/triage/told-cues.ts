import { GROUP } from "./groups.ts";
import type { Matches, Phrase } from "./phrase-index.ts";

/** What a list is called whose phrases take away from the list of that name: "works again" from "again". */
const NOT = "not_";

/**
 * A way to count the phrases of each cue list that are meant: a phrase that overlaps one of the list `not_<name>` is not. Takes the lists'
 * names in their order, and fills `into` in the same. The model was trained on all phrases, so only reasons and rules count like this.
 */
export function toldCues(names: readonly string[]): (matches: Matches, phrases: readonly Phrase[], into: Float32Array) => void {
  const places = new Map(names.map((name, place) => [name, place]));
  const denialOf = Int32Array.from(names, (name) => places.get(`${NOT}${name}`) ?? -1);
  const isDenial = Uint8Array.from(names, (name) => (name.startsWith(NOT) ? 1 : 0));
  const denials: Span[] = [];

  return (matches, phrases, into) => {
    into.fill(0);
    denials.length = 0;
    for (let at = 0; at < matches.count; at += 1) {
      const phrase = phrases[matches.phrase[at] ?? 0];
      if (phrase?.group !== GROUP.cue) continue;
      if (isDenial[phrase.target] === 1) denials.push(spanOf(matches, at, phrase.target));
      into[phrase.target] = (into[phrase.target] ?? 0) + 1;
    }
    if (denials.length === 0) return;
    for (let at = 0; at < matches.count; at += 1) {
      const phrase = phrases[matches.phrase[at] ?? 0];
      if (phrase?.group !== GROUP.cue) continue;
      const { start, end } = spanOf(matches, at, phrase.target);
      if (denials.some((denial) => denial.target === denialOf[phrase.target] && start < denial.end && denial.start < end))
        into[phrase.target] = (into[phrase.target] ?? 0) - 1;
    }
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly target: number;
}

function spanOf(matches: Matches, at: number, target: number): Span {
  return { start: matches.start[at] ?? 0, end: matches.end[at] ?? 0, target };
}
