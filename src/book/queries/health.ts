import { addDays, daysBetween } from "../../core/days.ts";
import { UserError } from "../../core/errors.ts";
import { stableJson } from "../../core/json.ts";
import { nearest } from "../../core/text.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { type FreshnessTable, isFreshnessTable } from "../../domain/health/freshness-tables.ts";
import type { HealthModel } from "../../domain/health/health-model.ts";
import type { HealthScore } from "../../domain/health/health-score.ts";
import { scoreAt, type ScoreInputs, scoreTable, type ScoreTable, tierAt } from "../../domain/health/score-table.ts";
import { modelMetrics, type ScoringPlan, scoringPlan, weightsFor } from "../../domain/health/scoring-plan.ts";
import { noCustomers } from "../no-customers.ts";
import { newestRowAges } from "./newest-rows.ts";
import { type PanelDay, readPanel, whereOne } from "./panel.ts";
import type { Query, QueryContext } from "./query.ts";
import { remembered } from "./remembered.ts";

/** The query that has a row for every account known on a day. */
const PROFILE = "account-profile";

/** How many days back the trend looks. */
export const TREND_DAYS = 30;

export interface ScoredAccount {
  readonly account: string;
  readonly now: HealthScore;
  /** The score as of TREND_DAYS before. */
  readonly before: HealthScore;
}

/** Scores of every account in scope on several days. */
export interface ScoredBook {
  readonly model: HealthModel;
  /** Ids of all accounts of the book's list, sorted. */
  readonly accounts: readonly string[];
  /** For each day asked for: the scores, and whether the account was a customer's on that day (1) or not yet, or no more (0). */
  readonly days: readonly ScoredDay[];
}

interface ScoredDay {
  readonly table: ScoreTable;
  readonly here: Uint8Array;
  /** Why an account is not here: the day on which it left, that its record was made later, or that it is no customer by its record. */
  readonly absence: (
    row: number,
  ) => { readonly left_on: string } | { readonly made_later: true } | { readonly no_customer: true } | undefined;
}

/** Scores every account in scope, on as-of and TREND_DAYS before, by the scope's health model. An account that has left is not scored. */
export async function scoreAccounts(context: QueryContext): Promise<ScoredAccount[]> {
  const { accounts, days } = await scoredNow(context);
  const [now, before] = days;
  if (now === undefined || before === undefined) return [];
  return accounts.flatMap((account, row) =>
    now.here[row] === 1 ? [{ account, now: scoreAt(now.table, row), before: scoreAt(before.table, row) }] : [],
  );
}

const SCORED = remembered<Promise<ScoredBook>>();

/** Scores on as-of and TREND_DAYS before, worked out once of an open book: several parts of a command look at them. */
export function scoredNow(context: QueryContext): Promise<ScoredBook> {
  return SCORED(context, stableJson(context.scope), () => scoreBook(context, [0, TREND_DAYS]));
}

/** The cells of the query `health` by account, each worked out when it is read: most readers want nothing but the tier. */
export async function lazyHealthCells(context: QueryContext): Promise<(account: string) => Cells | undefined> {
  const {
    accounts,
    days: [now, before],
  } = await scoredNow(context);
  const rowOf = new Map(accounts.map((account, row) => [account, row]));
  return (account) => {
    const row = rowOf.get(account);
    if (row === undefined || now?.here[row] !== 1 || before === undefined) return undefined;
    const read = (cell: string): Cells[string] | undefined => {
      if (cell === "tier") return tierAt(now.table, row);
      return healthCells(account, scoreAt(now.table, row), scoreAt(before.table, row))[cell];
    };
    return new Proxy<Record<string, Cells[string]>>({}, { get: (_, cell) => read(String(cell)) ?? null });
  };
}

/** Scores every account on several days, counted back from as-of (the first is 0), from one reading of the book. */
export async function scoreBook(context: QueryContext, daysAgo: readonly number[]): Promise<ScoredBook> {
  const model = healthModel(context);
  const plan = scoringPlan(model);
  const metrics = [...modelMetrics(model, (name) => METRICS.has(name)), "churned_on"];
  const tables = plan.inputs.map(({ input }) => input.freshness?.of ?? "").filter(isFreshnessTable);
  const [panel, tableAges] = await Promise.all([
    readPanel(context, metrics, daysAgo, [PROFILE]),
    newestRowAges(context, [...new Set(tables)], daysAgo),
  ]);
  const dates = daysAgo.map((ago) => addDays(context.scope.asOf, -ago));
  const none = await Promise.all(dates.map((date) => noCustomers(context.book, date)));
  const days = panel.days.map((day, index): ScoredDay => {
    const here = without(hereOn(day), panel.accounts, none[index] ?? new Set());
    const on = dates[index] ?? context.scope.asOf;
    const left = day.days.get("churned_on");
    return {
      here,
      absence: (row) => {
        const gone = left?.[row] ?? Number.NaN;
        if (!Number.isNaN(gone)) return { left_on: addDays("1970-01-01", gone) };
        if (day.present.get(PROFILE)?.[row] !== 1) return { made_later: true };
        return none[index]?.has(panel.accounts[row] ?? "") === true ? { no_customer: true } : undefined;
      },
      table: scoreTable(
        plan,
        scoreInputs(plan, day, here, on, (table) => tableAges.get(table)?.[index] ?? Number.NaN),
      ),
    };
  });
  return { model, accounts: panel.accounts, days };
}

