import { accountsCalled } from "../book/accounts-called.ts";
import { knownAccounts } from "../book/known-accounts.ts";
import { measure, measureAll } from "../book/measure.ts";
import { noCustomers } from "../book/no-customers.ts";
import { accountParents } from "../book/queries/arr-parents.ts";
import { healthModel, type ScoredAccount, scoreAccounts, TREND_DAYS } from "../book/queries/health.ts";
import type { QueryContext } from "../book/queries/query.ts";
import { compareText } from "../core/compare-text.ts";
import { addDays, type Day } from "../core/days.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import { whyAbsent } from "../domain/health/why-absent.ts";
import type { HealthModel } from "../domain/health/health-model.ts";
import { scoreHealth } from "../domain/health/score-health.ts";
import type { Tier } from "../domain/health/tier.ts";
import { rootOf } from "../domain/metrics/roll-up.ts";
import type { Deps } from "./deps.ts";
import type { HealthReport } from "./health-report.ts";
import { rollUpReports } from "./health-roll-up.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";
import { type StaleExport, staleExports } from "./stale-exports.ts";

/** Figures beside the score. */
const SHOWN = ["account_name", "arr", "renewal_on", "churned_on"];

export interface HealthOptions extends BookOptions {
  /** One account as a person names it; every account where it is left out. */
  readonly account?: string | undefined;
  readonly tier?: Tier | undefined;
  /** Scores accounts of one topmost parent as one. */
  readonly rollUp?: boolean | undefined;
}

/**
 * Scores one account, or all of them: worst first, accounts without a score last. Accounts that had left by as-of are scored by nobody; named,
 * such an account says so. Throws UserError for an unknown or ambiguous account and for an unknown health model.
 */
export async function healthReport(
  deps: Deps,
  options: HealthOptions,
): Promise<{ readonly asOf: Day; readonly age: number; readonly stale: readonly StaleExport[]; readonly scores: readonly HealthReport[] }> {
  const session = await openSession(deps, options);
  try {
    const isOne = options.account !== undefined && options.rollUp !== true;
    const accounts = isOne ? await accountsCalled(session.book, options.account) : await knownAccounts(session.book);
    const one = options.account === undefined ? undefined : resolveAccount(options.account, accounts);
    // A family is scored from all its accounts, whichever of them is named.
    const context = scopedTo(session.context(), options.rollUp === true ? undefined : one?.account);
    const model = healthModel(context);
    const scored = await scoreAccounts(context);
    const none = one !== undefined && (await noCustomers(session.book, session.asOf)).has(one.account);
    const listed = one !== undefined && scored.length === 0 ? [unscored(one.account, model)] : scored;
    const figures =
      isOne && one !== undefined
        ? new Map([[one.account, await measure(context, { account: one.account }, SHOWN)]])
        : await measureAll(
            context,
            listed.map(({ account }) => account),
            SHOWN,
          );
    const names = new Map(accounts.map(({ account, name }) => [account, name]));
    const scores = listed.map((score) =>
      reportOf(score, names.get(score.account) ?? score.account, model, session.asOf, figures.get(score.account) ?? [], none),
    );
    const parents = options.rollUp === true ? await accountParents(session.book) : undefined;
    const families =
      parents === undefined
        ? scores
        : rollUpReports(scores, parents, names, model, session.book.currency).filter(
            ({ account }) => one === undefined || account === rootOf(one.account, parents),
          );
    return {
      asOf: session.asOf,
      age: session.age,
      stale: await staleExports(session.context()),
      scores: families.filter(({ tier }) => options.tier === undefined || tier === options.tier).sort(worstFirst),
    };
  } finally {
    session.close();
  }
}

function scopedTo(context: QueryContext, account: string | undefined): QueryContext {
  return account === undefined ? context : { ...context, scope: { ...context.scope, account } };
}

function unscored(account: string, model: HealthModel): ScoredAccount {
  const nothing = scoreHealth(model, () => null);
  return { account, now: { ...nothing, score: null, tier: null }, before: { ...nothing, score: null, tier: null } };
}

function reportOf(
  { account, now, before }: ScoredAccount,
  name: string,
  model: HealthModel,
  asOf: Day,
  figures: readonly Measurement[],
  isNone: boolean,
): HealthReport {
  const figure = (metric: string): Measurement | undefined => figures.find((candidate) => candidate.metric === metric);
  const arr = figure("arr");
  const delta = now.score === null || before.score === null ? null : now.score - before.score;
  return {
    account,
    name,
    model: model.name,
    score: now.score,
    tier: now.tier,
    coverage: now.coverage,
    trend: { from: addDays(asOf, -TREND_DAYS), to: asOf, delta, from_score: before.score, to_score: now.score },
    inputs: now.inputs.map(({ name: input, group, metric, weight, value, score, contribution, age_days, stale }) => {
      const earlier = before.inputs.find((candidate) => candidate.name === input && candidate.group === group);
      return {
        name: input,
        group,
        metric,
        weight,
        value,
        score,
        contribution,
        delta: delta === null ? null : contribution - (earlier?.contribution ?? 0),
        age_days,
        stale,
      };
    }),
    vetoes: now.vetoes,
    weights_of: now.weights_of,
    reason: now.score === null ? whyUnscored(figure("churned_on")?.value ?? null, isNone, now.coverage, model) : null,
    arr_minor: typeof arr?.value === "number" ? arr.value : null,
    currency: arr?.currency ?? "",
    renewal_on: dayOrNull(figure("renewal_on")),
  };
}

function whyUnscored(churnedOn: number | string | null, isNone: boolean, coverage: number, model: HealthModel): string {
  const few = `only ${Math.round(coverage * 100)} % of the model's weights have data, and ${model.name} abstains below ${Math.round(model.coverageFloor * 100)} %`;
  return whyAbsent({ left_on: churnedOn, no_customer: isNone }) ?? few;
}

function dayOrNull(measurement: Measurement | undefined): Day | null {
  return typeof measurement?.value === "string" ? measurement.value : null;
}

function worstFirst(a: HealthReport, b: HealthReport): number {
  const byScore = (a.score ?? Infinity) - (b.score ?? Infinity);
  return Number.isNaN(byScore) || byScore === 0 ? compareText(a.account, b.account) : byScore;
}
