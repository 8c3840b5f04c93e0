import { formatMoney, formatValue } from "../../domain/facts/format-value.ts";
import type { Figure, FigureUnit } from "../../domain/metrics/figure.ts";
import type { Aim } from "../../domain/targets/target.ts";
import { shareBesideTarget } from "../../domain/targets/share-beside-target.ts";

/** A metric's value as people write it; "–" where there is none. */
export function metricValue(value: number | null, unit: FigureUnit, currency: string): string {
  if (value === null) return "–";
  switch (unit) {
    case "ratio":
      return formatValue({ value, unit: "ratio", decimals: 1 });
    case "money":
      return formatMoney(value, currency);
    case "days":
      return formatValue({ value, unit: "days" });
    case "hours":
      return formatValue({ value, unit: "hours" });
    case "months":
      return `${decimal(value, 1)} mo`;
    case "count":
    case "points":
      return decimal(value, 1);
    case "times":
    case "score":
      return decimal(value, 2);
  }
}

/** The same beside its target: with more decimals where "90 %" would stand beside "> 90 %" and yet be met. */
export function judgedValue(value: number | null, unit: FigureUnit, currency: string, target: Aim | undefined): string {
  if (value === null || target === undefined || unit !== "ratio") return metricValue(value, unit, currency);
  return shareBesideTarget(value, target.value);
}

/** "83.1–98.6": the interval in the unit of the value; empty without one. */
export function intervalText({ interval, unit }: Figure): string {
  if (interval === undefined) return "";
  const digits = unit === "score" ? 2 : unit === "points" ? 0 : 1;
  const [low, high] = interval.map((end) => decimal(unit === "ratio" ? end * 100 : end, digits));
  return `${low ?? ""} to ${high ?? ""}`;
}

/** "37 customers at the start": what the value is divided by, or rests on. */
export function denominatorText({ denominator, of, ofMoney }: Figure, currency: string): string {
  if (denominator === null) return "";
  if (ofMoney === true) return `${formatMoney(Math.round(denominator), currency)} ${of}`;
  return `${decimal(denominator, 1)} ${denominator === 1 ? ofOne(of) : of}`;
}

/** "customer who left" for "customers who left": the first of the words that is a plural. */
function ofOne(of: string): string {
  return of.replace(/\b(customer|ticket|account|CSM|seat|user|day)s\b/, "$1");
}

/** "> 90 %": a target's line. */
export function aimText({ operator, value }: Aim, unit: FigureUnit, currency: string): string {
  const line = unit === "ratio" ? formatValue({ value, unit: "ratio", decimals: 1 }) : metricValue(value, unit, currency);
  return `${operator} ${line}`;
}

/** Money in four characters or so: "$2.06M". */
export function shortMoney(minor: number, currency: string): string {
  const money = new Intl.NumberFormat("en-US", { style: "currency", currency, notation: "compact", maximumFractionDigits: 2 });
  const digits = new Intl.NumberFormat("en-US", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return money.format(minor / 10 ** digits);
}

function decimal(value: number, digits: number): string {
  return (Number(value.toFixed(digits)) + 0).toLocaleString("en-US", { maximumFractionDigits: digits });
}
