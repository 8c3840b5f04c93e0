import { type Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { addMonths, type Grain, grainName, lastFullQuarter, type Period, startOf } from "../domain/metrics/period.ts";
import { givenDay } from "./given-day.ts";

/**
 * The period asked for, and how it was chosen. Without days: the last full quarter by as-of, with quarters side by side the last four. Only
 * `from`: up to as-of. Only `to`: from the start of its quarter. Throws UserError for a day that is none, an order that is none, and a period
 * that reaches beyond as-of.
 */
export function choosePeriod(
  { from, to, by }: { readonly from?: string | undefined; readonly to?: string | undefined; readonly by?: Grain | undefined },
  asOf: Day,
): { readonly period: Period; readonly why: string } {
  const first = from === undefined ? undefined : dayIn("--from", from);
  const last = to === undefined ? undefined : dayIn("--to", to);
  if (first === undefined && last === undefined) {
    const quarter = lastFullQuarter(asOf);
    return by === "quarter"
      ? { period: { from: addMonths(quarter.from, -9), to: quarter.to }, why: `the last four full quarters before ${asOf}` }
      : { period: quarter, why: `${grainName(quarter.from, "quarter")}, the last full quarter by ${asOf}` };
  }
  const period = { from: first ?? startOf(last ?? asOf, "quarter"), to: last ?? asOf };
  if (period.from > period.to)
    throw new UserError({
      code: "bad-period",
      message: `The period ends (${period.to}) before it begins (${period.from}).`,
      found: `${period.from} to ${period.to}`,
      fix: "Give --from the earlier day and --to the later one; both are included.",
    });
  if (period.to > asOf)
    throw new UserError({
      code: "beyond-as-of",
      message: `The period ends on ${period.to}, after the day everything looks back from, ${asOf}.`,
      found: period.to,
      allowed: [`days up to ${asOf}`],
      fix: `End it by ${asOf}, or name a later day with --as-of.`,
    });
  const why =
    first === undefined ? `from the start of the quarter that holds ${period.to}` : last === undefined ? "up to as-of" : "as asked for";
  return { period, why };
}

function dayIn(option: string, text: string): Day {
  return givenDay(text, option, "YYYY-MM-DD, such as 2026-07-01");
}
