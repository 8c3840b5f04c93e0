import { addDays, type Day } from "../../core/days.ts";
import { type MonthsOfUse, monthsOfUse } from "./months-of-use.ts";
import type { QueryContext } from "./query.ts";
import { phraseList } from "./sql-literals.ts";

/** The names that use goes by in this book. */
export interface UsageFeatures {
  /** Those that mean a login. */
  readonly logins: readonly string[];
  /** The others: what a product can do. */
  readonly features: readonly string[];
  /** Whether a name that means a login occurs up to `ago` days before as-of. Where none does, every event counts as a login. */
  readonly namesLogins: (ago: number) => boolean;
  /** How many features anybody had used up to that day. */
  readonly offered: (ago: number) => number;
  /** Names of events that mean first value; none: any feature. */
  readonly firstValue: readonly string[];
  /** The last month of use and the one before, as they were `ago` days before as-of. */
  readonly months: (ago: number) => MonthsOfUse;
}

/** Reads the names. Comparing each row with the few that occur is much cheaper than with all that there could be. */
export async function usageFeatures(context: QueryContext): Promise<UsageFeatures> {
  const { book, knowledge, scope } = context;
  const rows = await book.rows<{ feature: string | null; first_on: Day }>(
    "SELECT feature, first_on FROM usage_features WHERE first_on <= CAST($as_of AS DATE) ORDER BY feature",
    { as_of: scope.asOf },
  );
  const isLogin = new Set(knowledge.loginEvents);
  const named = rows.flatMap(({ feature, first_on: firstOn }) => (feature === null ? [] : [{ feature, firstOn }]));
  const seenBy = (ago: number, login: boolean): number =>
    named.filter(({ feature, firstOn }) => isLogin.has(feature) === login && firstOn <= addDays(scope.asOf, -ago)).length;
  return {
    logins: named.flatMap(({ feature }) => (isLogin.has(feature) ? [feature] : [])),
    features: named.flatMap(({ feature }) => (isLogin.has(feature) ? [] : [feature])),
    namesLogins: (ago) => seenBy(ago, true) > 0,
    offered: (ago) => seenBy(ago, false),
    firstValue: knowledge.firstValueEvents,
    months: await monthsOfUse(context),
  };
}

/** Condition under which a row of use carries the name of a login. */
export function isLoginName({ logins }: UsageFeatures): string {
  return logins.length === 0 ? "false" : `coalesce(feature IN (${phraseList(logins)}), false)`;
}

/** Bits of one whole number. Features fit into them up to this many; bit 0 stands for what is none. */
export const BITS = 62;

/** SQL of a number with one bit for the row's feature; undefined where there are too many features for that. */
export function featureBit(known: UsageFeatures): string | undefined {
  return known.features.length > BITS ? undefined : `CAST(1 AS BIGINT) << ${featureIndex(known)}`;
}

/**
 * SQL of the place of the row's feature in the list, from 1 on; 0 where it is none. A function of the one column, since DuckDB works out such once
 * for each of the few names that a block of rows holds, and a CASE for each row.
 */
export function featureIndex({ features }: UsageFeatures): string {
  return features.length === 0 ? "0" : `coalesce(list_position([${phraseList(features)}], feature), 0)`;
}
