/** How much a term tells that stands in so many of all texts, in thousandths: next to nothing for one that every text has. */
export function inverseFrequency(times: number, texts: number): number {
  return thousandths(Math.log((texts + 1) / (times + 0.5)));
}

/** Rounded to three decimals. */
export function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
