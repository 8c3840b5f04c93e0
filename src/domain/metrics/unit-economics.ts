import { churnAtPace } from "./retention.ts";
import type { LogoBridge } from "./logo-bridge.ts";
import { amount, type Measured, ratio, unknown } from "./measured.ts";

/** What a company says of its money, in echo.yaml; amounts in minor units. */
export interface Finance {
  /** Share of revenue left after the cost of serving it, 0–1. */
  readonly grossMargin: number | undefined;
  /** What sales and marketing cost, by month `YYYY-MM`. */
  readonly spend: ReadonlyMap<string, number>;
}

export interface EconomicsInput {
  /** Recurring revenue a year in the reporting currency, minor units, and the customers it is of. */
  readonly start: { readonly arr: number; readonly customers: number };
  readonly new: { readonly arr: number; readonly customers: number };
  readonly logos: LogoBridge;
  readonly months: number;
  /** The calendar months of the period; undefined where it is not made of whole ones. */
  readonly calendarMonths: readonly string[] | undefined;
  readonly finance: Finance;
}

/** Below this many departures a churn rate, and with it a lifetime, is anybody's guess. */
const FEWEST_LOST = 5;
const NO_MARGIN = "the gross margin is not known: set finance.gross_margin in echo.yaml";

/** Lifetime in months, LTV, CAC and its payback in months, by name. */
export function unitEconomics(input: EconomicsInput): ReadonlyMap<string, Measured> {
  const lifetime = lifetimeMonths(input);
  const cac = acquisitionCost(input);
  return new Map([
    ["customer_lifetime", lifetime],
    ["ltv", lifetimeValue(input, lifetime)],
    ["cac", cac],
    ["cac_payback", payback(input, cac)],
  ]);
}

function lifetimeMonths({ logos, months }: EconomicsInput): Measured {
  if (logos.start === 0) return unknown("no customer at the start of the period", 0);
  if (logos.churned < FEWEST_LOST)
    return unknown(
      logos.churned === 0
        ? "nobody left in the period, so a lifetime cannot be told: take a longer one"
        : `only ${logos.churned} left in the period; below ${FEWEST_LOST} a lifetime is a guess: take a longer one`,
      logos.start,
    );
  return { value: 1 / churnAtPace(logos.churned / logos.start, months, 1), numerator: logos.churned, denominator: logos.start };
}

function lifetimeValue({ start, finance }: EconomicsInput, lifetime: Measured): Measured {
  if (lifetime.value === null) return lifetime;
  if (finance.grossMargin === undefined) return unknown(NO_MARGIN);
  if (start.arr === 0) return unknown("no recurring revenue at the start of the period");
  return amount(Math.round((start.arr / start.customers / 12) * finance.grossMargin * lifetime.value), start.customers);
}

function acquisitionCost({ logos, calendarMonths, finance }: EconomicsInput): Measured {
  if (finance.spend.size === 0)
    return unknown("the cost of sales and marketing is not known: set finance.sales_marketing_spend in echo.yaml");
  if (calendarMonths === undefined) return unknown("the spend is given by month: take a period of whole calendar months");
  const absent = calendarMonths.filter((month) => !finance.spend.has(month));
  if (absent.length > 0) return unknown(`finance.sales_marketing_spend in echo.yaml lacks ${absent.join(", ")}`);
  const spend = calendarMonths.reduce((sum, month) => sum + (finance.spend.get(month) ?? 0), 0);
  const cost = ratio(spend, logos.new, "no new customer in the period");
  return cost.value === null ? cost : { ...cost, value: Math.round(cost.value) };
}

function payback({ new: fresh, finance }: EconomicsInput, cac: Measured): Measured {
  if (cac.value === null) return cac;
  if (finance.grossMargin === undefined) return unknown(NO_MARGIN);
  if (fresh.arr === 0) return unknown("the new customers bring no recurring revenue in the reporting currency");
  return ratio(cac.value, (fresh.arr / fresh.customers / 12) * finance.grossMargin, "the gross margin is 0");
}
