import { daysBetween } from "../../core/days.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import { fractionDigits } from "../../domain/facts/format-value.ts";
import type { Claim } from "./claims.ts";

/** True where a claim in the author's own words says what `fact` says, after rounding to the precision it is written with. */
export function claimMatches(claim: Claim, fact: Fact): boolean {
  const { value, unit } = fact;
  if (claim.date !== undefined) return typeof value === "string" && unit === "date" && dateHolds(claim.date, value);
  if (typeof value !== "number" || claim.value === null || Number.isNaN(claim.value)) return false;
  switch (claim.kind) {
    case "percent":
      return unit === "ratio" && near(Math.abs(claim.value), Math.abs(value), claim.decimals);
    case "money":
      return unit === "money" && near(claim.value, value / 10 ** fractionDigits(fact.currency ?? "USD"), claim.decimals);
    case "duration":
      return (unit === "days" && claim.value === Math.round(value)) || (unit === "hours" && near(claim.value * 24, value, claim.decimals));
    case "number":
      return (unit === "count" || unit === "score" || unit === "points" || unit === "days") && near(claim.value, value, claim.decimals);
    default:
      return false;
  }
}

const LOOKS_BACK = /(?:last|past|previous|prior|trailing|preceding|recent)\s+$/iu;

const LEADS_TO_DAYS = /(?:\bin|\bover|\bthe|\bwithin)\s+$/iu;
const GOES_ON_FROM_DAYS = /^\s+(?:before|earlier|to|up\s+to|against)\b/iu;

/** True where a claim only repeats the window or the as-of date of a Fact that is cited beside it: "in the last 30 days", "the 28 days before". */
export function claimIsWindow(claim: Claim, text: string, fact: Fact): boolean {
  const { from, to } = fact.window;
  if (claim.date !== undefined) return [from, to, fact.asOf].some((day) => claim.date !== "" && dateHolds(claim.date ?? "", day));
  if (claim.kind !== "duration" || claim.value === null) return false;
  const asWindow = LOOKS_BACK.test(text.slice(0, claim.at)) || /^\d+-days?$/iu.test(claim.text);
  return (
    (asWindow && (claim.value === daysBetween(from, to) + 1 || claim.value === daysBetween(from, to))) || isTrueDays(claim, text, fact)
  );
}

/** Where use is recorded by the week, a Fact of two stretches has two lengths, neither of which is its window's: "28 days against the 28 days before". */
function isTrueDays(claim: Claim, text: string, { days }: Fact): boolean {
  if (days === undefined || (claim.value !== days.last && claim.value !== days.before)) return false;
  const before = text.slice(0, claim.at);
  return LOOKS_BACK.test(before) || (LEADS_TO_DAYS.test(before) && GOES_ON_FROM_DAYS.test(text.slice(claim.to)));
}

/** "-12-14" holds for 2026-12-14, "2026-12" too. */
function dateHolds(given: string, day: string): boolean {
  return given !== "" && (given.startsWith("-") ? day.slice(4).startsWith(given) : day.startsWith(given));
}

/** Half away from zero, as values are printed. */
function near(claimed: number, value: number, decimals: number): boolean {
  const scale = 10 ** decimals;
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale;
  return Math.abs(claimed - rounded) < 10 ** -(decimals + 3);
}
