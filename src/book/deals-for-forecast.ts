import type { Day } from "../core/days.ts";
import type { ForecastDeal, StageChange } from "../domain/forecast/deal.ts";
import type { Book } from "./book.ts";
import { DEAL_IS_CLOSED, DEAL_IS_KNOWN } from "./queries/deal-state.ts";
import { isNow } from "./queries/last-told-day.ts";

/**
 * Every deal known by as-of, in the order of their ids. A deal counts as closed only where it was closed by as-of (see DEAL_IS_CLOSED); the stage is that of
 * the history on as-of where there is one, else the export's current state (none for a deal that was closed later), as are probability, category and next step.
 * A close date other than the last of the history is a change too where as-of is not before the end of the exports: the history often lacks the newest.
 */
export async function dealsForForecast(book: Book, asOf: Day): Promise<ForecastDeal[]> {
  const changes = await stageChanges(book, asOf);
  const rows = await book.rows<Omit<ForecastDeal, "changes"> & { readonly is_now: boolean }>(
    `WITH known AS (
  SELECT *, ${DEAL_IS_CLOSED} AS is_closed FROM opportunities
  WHERE ${DEAL_IS_KNOWN}
)
SELECT opportunity AS id, account, coalesce((SELECT any_value(a.name) FROM accounts a WHERE a.account = known.account), account) AS account_name, name, coalesce(kind, 'new') AS kind,
  CASE WHEN is_closed OR NOT coalesce(closed, false) THEN stage END AS stage, amount_minor, currency, owner, probability, forecast_category AS category, next_step, day_of(created_at) AS created_on, close_on, is_closed AS closed, is_closed AND coalesce(won, false) AS won, ${isNow("CAST($as_of AS DATE)")} AS is_now
FROM known ORDER BY opportunity`,
    { as_of: asOf },
  );
  return rows.map(({ is_now: isCurrent, ...row }) => ({
    ...row,
    changes: withNewestDate(changes.get(row.id) ?? [], isCurrent ? row.close_on : null, asOf),
  }));
}

function withNewestDate(changes: readonly StageChange[], closeOn: Day | null, asOf: Day): readonly StageChange[] {
  const last = changes.at(-1);
  const dated = changes.findLast(({ close_on: on }) => on !== null);
  if (last === undefined || dated === undefined || closeOn === null || dated.close_on === closeOn) return changes;
  return [...changes, { stage: last.stage, on_day: asOf, close_on: closeOn }];
}

async function stageChanges(book: Book, asOf: Day): Promise<ReadonlyMap<string, StageChange[]>> {
  const rows = await book.rows<StageChange & { opportunity: string }>(
    `SELECT opportunity, stage, day_of(changed_at) AS on_day, close_on FROM stage_changes WHERE day_of(changed_at) <= CAST($as_of AS DATE) ORDER BY opportunity, changed_at, close_on, stage`,
    { as_of: asOf },
  );
  const changes = new Map<string, StageChange[]>();
  for (const { opportunity, ...change } of rows) changes.set(opportunity, [...(changes.get(opportunity) ?? []), change]);
  return changes;
}
