/** Text of exports is packed 5 to 50 times smaller; what swells more is made to fill the disk. */
const HIGHEST_RATIO = 200;
/** Below this size even the wildest ratio harms nobody. */
const HARMLESS_BYTES = 32 * 1024 * 1024;
const MOST_BYTES = 16 * 1024 * 1024 * 1024;

/** Why so much must not be unpacked from so little, or null where it may. */
export function unpackFault(packedBytes: number, unpackedBytes: number): string | null {
  if (unpackedBytes > MOST_BYTES) return "it would unpack to more than 16 GB: split it";
  if (unpackedBytes > HARMLESS_BYTES && unpackedBytes > packedBytes * HIGHEST_RATIO)
    return `it would unpack to more than ${HIGHEST_RATIO} times its size, as no export does`;
  return null;
}
