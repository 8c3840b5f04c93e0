/** FNV-1a, the usual constants. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** Begins a hash; texts of different kinds have different hashes though they read the same. */
export function hashStart(kind: number): number {
  return hashStep(OFFSET, kind);
}

/** The hash with one character more. */
export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, PRIME);
}

/** The hash, a signed 32-bit number, with every character of `text` more. */
export function hashText(start: number, text: string): number {
  let hash = start | 0;
  for (let at = 0; at < text.length; at += 1) hash = hashStep(hash, text.charCodeAt(at));
  return hash;
}

/** The finished hash, 0 to 2³² − 1: FNV alone spreads the last characters badly (the finaliser is MurmurHash3's). */
export function hashEnd(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A number of 0 to 2³² − 1 that depends on every character of `text` and on `seed`: to draw folds and samples that do not depend on the order of rows. */
export function hash32(text: string, seed: number): number {
  return hashEnd(hashText(OFFSET ^ seed, text));
}
