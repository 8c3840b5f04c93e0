import { gapKey, type Reading } from "./reader.ts";
import type { TriageCapability } from "./taxonomy.ts";

/** The narrow gap whose phrases a ticket names most, else the capability's own. */
export function chooseGap({ gap, gaps }: TriageCapability, place: number, reading: Reading): string {
  let [best, weight] = [gap, 0];
  for (const [at, narrow] of gaps.entries()) {
    const found = reading.gaps.get(gapKey(place, at)) ?? 0;
    if (found > weight) [best, weight] = [narrow.gap, found];
  }
  return best;
}
