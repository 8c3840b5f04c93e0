import { stemsOf } from "../triage/phrase-index.ts";

/** The stems by which a feature is known: its title without the words that every wish has. */
export interface FeatureWords {
  readonly stems: ReadonlySet<string>;
}

/** Words of any wish. They are stemmed as texts are. */
const ANY_WISH = new Set(
  stemsOf(
    "a an the of for to in on with and or by from per at as is are be it its we us our you your i my they their this that all any each every new better more support supports supporting add adding allow allowing enable ability able can could would should will want wish idea request feature features option options possible possibility please improve improved improvement improvements have has need needs make when while via using use user users customer customers product fix fixed now into out up",
  ),
);
/** So much of a feature's words must stand in a text of the same capability; in one of another, all of them. */
const MOST_OF_THEM = 2 / 3;

/** The telling words of a feature's title, as stems: words of any wish are none. */
export function featureWords(title: string): FeatureWords {
  return { stems: new Set(stemsOf(title).filter((stem) => !ANY_WISH.has(stem) && stem.length > 1)) };
}

/**
 * How much of a feature's words stand in a text, 0 to 1: only as much as makes it an asking for that feature, else 0. A feature known by fewer
 * than two words needs the same capability too, for one word says little.
 */
export function asksFor({ stems }: FeatureWords, text: string, sameCapability: boolean): number {
  if (stems.size === 0 || (stems.size === 1 && !sameCapability)) return 0;
  const there = new Set(stemsOf(text));
  const share = [...stems].filter((stem) => there.has(stem)).length / stems.size;
  return share >= (sameCapability ? MOST_OF_THEM : 1) ? share : 0;
}
