import { contextOn, type PeriodInputs } from "../book/period/period-inputs.ts";
import { scoreAccounts } from "../book/queries/health.ts";
import { promoterAccounts } from "../book/queries/survey-answers.ts";
import { addDays, type Day } from "../core/days.ts";
import { silentLog } from "../core/log.ts";
import { shareOf } from "../domain/metrics/intervals.ts";
import type { Measured } from "../domain/metrics/measured.ts";
import type { Session } from "./open-session.ts";
import { listSignals } from "./signals.ts";

const YEAR = 365;

/** Where the customers of `to` stand on that day: green, with a chance to grow, with a promoter. */
export async function standingFigures(
  session: Session,
  inputs: PeriodInputs,
  customers: readonly string[],
  to: Day,
): Promise<ReadonlyMap<string, Measured>> {
  const { filtered } = inputs;
  const among = new Set(customers);
  const tiers = (await scoreAccounts(contextOn(inputs, to)))
    .filter(({ account }) => !filtered || among.has(account))
    .flatMap(({ now }) => now.tier ?? []);
  const { signals } = await listSignals({ ...session.deps, log: silentLog }, { asOf: to, kind: "expansion" });
  const growing = new Set(signals.map(({ account }) => account).filter((account) => among.has(account)));
  const { promoters, asked } = await promoterAccounts(session.book, customers, { from: addDays(to, 1 - YEAR), to });
  const none = "no customer at the end of the period";
  return new Map([
    ["green_share", shareOf(tiers.filter((tier) => tier === "green").length, tiers.length, "no account could be scored")],
    ["expansion_found", shareOf(growing.size, customers.length, none)],
    [
      "promoter_customers",
      asked === 0 ? shareOf(0, 0, "no NPS answer in the year to the end of the period") : shareOf(promoters, customers.length, none),
    ],
  ]);
}
