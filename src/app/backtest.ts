import { firstActivity } from "../book/churn-history.ts";
import { healthModel, scoreBook } from "../book/queries/health.ts";
import { readPanel } from "../book/queries/panel.ts";
import type { QueryContext } from "../book/queries/query.ts";
import { addDays, type Day, daysBetween } from "../core/days.ts";
import { DataError } from "../core/errors.ts";
import { count } from "../core/text.ts";
import { type Barred, datedModel } from "../domain/backtest/dated-model.ts";
import { judgeReplay, type Judgement } from "../domain/backtest/judge-replay.ts";
import { monthEnds } from "../domain/backtest/month-ends.ts";
import type { ReplayRow } from "../domain/backtest/replay-row.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { scoreAt } from "../domain/health/score-table.ts";
import { periodOn } from "../domain/survival/customer-periods.ts";
import { arrOf, type CustomerBase, customerBase, leavesWithin } from "./churn-rows.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { givenDay } from "./given-day.ts";

export interface BacktestOptions extends BookOptions {
  /** Days within which an account must leave to count. */
  readonly horizon: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What a replay of past scores showed. Money is in minor units. */
export interface BacktestReport extends Judgement {
  readonly model: string;
  readonly horizon: number;
  readonly as_of: Day;
  /** The month-ends that were replayed. */
  readonly days: readonly Day[];
  readonly currency: string;
  /** Parts of the model that were left out: their past is not known. */
  readonly barred: readonly Barred[];
  readonly notes: readonly string[];
}

const NOTES = [
  "ARR is each subscription's present price on the days it was in force: a price changed inside one subscription is not visible.",
  "Accounts that had given notice before a month-end are still counted: the score does not know of it unless the model says so.",
] as const;

/** Fewer accounts that left than this show nothing but chance. */
const LEAST_CHURNED = 10;
/** Use and tickets that the first replayed score needs behind it. */
const WARM_UP_DAYS = 60;

/**
 * Replays the health score at past month-ends, each seeing nothing later than its day, and judges it by who left within the horizon. Throws UserError
 * for wrong days, DataError where history or accounts that left are too few.
 */
export async function backtestHealth(
  deps: Deps,
  options: BacktestOptions,
): Promise<{ readonly report: BacktestReport; readonly age: number }> {
  const session = await openSession(deps, options);
  try {
    const days = replayedDays(session.asOf, options, await firstActivity(session.book));
    const base = await customerBase(session);
    const context = session.context();
    const { model, barred } = datedModel(healthModel(context), METRICS);
    // The same knowledge but for this one model: queries and scores are those of `health` itself.
    const knowledge = { ...context.knowledge, healthModels: new Map([[context.scope.health, model]]) };
    const rows: ReplayRow[] = [];
    for (const day of days)
      rows.push(...(await replay({ ...context, knowledge, scope: { ...context.scope, asOf: day } }, base, options.horizon)));
    refuseFewChurns(rows, days, options.horizon);
    const report = {
      model: model.name,
      horizon: options.horizon,
      as_of: session.asOf,
      days,
      currency: session.book.currency,
      barred,
      notes: NOTES,
      ...judgeReplay(rows),
    };
    return { report, age: session.age };
  } finally {
    session.close();
  }
}

/** Every customer of one day with its score then. */
async function replay(context: QueryContext, base: CustomerBase, horizon: number): Promise<ReplayRow[]> {
  const day = context.scope.asOf;
  const scored = await scoreBook(context, [0]);
  const panel = await readPanel(context, ["days_silent"]);
  const silent = new Map(panel.accounts.map((account, row) => [account, panel.days[0]?.numbers.get("days_silent")?.[row]]));
  const [scores] = scored.days;
  return scored.accounts.flatMap((account, row): ReplayRow[] => {
    const period = periodOn(base.periods.get(account) ?? [], day);
    if (period === undefined || scores === undefined || scores.here[row] !== 1) return [];
    const { score, tier } = scoreAt(scores.table, row);
    const quiet = silent.get(account);
    return [
      {
        account,
        day,
        score,
        tier,
        arr_minor: arrOf(base, account, day),
        tenure_days: daysBetween(period.from, day),
        silent_days: quiet === undefined || Number.isNaN(quiet) ? null : quiet,
        left: leavesWithin(base, account, day, horizon),
        left_on: period.to,
      },
    ];
  });
}

function replayedDays(asOf: Session["asOf"], { horizon, from, to }: BacktestOptions, first: Day | undefined): readonly Day[] {
  for (const [option, day] of [
    ["--from", from],
    ["--to", to],
  ] as const)
    if (day !== undefined) givenDay(day, option, "YYYY-MM-DD, such as 2026-06-30");
  const latest = addDays(asOf, -horizon);
  const end = to === undefined || to > latest ? latest : to;
  const start = from ?? addDays(end, -365);
  const known = first === undefined ? undefined : addDays(first, WARM_UP_DAYS);
  const days = known === undefined ? [] : monthEnds(start > known ? start : known, end);
  if (days.length > 0) return days;
  throw new DataError({
    code: "short-history",
    message: "There is no month-end to look back from.",
    found:
      first === undefined
        ? "no use, ticket or meeting in the book"
        : `activity from ${first} to ${asOf}, looked at from ${start} to ${end}`,
    allowed: [`a month-end at least ${WARM_UP_DAYS} days after the first activity and ${horizon} days before ${asOf}`],
    fix: "Add older exports, or name a shorter --horizon or other days with --from and --to.",
  });
}

function refuseFewChurns(rows: readonly ReplayRow[], days: readonly Day[], horizon: number): void {
  const scored = rows.filter(({ score }) => score !== null);
  const churned = new Set(scored.filter(({ left }) => left).map(({ account }) => account)).size;
  const stayed = new Set(scored.filter(({ left }) => !left).map(({ account }) => account)).size;
  if (churned >= LEAST_CHURNED && stayed >= LEAST_CHURNED) return;
  throw new DataError({
    code: "too-few-churns",
    message: "Too few accounts left to judge the score by: any figure would be chance.",
    found: `${count(churned, "account")} that left within ${horizon} days of one of ${count(days.length, "month-end")} (${days[0] ?? ""} to ${days.at(-1) ?? ""}), among ${count(new Set(scored.map(({ account }) => account)).size, "account")} with a score`,
    allowed: [`at least ${LEAST_CHURNED} accounts that left and ${LEAST_CHURNED} that stayed`],
    fix: "Add older exports, go further back with --from, or use a longer --horizon. Until then read `echo-cs health` as a rule of thumb that nobody has checked on your customers.",
  });
}
