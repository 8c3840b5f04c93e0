/** The outcome of one metric: its value with what was divided by what, or why there is none. */
export interface Measured {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Why the value is null. */
  readonly reason?: string;
  /** 95 % interval of the value. */
  readonly interval?: readonly [number, number];
}

/** numerator / denominator; null with `reason` where the denominator is 0. */
export function ratio(numerator: number, denominator: number, reason: string): Measured {
  return denominator === 0 ? { value: null, numerator, denominator, reason } : { value: numerator / denominator, numerator, denominator };
}

/** A value that is no quotient; `denominator` says how many it rests on. */
export function amount(value: number, denominator: number | null = null): Measured {
  return { value, numerator: null, denominator };
}

/** No value, and why. */
export function unknown(reason: string, denominator: number | null = null): Measured {
  return { value: null, numerator: null, denominator, reason };
}
