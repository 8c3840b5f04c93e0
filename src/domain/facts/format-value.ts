import type { Fact, FactValue, Unit } from "./fact.ts";

/** How a statement may ask for a value: `{F7|pct}`. Without a style, the unit's own is used. */
export const STYLES = ["pct", "num", "money", "date", "days", "hours", "score", "tier", "text", "points"] as const;
export type Style = (typeof STYLES)[number];

const STYLES_OF_UNIT: Readonly<Record<Unit, readonly Style[]>> = {
  ratio: ["pct"],
  count: ["num"],
  money: ["money"],
  days: ["days", "num"],
  hours: ["hours", "num"],
  date: ["date"],
  score: ["score", "num"],
  points: ["points", "num"],
  tier: ["tier", "text"],
  text: ["text"],
};

/** The styles in which a value of `unit` may be printed; the first is the default. */
export function stylesOf(unit: Unit): readonly Style[] {
  return STYLES_OF_UNIT[unit];
}

export interface Printable {
  readonly value: FactValue;
  readonly unit: Unit;
  readonly currency?: string;
  /** A relative change is printed as a magnitude: the sentence gives the direction. */
  readonly change?: boolean;
  /** Decimals of a percentage, where its metric declares them. */
  readonly decimals?: number;
}

/**
 * A value as people write it: 46 %, $118,800, 24 days, 2026-12-14. Rounding is half away from zero, once, here.
 * A null value prints as "unknown"; an unsuitable style falls back to the unit's own.
 */
export function formatValue(printable: Printable, style?: Style): string {
  const { value, unit } = printable;
  if (value === null) return "unknown";
  if (typeof value === "string") return value;
  const wanted = style !== undefined && stylesOf(unit).includes(style) ? style : stylesOf(unit)[0];
  switch (wanted) {
    case "pct":
      return `${rounded((printable.change === true ? Math.abs(value) : value) * 100, printable.decimals ?? (Math.abs(value) < 0.1 ? 1 : 0))} %`;
    case "money":
      return formatMoney(value, printable.currency ?? "USD");
    case "days":
      return `${rounded(value, 0)} ${Math.abs(Math.round(value)) === 1 ? "day" : "days"}`;
    case "hours":
      return `${rounded(value, 1)} h`;
    case "score":
      // As `health` lists it: 51.45 is nobody's 51 beside a 51.5.
      return rounded(value, 1);
    case "points":
      return `${rounded(value, 1)} points`;
    default:
      return rounded(value, Number.isInteger(value) ? 0 : 1);
  }
}

/** The value of a Fact as printed; `change` and `decimals` come from its metric. */
export function formatFact(fact: Pick<Fact, "value" | "unit" | "currency">, style?: Style, change = false, decimals?: number): string {
  return formatValue(
    {
      value: fact.value,
      unit: fact.unit,
      change,
      ...(fact.currency === undefined ? {} : { currency: fact.currency }),
      ...(decimals === undefined ? {} : { decimals }),
    },
    style,
  );
}

/** Whole amounts without cents, others with the currency's decimals: "$118,800", "$14,850.50", "€1,200". */
export function formatMoney(minor: number, currency: string): string {
  const digits = fractionDigits(currency);
  const major = minor / 10 ** digits;
  const decimals = Number.isInteger(major) ? 0 : digits;
  return moneyFormat(currency, decimals).format(major);
}

/** As `formatMoney`; "–" for an amount that is not known. */
export function moneyOrDash(minor: number | null, currency: string): string {
  return minor === null ? "–" : formatMoney(minor, currency);
}

const MONEY_FORMATS = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, decimals: number): Intl.NumberFormat {
  const key = `${currency} ${decimals}`;
  const known = MONEY_FORMATS.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  MONEY_FORMATS.set(key, made);
  return made;
}

const FRACTION_DIGITS = new Map<string, number>();

/** How many minor-unit digits a currency has: 2 for USD, 0 for JPY, 3 for KWD. Throws RangeError for a malformed code. */
export function fractionDigits(currency: string): number {
  const known = FRACTION_DIGITS.get(currency);
  if (known !== undefined) return known;
  const digits = new Intl.NumberFormat("en-US", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  FRACTION_DIGITS.set(currency, digits);
  return digits;
}

function rounded(value: number, decimals: number): string {
  const scale = 10 ** decimals;
  const away = Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9);
  return numberFormat(decimals).format(away / scale + 0);
}

/** Making a formatter takes far longer than using it. */
const FORMATS = new Map<number, Intl.NumberFormat>();

function numberFormat(decimals: number): Intl.NumberFormat {
  const format = FORMATS.get(decimals) ?? new Intl.NumberFormat("en-US", { maximumFractionDigits: decimals });
  FORMATS.set(decimals, format);
  return format;
}
