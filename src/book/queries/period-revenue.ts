import { compareText } from "../../core/compare-text.ts";
import { knownAccounts } from "../known-accounts.ts";
import { NO_SUBSCRIPTIONS, revenueOf } from "../period/period-figures.ts";
import { ALL_CUSTOMERS, type PeriodInputs, periodInputs } from "../period/period-inputs.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import { type Movement, movementOf } from "../../domain/metrics/arr-bridge.ts";
import { unknown } from "../../domain/metrics/measured.ts";
import type { Period } from "../../domain/metrics/period.ts";
import { REVENUE_DEFINITIONS } from "../../domain/metrics/revenue-definitions.ts";
import { cellsOf, periodQuery, upToNow } from "./period-query.ts";
import { ORIGIN } from "./query.ts";

const NAMED = 5;

/** What recurring revenue and customers did in a period, and whose it was. */
export const periodRevenue = periodQuery({
  name: "period-revenue",
  doc: "the ARR bridge, retention and growth of a period, from the subscriptions in force on its days",
  tables: ["subscriptions", "accounts", "meta"],
  cells: async (context, asked) => {
    const period = upToNow(asked, context);
    const inputs = await periodInputs(context, ALL_CUSTOMERS);
    const n = inputs.found.spans.length;
    if (n === 0) return { ...cellsOf(new Map(REVENUE_DEFINITIONS.map(({ name }) => [name, unknown(NO_SUBSCRIPTIONS)]))), n };
    if (period.from > period.to) return { ...cellsOf(new Map(REVENUE_DEFINITIONS.map(({ name }) => [name, unknown(NOT_YET)]))), n };
    const { arr, customers, measured } = revenueOf(inputs, period);
    return {
      ...cellsOf(measured),
      ...Object.fromEntries(Object.entries(arr).map(([part, minor]) => [`arr_${part}`, minor])),
      ...Object.fromEntries(Object.entries(customers).map(([part, count]) => [`customers_${part}`, count])),
      ...(await whose(inputs, period)),
      currency: inputs.currency,
      n,
    };
  },
  evidence: `SELECT account, subscription, plan, arr_minor, currency, day_of(started_at) AS started_on, CASE WHEN day_of(ended_at) <= CAST($as_of AS DATE) THEN day_of(ended_at) END AS ended_on, ${ORIGIN} FROM subscriptions t
WHERE account IS NOT NULL AND day_of(started_at) <= CAST($to AS DATE) AND (ended_at IS NULL OR day_of(ended_at) >= CAST($from AS DATE)) AND day_of(started_at) <= CAST($as_of AS DATE) ORDER BY account, subscription, started_on`,
});

const NOT_YET = "the period has not begun by as-of";

/** The names of those who left, came, grew and shrank, the largest amounts first. */
async function whose({ book, accountSizes, presence }: PeriodInputs, period: Period): Promise<Cells> {
  const names = new Map((await knownAccounts(book)).map(({ account, name }) => [account, name]));
  const moved = [...presence].map(([account, history]) => ({
    name: names.get(account) ?? account,
    any: movementOf(history, period, "snapshot"),
    own: movementOf(accountSizes.get(account) ?? [], period, "snapshot"),
  }));
  const those = (amount: (movement: Movement) => number): string | null => {
    const found = moved
      .filter(({ any }) => amount(any) > 0)
      .sort((a, b) => amount(b.own) - amount(a.own) || compareText(a.name, b.name))
      .map(({ name }) => name);
    const more = found.length - NAMED;
    return found.length === 0 ? null : `${found.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  };
  return {
    lost_names: those(({ churn }) => churn),
    new_names: those((movement) => movement.new + movement.reactivation),
    expanded_names: those(({ expansion }) => expansion),
    contracted_names: those(({ contraction }) => contraction),
  };
}