/** The scope's health model. Throws UserError that lists the models there are, DataError for one that cannot be read. */
export function healthModel({ scope, knowledge }: Pick<QueryContext, "scope" | "knowledge">): HealthModel {
  const model = knowledge.healthModels.get(scope.health);
  if (model !== undefined) return model;
  const broken = knowledge.brokenModels?.get(scope.health);
  if (broken !== undefined) throw broken;
  const known = [...knowledge.healthModels.keys()];
  const [meant] = nearest(scope.health, known);
  throw new UserError({
    code: "unknown-health-model",
    message: `There is no health model "${scope.health}".${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
    found: scope.health,
    allowed: known,
    fix: "Use --health with one of these, or add references/health/<name>.yaml.",
  });
}

export const health: Query = {
  name: "health",
  doc: "the health score on as-of and 30 days before, by the model in use",
  tables: ["accounts", "usage", "subscriptions", "invoices", "tickets", "surveys", "interactions", "contacts"],
  rows: async (context) => [
    ...(await scoreAccounts(context)).map(({ account, now, before }) => healthCells(account, now, before)),
    ...(await absentAccounts(context)),
  ],
  evidence: async (context, _days, limit) => {
    const scored = await scoreAccounts(context);
    return scored
      .flatMap(({ account, now }) =>
        now.inputs.map(({ name, group, metric, weight, value, score, contribution }) => ({
          account,
          input: name,
          group,
          metric,
          weight,
          value,
          score,
          contribution,
        })),
      )
      .slice(0, limit);
  },
};

/** The accounts that are not scored, and why. */
async function absentAccounts(context: QueryContext): Promise<Cells[]> {
  const {
    accounts,
    days: [now],
  } = await scoredNow(context);
  return accounts.flatMap((account, row) => {
    const absence = now?.absence(row);
    return absence === undefined ? [] : [{ account, ...absence, n: 0 }];
  });
}

function healthCells(account: string, now: HealthScore, before: HealthScore): Cells {
  const weakest = now.inputs
    .filter((input) => input.score !== null)
    .sort((a, b) => b.weight - b.contribution - (a.weight - a.contribution))[0];
  const change = now.score === null || before.score === null ? null : now.score - before.score;
  return {
    account,
    model: now.model,
    score: now.score,
    tier: now.tier,
    coverage: now.coverage,
    score_previous: before.score,
    tier_previous: before.tier,
    score_change: change,
    weakest: now.score === null ? null : (weakest?.name ?? null),
    n: now.inputs.filter((input) => input.value !== null).length,
  };
}

/** An account is here when the list knows it on that day and it has not left. */
function hereOn({ present, days }: PanelDay): Uint8Array {
  const [known, left] = [present.get(PROFILE) ?? new Uint8Array(), days.get("churned_on")];
  return known.map((one, row) => (one === 1 && Number.isNaN(left?.[row] ?? Number.NaN) ? 1 : 0));
}

/** The flags, 0 for those accounts. Most books have none of them, and a hundred thousand look-ups are not free. */
function without(here: Uint8Array, accounts: readonly string[], none: ReadonlySet<string>): Uint8Array {
  return none.size === 0 ? here : here.map((one, row) => (none.has(accounts[row] ?? "") ? 0 : one));
}

/** What the scores of one day rest on. Of an account that is not here nothing counts. */
function scoreInputs(
  { inputs, model }: ScoringPlan,
  { numbers, texts, days }: PanelDay,
  here: Uint8Array,
  on: string,
  tableAge: (table: FreshnessTable) => number,
): ScoreInputs {
  const rows = here.length;
  const nothing = new Float64Array(rows).fill(Number.NaN);
  const weightSets = new Uint8Array(rows);
  if ((model.segments ?? []).length > 0)
    for (let row = 0; row < rows; row += 1) weightSets[row] = weightsFor(model, (metric) => texts.get(metric)?.[row] ?? null);
  return {
    rows,
    values: inputs.map(({ input }) => whereOne(numbers.get(input.metric) ?? nothing, here)),
    ages: inputs.map(({ input: { freshness } }) => {
      if (freshness === undefined) return Number.NaN;
      if (isFreshnessTable(freshness.of)) return whereOne(new Float64Array(rows).fill(tableAge(freshness.of)), here);
      const [known, today] = [days.get(freshness.of) ?? nothing, daysBetween("1970-01-01", on)];
      return whereOne(
        known.map((day) => today - day),
        here,
      );
    }),
    weightSets,
    vetoValue: (metric, row) => (here[row] === 1 ? (numbers.get(metric)?.[row] ?? Number.NaN) : Number.NaN),
  };
}
