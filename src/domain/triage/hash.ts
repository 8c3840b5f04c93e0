const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** 32-bit hash of a text (FNV-1a over its UTF-16 units), begun from `seed`, which keeps kinds of features apart. */
export function hashText(text: string, seed = OFFSET): number {
  let hash = seed | 0;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash;
}

/** 32-bit hash of an ordered pair of hashes. */
export function hashPair(first: number, second: number): number {
  const mixed = Math.imul(first ^ (second >>> 15) ^ (second << 7), 0x2c1b3c6d) ^ Math.imul(second, 0x297a2d39);
  return Math.imul(mixed ^ (mixed >>> 13), PRIME);
}
