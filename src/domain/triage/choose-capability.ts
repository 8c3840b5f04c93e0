import { type Head, shares } from "./linear-model.ts";
import type { Reading } from "./reader.ts";
import type { TriageCapability } from "./taxonomy.ts";

/** What a ticket is about: the capability's place in the taxonomy, and how sure that is, 0 to 1. Place undefined where it is about none. */
export interface ChosenCapability {
  readonly place: number | undefined;
  readonly share: number;
}

/** Below this share a capability is no better than a guess, and the ticket is told to be about none. */
const LEAST_SHARE = 0.12;
/** What a phrase that names a capability outright adds to its score, in natural logarithms of odds. */
const NAMED_OUTRIGHT = 4;

/**
 * Chooses by the model's scores, with what names a capability outright added. A capability that the model never learnt (a person added it to
 * the taxonomy) has no score: it is chosen wherever its phrases stand, for whoever wrote them meant it so.
 */
export function capabilityChooser(
  head: Head,
  capabilities: readonly TriageCapability[],
): (scores: Float32Array, reading: Reading) => ChosenCapability {
  const places = new Map(capabilities.map(({ id }, place) => [id, place]));
  const placeOf = head.classes.map((name) => places.get(name) ?? -1);
  const learnt = new Set(head.classes);
  const own = capabilities.flatMap(({ id }, place) => (learnt.has(id) ? [] : [place]));
  const into = new Float32Array(head.classes.length);

  return (scores, reading) => {
    const added = bestOwn(own, reading.capabilities);
    if (added !== undefined) return added;
    for (const [at, place] of placeOf.entries())
      if (place !== -1 && reading.sure[place] === 1) scores[head.offset + at] = (scores[head.offset + at] ?? 0) + NAMED_OUTRIGHT;
    shares(head, scores, into);
    let best = -1;
    for (const [at, own] of into.entries()) {
      const isKnown = placeOf[at] !== -1 || head.classes[at] === NONE;
      if (isKnown && own > (into[best] ?? 0)) best = at;
    }
    const [share, place] = [into[best] ?? 0, placeOf[best] ?? -1];
    return { place: place === -1 || share < LEAST_SHARE ? undefined : place, share };
  };
}

/** The class of tickets that are about no capability. */
const NONE = "none";

function bestOwn(own: readonly number[], weights: Float32Array): ChosenCapability | undefined {
  let [place, most]: [number | undefined, number] = [undefined, 0];
  for (const each of own) {
    const weight = weights[each] ?? 0;
    if (weight > most) [place, most] = [each, weight];
  }
  return place === undefined ? undefined : { place, share: Math.min(0.99, most / (most + 0.5)) };
}
