const PRIME = 0x01000193;

/** 32-bit hash of an ordered pair of hashes. */
export function hashPair(first: number, second: number): number {
  const mixed = Math.imul(first ^ (second >>> 15) ^ (second << 7), 0x2c1b3c6d) ^ Math.imul(second, 0x297a2d39);
  return Math.imul(mixed ^ (mixed >>> 13), PRIME);
}
