/** The number a rule compares with, as its entry writes it: `4 h`, `30 d`, `80 %`, `30–50 accounts`. */
export interface Threshold {
  /** As written, for messages. */
  readonly text: string;
  /** The lower end of a range, else the number itself. Percentages are shares: 80 % is 0.8. */
  readonly low: number;
  readonly high: number;
  /** The same as hours; null where the unit is no time. */
  readonly hours: number | null;
}

const SHAPE = /^(?<low>\d+(?:\.\d+)?)(?:\s*(?:–|-|to)\s*(?<high>\d+(?:\.\d+)?))?\s*(?<unit>\D.*)?$/;
const HOURS_A_UNIT: readonly (readonly [RegExp, number])[] = [
  [/^(min|minutes?)$/i, 1 / 60],
  [/^(h|hours?)$/i, 1],
  [/^(d|days?)$/i, 24],
  [/^(w|weeks?)$/i, 168],
];

/** Reads a threshold; undefined where the text is none. */
export function parseThreshold(text: string): Threshold | undefined {
  const { low, high = low, unit = "" } = SHAPE.exec(text.trim())?.groups ?? {};
  if (low === undefined || high === undefined || Number(high) < Number(low)) return undefined;
  const scale = unit.trim().startsWith("%") ? 100 : 1;
  const hours = HOURS_A_UNIT.find(([shape]) => shape.test(unit.trim()))?.[1];
  return {
    text: text.trim(),
    low: Number(low) / scale,
    high: Number(high) / scale,
    hours: hours === undefined ? null : Number(high) * hours,
  };
}

/** The words for a threshold in an expression and what they stand for; those of a time are absent where it is none. */
export function thresholdWords({ low, high, hours }: Threshold): ReadonlyMap<string, number> {
  const times: [string, number][] =
    hours === null
      ? []
      : [
          ["threshold_hours", hours],
          ["threshold_days", hours / 24],
        ];
  return new Map([["threshold", high], ["threshold_low", low], ["threshold_high", high], ...times]);
}
