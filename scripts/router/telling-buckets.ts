import { BUCKET_BITS } from "../../src/team/route/text-features.ts";
import type { LabelledText } from "./learn-weights.ts";

const MOST_ROWS = 52_000;

/** As if every feature had been seen twice more, with the classes shared out as among all texts. */
const SEEN_BEFORE = 2;

/** The buckets that tell most of the classes, ascending: how far a feature's classes are from those of all texts, times how often it is seen. */
export function tellingBuckets(texts: readonly LabelledText[], buckets: Uint32Array, classes: number): Uint32Array {
  if (buckets.length <= MOST_ROWS) return buckets;
  const rows = rowsOf(buckets);
  const seen = new Float64Array(buckets.length * classes);
  const shares = new Float64Array(classes);
  for (const { features, target } of texts) {
    const own = target.indexOf(Math.max(...target));
    shares[own] = (shares[own] ?? 0) + 1 / texts.length;
    for (const bucket of features.buckets) {
      const at = (rows[bucket] ?? -1) * classes + own;
      if (at >= 0) seen[at] = (seen[at] ?? 0) + 1;
    }
  }
  const kept = Array.from(buckets, (bucket, row) => {
    const own = seen.subarray(row * classes, (row + 1) * classes);
    const times = own.reduce((sum, value) => sum + value, 0);
    const gain = own.reduce((sum, value, column) => {
      const usual = shares[column] ?? 0;
      const share = (value + SEEN_BEFORE * usual) / (times + SEEN_BEFORE);
      return share > 0 ? sum + share * Math.log(share / usual) : sum;
    }, 0);
    return { bucket, gain: gain * times };
  });
  kept.sort((a, b) => b.gain - a.gain || a.bucket - b.bucket);
  return Uint32Array.from(kept.slice(0, MOST_ROWS), ({ bucket }) => bucket).sort();
}

/** For every bucket its place in the list, or −1. */
export function rowsOf(buckets: Uint32Array): Int32Array {
  const rows = new Int32Array(1 << BUCKET_BITS).fill(-1);
  for (const [row, bucket] of buckets.entries()) rows[bucket] = row;
  return rows;
}
