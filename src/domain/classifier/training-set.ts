import { hash32 } from "../text/text-hash.ts";
import { emptyBag } from "../text/feature-bag.ts";
import { foldText } from "../text/fold-text.ts";
import { type Cues, featureReader, type FeatureReader } from "../text/text-features.ts";
import type { TextRecipe } from "../text/text-recipe.ts";
import { type CountedTexts, countTexts, textsWith } from "./counted-texts.ts";
import { pickRecipe } from "./pick-recipe.ts";
import { rarityOf } from "./rarity.ts";
import { gatherVocabulary } from "./vocabulary.ts";
import { type WeighedTexts, weighTexts } from "./weighed-texts.ts";

/** Texts made ready for learning, whatever their labels. */
export interface TrainingSet {
  readonly recipe: TextRecipe;
  readonly read: FeatureReader;
  readonly counted: CountedTexts;
  /** A feature of fewer texts is not known. */
  readonly fewest: number;
  /** Fold of each text; texts that read alike are in one fold. */
  readonly fold: Int32Array;
  readonly folds: number;
  /** A number from 0 to 1 of each text, by chance, to take parts of the set by. */
  readonly lot: Float64Array;
}

/** Work of one pass of learning from which on fewer folds must do. */
const MANY_ENTRIES = 2e8;
const MOST_FEATURES = 260_000;
/** Weights of all labels together. */
const MOST_WEIGHTS = 24_000_000;

/** Reads the texts. `labels` is how many labels will be learnt, over all columns. */
export function trainingSet(texts: readonly string[], labels: number, cues?: Cues): TrainingSet {
  const recipe = pickRecipe(texts);
  const read = featureReader(recipe, cues);
  const bag = emptyBag();
  const fewest = texts.length < 1500 ? 1 : texts.length < 30_000 ? 2 : 3;
  const most = Math.min(MOST_FEATURES, Math.max(20_000, Math.floor(MOST_WEIGHTS / Math.max(1, labels))));
  const vocabulary = gatherVocabulary(texts, read, bag, { fewest, most });
  const counted = countTexts(texts, vocabulary, read, bag);
  const folds = counted.features.length * labels > MANY_ENTRIES ? 3 : 5;
  const folded = texts.map((text) => foldText(text).trim());
  return {
    recipe,
    read,
    counted,
    fewest,
    folds,
    fold: Int32Array.from(folded, (text) => hash32(text, 11) % folds),
    lot: Float64Array.from(folded, (text) => hash32(text, 17) / 4_294_967_296),
  };
}

/** The texts weighed as one knows them who has not seen fold `without` (−1: who has seen all). `into` is overwritten. */
export function weighWithout({ counted, fold, fewest }: TrainingSet, without: number, into?: WeighedTexts): WeighedTexts {
  return weighTexts(counted, rarityWithout({ counted, fold, fewest }, without), into);
}

/** Rarity of the features to one who has not seen fold `without` (−1: who has seen all). */
export function rarityWithout({ counted, fold, fewest }: Pick<TrainingSet, "counted" | "fold" | "fewest">, without: number): Uint8Array {
  const seen = fold.reduce((sum, each) => sum + (each === without ? 0 : 1), 0);
  return rarityOf(
    textsWith(counted, (text) => fold[text] !== without),
    seen,
    fewest,
  );
}
