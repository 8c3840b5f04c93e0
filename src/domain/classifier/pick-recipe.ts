import { emptyBag } from "../text/feature-bag.ts";
import { featureReader } from "../text/text-features.ts";
import { LONG_TEXTS, MANY_LONG_TEXTS, SHORT_TEXTS, type TextRecipe } from "../text/text-recipe.ts";

const SAMPLE = 1000;
/** A median text of more tokens is long. */
const SHORT_TOKENS = 30;
/** Entries that fit into memory beside everything else: nine bytes each. */
const MOST_ENTRIES = 32_000_000;

/** The recipe that suits these texts, so that they take at most `most` entries. It looks at some of them, evenly spread. */
export function pickRecipe(texts: readonly string[], most = MOST_ENTRIES): TextRecipe {
  const step = Math.max(1, Math.floor(texts.length / SAMPLE));
  const sample = texts.filter((_, row) => row % step === 0);
  const lengths = sample.map((text) => text.split(/\s+/, 1000).length).sort((a, b) => a - b);
  if ((lengths[Math.floor(lengths.length / 2)] ?? 0) <= SHORT_TOKENS) return SHORT_TEXTS;
  const bag = emptyBag();
  const read = featureReader(LONG_TEXTS);
  let entries = 0;
  for (const text of sample) {
    read(text, bag);
    entries += bag.size;
  }
  return (entries / sample.length) * texts.length > most ? MANY_LONG_TEXTS : LONG_TEXTS;
}
