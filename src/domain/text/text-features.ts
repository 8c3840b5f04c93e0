import { addFeature, clearBag, CUES, type FeatureBag, LETTERS, PAIRS, PHRASES, WORDS } from "./feature-bag.ts";
import { hashEnd, hashStart, hashStep, hashText } from "./text-hash.ts";
import type { TextRecipe } from "./text-recipe.ts";
import { textTokens } from "./text-tokens.ts";
import { tokenFeatures, type TokenFeatures, type WordFeatures } from "./token-features.ts";

/** Names of what somebody else found in a text, for example the strength of its feeling words. */
export type Cues = (text: string) => readonly string[];

/** Fills the bag with the features of a text, in place of what it held. */
export type FeatureReader = (text: string, bag: FeatureBag) => void;

/** Tokens of one text that are read; the rest of a longer one is left out. */
const MOST_TOKENS = 3000;
/** Tokens whose features are remembered. */
const REMEMBERED = 60_000;
const EDGE = 94;
const PHRASE_KIND = 98;
const TRIPLE_KIND = 116;
const PAIR_KIND = 112;
const CUE_KIND = 33;

/** A reader of texts by this recipe. It remembers the tokens it met, since most come again. */
export function featureReader(recipe: TextRecipe, cues?: Cues): FeatureReader {
  const known = new Map<string, TokenFeatures>();
  const [shortest, longest] = recipe.letters;
  const featuresOf = (token: string): TokenFeatures => {
    const found = known.get(token);
    if (found !== undefined) return found;
    const features = tokenFeatures(token, shortest, longest);
    if (known.size >= REMEMBERED) known.clear();
    known.set(token, features);
    return features;
  };
  const words: WordFeatures[] = [];
  return (text, bag) => {
    clearBag(bag);
    words.length = 0;
    for (const token of textTokens(text, MOST_TOKENS)) {
      const { words: own, letters } = featuresOf(token);
      for (const word of own) {
        words.push(word);
        addFeature(bag, word.plain, WORDS);
        if (word.stem !== word.plain) addFeature(bag, word.stem, WORDS);
      }
      for (let at = 0; at < letters.length; at += 1) addFeature(bag, letters[at] ?? 0, LETTERS);
    }
    addPhrases(words, recipe.phrase, bag);
    addPairs(words, recipe.pairs, bag);
    if (cues !== undefined) for (const cue of cues(text)) addFeature(bag, hashEnd(hashText(hashStart(CUE_KIND), cue)), CUES);
  };
}

/** Two and three words in a row; the beginning and the end of the text count as words. */
function addPhrases(words: readonly WordFeatures[], longest: number, bag: FeatureBag): void {
  if (longest < 2 || words.length === 0) return;
  let before = EDGE;
  let secondBefore = EDGE;
  for (let at = 0; at <= words.length; at += 1) {
    const stem = words[at]?.open ?? EDGE;
    addFeature(bag, joined(PHRASE_KIND, before, stem, 0), PHRASES);
    if (longest > 2 && at > 0 && at < words.length) addFeature(bag, joined(TRIPLE_KIND, secondBefore, before, stem), PHRASES);
    secondBefore = before;
    before = stem;
  }
}

function addPairs(words: readonly WordFeatures[], reach: number, bag: FeatureBag): void {
  for (let at = 1; at < words.length; at += 1) {
    const one = words[at]?.open ?? 0;
    for (let back = Math.max(0, at - reach); back < at; back += 1) {
      const other = words[back]?.open ?? 0;
      addFeature(bag, one < other ? joined(PAIR_KIND, one, other, 0) : joined(PAIR_KIND, other, one, 0), PAIRS);
    }
  }
}

function joined(kind: number, first: number, second: number, third: number): number {
  return hashEnd(hashStep(hashStep(hashStep(hashStart(kind), hashEnd(first)), hashEnd(second)), third === 0 ? 0 : hashEnd(third)));
}
