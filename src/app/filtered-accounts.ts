import { knownAccounts } from "../book/known-accounts.ts";
import { measureAll } from "../book/measure.ts";
import { UserError } from "../core/errors.ts";
import { count, nearest } from "../core/text.ts";
import { fits, parseAccountFilter } from "../domain/accounts/account-filter.ts";
import { refuseImpossible } from "../domain/accounts/filter-values.ts";
import { formatFact } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Session } from "./open-session.ts";

/** An account that fits, with what the wanted names stand for. */
export interface FilteredAccount {
  readonly account: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Names that are no metrics. */
const OWN = ["account", "account_id", "name", "id"] as const;

/**
 * The accounts of the session that fit a filter, by id, each with the values of `names`: account and name (its display name), account_id and
 * id, or a metric. Accounts without a value that the filter asks for are left out and counted in the log; that none fits is told there too and
 * no fault. Throws UserError for an unknown name and for a filter that no account can ever fit.
 */
export async function filteredAccounts(session: Session, filter: string, names: readonly string[]): Promise<FilteredAccount[]> {
  const metrics = [...METRICS.values()].filter(({ about }) => about === "account").map(({ name }) => name);
  const conditions = parseAccountFilter(filter, metrics);
  refuseImpossible(conditions, (metric) => METRICS.get(metric)?.unit);
  const wanted = names.filter((name) => !OWN.some((own) => own === name));
  const unknown = wanted.find((name) => !metrics.includes(name));
  if (unknown !== undefined) throw unknownPlaceholder(unknown, metrics);
  const accounts = await knownAccounts(session.book);
  const asked = [...new Set([...conditions.map(({ metric }) => metric), ...wanted])];
  const measured = await measureAll(
    session.context(),
    accounts.map(({ account }) => account),
    asked,
  );
  let lacking = 0;
  const found = accounts.flatMap(({ account, name }) => {
    const byName = new Map((measured.get(account) ?? []).map((fact) => [fact.metric, fact]));
    const values = conditions.map(({ metric }) => byName.get(metric)?.value ?? null);
    if (values.includes(null)) lacking += 1;
    const isFit = conditions.every((condition, index) => {
      const fact = byName.get(condition.metric);
      return fact !== undefined && fits(condition, values[index] ?? null, fact.unit);
    });
    if (!isFit) return [];
    const own = { account: name, name, account_id: account, id: account };
    return [{ account, values: { ...own, ...Object.fromEntries(wanted.map((each) => [each, shown(byName.get(each))])) } }];
  });
  if (lacking > 0) session.deps.log.info(`${count(lacking, "account")} of ${accounts.length} left out: no value for what --accounts asks.`);
  if (found.length === 0) session.deps.log.warn(`None of ${count(accounts.length, "account")} fits "${filter}": no job for it.`);
  return found;
}

function shown(fact: Parameters<typeof formatFact>[0] | undefined): string {
  return fact === undefined ? "unknown" : formatFact(fact);
}

function unknownPlaceholder(name: string, metrics: readonly string[]): UserError {
  const near = nearest(name, [...OWN, ...metrics]);
  return new UserError({
    code: "placeholder-unknown",
    message: `Nothing says what {${name}} stands for.`,
    found: `{${name}}`,
    allowed: near.length > 0 ? near.map((each) => `did you mean {${each}}?`) : OWN.map((each) => `{${each}}`),
    fix: "Use a name of an account's figure (docs/metrics.md), or {{ for a brace.",
  });
}
