import { FEELINGS } from "../sentiment/feelings.ts";
import type { Reading, TicketReader } from "./reader.ts";
import { WAYS } from "./ways-of-writing.ts";
import { signFeature } from "./word-features.ts";

/** Keys of the named signs of a text, in the order in which `signValues` gives their values. */
export function signKeys({ knowledge, cueNames }: Pick<TicketReader, "knowledge" | "cueNames">): number[] {
  return [
    ...knowledge.capabilities.map(({ id }) => signFeature(`capability ${id}`)),
    ...cueNames.map((name) => signFeature(`cue ${name}`)),
    ...FEELINGS.map((name) => signFeature(`feeling ${name}`)),
    ...WAYS.map((name) => signFeature(`way ${name}`)),
    signFeature("subject only"),
  ];
}

/** Values of the named signs: damped sums of phrases, and the feelings. */
export function signValues({ capabilities, cues, feelings, ways, tokens }: Reading, into: Float32Array): void {
  let at = 0;
  for (const value of capabilities) into[at++] = value > 0 ? Math.log1p(value) : 0;
  for (const value of cues) into[at++] = value > 0 ? Math.log1p(value) : 0;
  for (const value of feelings) into[at++] = value;
  for (const value of ways) into[at++] = value;
  into[at] = tokens.bodyStart === tokens.count ? 1 : 0;
}
