import { measureAll } from "../book/measure.ts";
import { scoreAccounts } from "../book/queries/health.ts";
import { promoterAccounts } from "../book/queries/survey-answers.ts";
import { addDays, type Day } from "../core/days.ts";
import { shareOf } from "../domain/metrics/intervals.ts";
import type { Measured } from "../domain/metrics/measured.ts";
import { detectSignals, SIGNAL_METRICS } from "../domain/signals/detect-signals.ts";
import { contextOn, type MetricsInputs } from "./metrics-inputs.ts";

const YEAR = 365;

/** Where the customers of `to` stand on that day: green, with a chance to grow, with a promoter. */
export async function standingFigures(
  inputs: MetricsInputs,
  customers: readonly string[],
  to: Day,
): Promise<ReadonlyMap<string, Measured>> {
  const context = contextOn(inputs, to);
  const among = new Set(customers);
  const tiers = (await scoreAccounts(context))
    .filter(({ account }) => !inputs.filtered || among.has(account))
    .flatMap(({ now }) => now.tier ?? []);
  const measured = await measureAll(context, customers, SIGNAL_METRICS);
  const growing = customers.filter((account) =>
    detectSignals({ account, name: account }, measured.get(account) ?? [], to).some(({ kind }) => kind === "expansion"),
  );
  const { promoters, asked } = await promoterAccounts(inputs.session.book, customers, { from: addDays(to, 1 - YEAR), to });
  const none = "no customer at the end of the period";
  return new Map([
    ["green_share", shareOf(tiers.filter((tier) => tier === "green").length, tiers.length, "no account could be scored")],
    ["expansion_found", shareOf(growing.length, customers.length, none)],
    [
      "promoter_customers",
      asked === 0 ? shareOf(0, 0, "no NPS answer in the year to the end of the period") : shareOf(promoters, customers.length, none),
    ],
  ]);
}
