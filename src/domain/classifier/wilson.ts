const Z = 1.959_964;

/** The 95 % interval of a share (Wilson 1927): right also for few cases and for shares near 0 and 1. [0, 1] where there are no cases. */
export function wilson(hits: number, cases: number): readonly [number, number] {
  if (cases === 0) return [0, 1];
  const share = hits / cases;
  const spread = (Z * Z) / cases;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / cases + spread / (4 * cases));
  return [hits === 0 ? 0 : Math.max(0, middle - half), hits === cases ? 1 : Math.min(1, middle + half)];
}
