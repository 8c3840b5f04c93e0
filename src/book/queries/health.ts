import { addDays } from "../../core/days.ts";
import { UserError } from "../../core/errors.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import type { HealthModel } from "../../domain/health/health-model.ts";
import { type HealthScore, scoreHealth } from "../../domain/health/score-health.ts";
import { readPanel } from "./panel.ts";
import type { Query, QueryContext } from "./query.ts";

/** How many days back the trend looks. */
export const TREND_DAYS = 30;

export interface ScoredAccount {
  readonly account: string;
  readonly now: HealthScore;
  /** The score as of TREND_DAYS before. */
  readonly before: HealthScore;
}

/** Scores every account in scope, on as-of and TREND_DAYS before, by the scope's health model. */
export async function scoreAccounts(context: QueryContext): Promise<ScoredAccount[]> {
  const model = healthModel(context);
  const now = await scoresOn(context, model, context.scope.asOf);
  const before = await scoresOn(context, model, addDays(context.scope.asOf, -TREND_DAYS));
  const nothing = scoreHealth(model, () => null);
  return [...now].map(([account, score]) => ({ account, now: score, before: before.get(account) ?? nothing }));
}

/** The scope's health model. Throws UserError that lists the models there are. */
export function healthModel({ scope, knowledge }: QueryContext): HealthModel {
  const model = knowledge.healthModels.get(scope.health);
  if (model !== undefined) return model;
  throw new UserError({
    code: "unknown-health-model",
    message: `There is no health model "${scope.health}".`,
    found: scope.health,
    allowed: [...knowledge.healthModels.keys()],
    fix: "Use --health with one of these, or add references/health/<name>.yaml.",
  });
}

export const health: Query = {
  name: "health",
  doc: "the health score on as-of and 30 days before, by the model in use",
  tables: ["accounts", "usage", "subscriptions", "invoices", "tickets", "surveys", "interactions", "contacts"],
  rows: async (context) => (await scoreAccounts(context)).map(({ account, now, before }) => healthCells(account, now, before)),
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

/** Every account of the table `accounts` appears, scored or not; one that left earlier does not. */
async function scoresOn(context: QueryContext, model: HealthModel, asOf: string): Promise<Map<string, HealthScore>> {
  const inputs = model.groups.flatMap((group) => group.inputs.map((input) => input.metric));
  const metrics = [...inputs, ...model.vetoes.map((veto) => veto.metric), "account_name", "churned_on"];
  const panel = await readPanel({ ...context, scope: { ...context.scope, asOf } }, metrics);
  const scored = [...panel].filter(([, values]) => values.has("account_name") && (values.get("churned_on") ?? null) === null);
  return new Map(scored.map(([account, values]) => [account, scoreHealth(model, (metric) => values.get(metric) ?? null)]));
}
