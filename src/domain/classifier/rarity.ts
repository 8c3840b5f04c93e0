/** Rarity is kept in one byte: steps of so much. */
export const RARITY_STEP = 0.016;
const MOST = 255;

/**
 * How much a feature counts by the share of texts that hold it, in steps of RARITY_STEP: √(1 + ln((1 + texts) / (1 + texts with it))), the square
 * root of the usual inverse document frequency. 0 for a feature in fewer than `fewest` texts: it is not known.
 */
export function rarityOf(times: Int32Array, texts: number, fewest: number): Uint8Array {
  return Uint8Array.from(times, (time) =>
    time < fewest ? 0 : Math.min(MOST, Math.round(Math.sqrt(1 + Math.log((1 + texts) / (1 + time))) / RARITY_STEP)),
  );
}

/** 1 + ln(count), for counts up to 255: the tenth mention says less than the first. */
export const COUNT_WEIGHT: Float64Array = Float64Array.from({ length: 256 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)));

/** The length that each kind of feature is brought to, in the order of their numbers. */
export const VIEW_LENGTH: readonly number[] = [1, 1, 1, 1.2, 1];
