import { UserError } from "../../core/errors.ts";
import { nearest } from "../../core/text.ts";
import type { FactValue, Unit } from "../facts/fact.ts";

const OPERATORS = [">=", "<=", "!=", "=", ">", "<"] as const;
type Operator = (typeof OPERATORS)[number];

/** One condition on a metric of an account. */
export interface AccountCondition {
  readonly metric: string;
  readonly operator: Operator;
  /** As typed; any of them. */
  readonly values: readonly string[];
}

/** What people call some metrics. */
const ALIASES: Readonly<Record<string, string>> = {
  account: "account_name",
  name: "account_name",
  owner: "csm_name",
  csm: "csm_name",
  health: "health_tier",
  tier: "health_tier",
  score: "health_score",
  renewal: "days_to_renewal",
  seller: "seller_name",
};

const FORMS = ["segment=enterprise", "tier=red|yellow", "arr>=50000", "days_to_renewal<90", "all"];

/**
 * Reads `segment=enterprise, days_to_renewal<90`: conditions that all hold; `|` parts values of which one is enough; `all` is no
 * condition; nothing at all is refused, since a script's variable may be empty. A tier that is none of health's colours is a segment, which people call a tier too. Throws UserError.
 */
export function parseAccountFilter(text: string, metrics: readonly string[]): AccountCondition[] {
  const parts = text
    .split(/,|\band\b/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) throw badFilter(text, FORMS);
  if (parts.length === 1 && parts[0]?.toLowerCase() === "all") return [];
  return parts.map((part) => {
    const [, key, operator, rest] = /^([a-z][\w.-]*)\s*(>=|<=|!=|=|>|<)\s*(.+)$/i.exec(part) ?? [];
    const values = (rest ?? "").split("|").map((value) => value.trim().replace(/^(["'])(.*)\1$/, "$2"));
    if (key === undefined || operator === undefined) throw badFilter(part, FORMS);
    return { metric: metricOf(key.toLowerCase(), values, metrics), operator: OPERATORS.find((each) => each === operator) ?? "=", values };
  });
}

const COLOURS = new Set(["green", "yellow", "red"]);

function metricOf(key: string, values: readonly string[], metrics: readonly string[]): string {
  if (key === "tier" && !values.every((value) => COLOURS.has(value.toLowerCase()))) return "segment";
  const name = ALIASES[key] ?? key;
  if (metrics.includes(name)) return name;
  const known = [...Object.keys(ALIASES), ...metrics];
  const near = nearest(key, known);
  throw badFilter(key, near.length > 0 ? near.map((each) => `did you mean ${each}?`) : known.slice(0, 20));
}

function badFilter(found: string, allowed: readonly string[]): UserError {
  return new UserError({
    code: "bad-account-filter",
    message: `"${found}" is no condition on accounts.`,
    found,
    allowed,
    fix: "Correct the condition; docs/metrics.md lists what may be asked of an account.",
  });
}

/** Whether a value fits a condition. A missing value fits none, not even `!=`. Money is compared in whole units, text without case. */
export function fits({ operator, values }: AccountCondition, value: FactValue, unit: Unit): boolean {
  if (value === null) return false;
  const comparisons = values.map((wanted) => compare(value, wanted, unit));
  if (operator === "!=") return comparisons.every((order) => order !== 0);
  return comparisons.some((order) => order !== undefined && HOLDS[operator](order));
}

const HOLDS: Readonly<Record<Exclude<Operator, "!=">, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
};

/** Below, at or above zero, as `value` is to what was typed; undefined where the two cannot be compared. */
function compare(value: string | number, wanted: string, unit: Unit): number | undefined {
  if (typeof value === "string") {
    const [a, b] = [plain(value), plain(wanted)];
    return a === b ? 0 : a < b ? -1 : 1;
  }
  const number = numberTyped(wanted);
  if (number === undefined) return undefined;
  const shown = unit === "money" ? value / 100 : value;
  return shown === number ? 0 : shown < number ? -1 : 1;
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ");
}

const SCALE: Readonly<Record<string, number>> = { "": 1, "%": 0.01, k: 1_000, m: 1_000_000 };

/** The number of `50000`, `50k`, `1.2m` or `80%` (0.8); undefined for what is none. */
export function numberTyped(text: string): number | undefined {
  const [, digits, scale] = /^(-?\d+(?:\.\d+)?)\s*([km%]?)$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * (SCALE[(scale ?? "").toLowerCase()] ?? 1);
}
