import { wantedColumns } from "./aggregate-query.ts";
import { daysQuery, type WantedCells, within } from "./query.ts";
import { phraseList } from "./sql-literals.ts";
import { featureBit, isLoginName, type UsageFeatures, usageFeatures } from "./usage-features.ts";
import { type DaysAgo, lastDayOf, MONTH_CELLS, monthCells } from "./months-of-use.ts";
import { featuresCounted, recentUse } from "./recent-use.ts";
import { back, countSeen, inWindow, seenIn, spanOf, usageHistory } from "./usage-windows.ts";

/** Logins, active users and features used in the last 30 days against the 30 before; of use by the week or month, in whole weeks or months. */
export const usageTrend = daysQuery({
  name: "usage-trend",
  doc: "logins, active users and features of the last 30 days and of the 30 before",
  tables: ["usage"],
  cells: [
    "logins_last",
    "logins_prior",
    "users_last",
    "users_prior",
    "rows_with_user",
    "features_last",
    "features_prior",
    "first_on",
    "last_on",
    "first_value_on",
    "features_offered",
    "days_silent",
    "days_of_history",
    "n",
    ...MONTH_CELLS,
  ],
  known: usageFeatures,
  shared: (accountIs, { cells, daysAgo }, known) => ({
    ...usageHistory(accountIs),
    ...(cells.has("users_last") ? recentUse(accountIs, daysAgo, known) : {}),
  }),
  rows: (accountIs, wanted, known) => {
    const parts = [...sums(accountIs, wanted, known), ...distinctCounts(accountIs, wanted, known)];
    const stale = new Set(
      wanted.daysAgo.flatMap((ago, index) => (known.months(ago).stale === null ? [] : OF_MONTHS.map((cell) => wanted.as(cell, index)))),
    );
    const counted = parts
      .flatMap((part) => part.columns)
      .map(({ name, sql }) => `${stale.has(name) ? "CAST(NULL AS BIGINT)" : sql} AS ${name}`);
    const columns = [...history(wanted, known), ...counted];
    const joins = parts.map(({ select }, index) => `LEFT JOIN (${select}) part_${index} USING (account)`);
    return `SELECT account, ${columns.join(", ")} FROM usage_history\n${joins.join("\n")}`;
  },
  evidence: (accountIs, days) => ({
    sql: `SELECT account, day, feature, count(DISTINCT "user") AS users, sum(events) AS events, (SELECT f.file FROM files f WHERE f.file_id = min(t.file_id)) AS file, count(*) AS rows
FROM usage t WHERE ${accountIs} AND ${within("day", days)} GROUP BY account, day, feature ORDER BY day DESC, account, feature`,
  }),
});

/** What is counted in the last month of use or the one before. */
const OF_MONTHS = ["logins_last", "logins_prior", "users_last", "users_prior", "features_last", "features_prior"] as const;

/** A select over use, and the columns to take from it. */
interface Part {
  readonly select: string;
  readonly columns: readonly { readonly name: string; readonly sql: string }[];
}

/** What is known from when use began, and from the whole book. */
function history(wanted: WantedCells, known: UsageFeatures): string[] {
  return wantedColumns(wanted, (ago) => {
    const on = back(ago);
    return {
      present: `first_use_on <= ${on}`,
      first_on: "first_use_on",
      days_of_history: `${on} - first_use_on`,
      rows_with_user: `CASE WHEN first_user_on <= ${on} THEN 1 ELSE 0 END`,
      features_offered: String(known.offered(ago)),
      ...monthCells(ago, known.months(ago)),
    };
  });
}

/** What adds up over rows: logins by month, and what needs all rows there are. */
function sums(accountIs: string, { daysAgo, cells, as }: WantedCells, known: UsageFeatures): Part[] {
  const isLogin = isLoginName(known);
  const expressions = (ofCell: (ago: number) => Readonly<Record<string, string>>): [column: string, sql: string][] =>
    daysAgo.flatMap((ago, index) =>
      Object.entries(ofCell(ago)).flatMap(([cell, sql]): [string, string][] => (cells.has(cell) ? [[as(cell, index), sql]] : [])),
    );
  // Where logins have a name on all the days, the rows of other names are passed over at once.
  const always = daysAgo.every(known.namesLogins);
  const logins = (ago: number, window: DaysAgo): string =>
    `CAST(sum(CASE WHEN ${inWindow(window)}${!always && known.namesLogins(ago) ? ` AND ${isLogin}` : ""} THEN events ELSE 0 END) AS BIGINT)`;
  const counted = expressions((ago) => ({
    logins_last: logins(ago, known.months(ago).last),
    logins_prior: logins(ago, known.months(ago).prior),
  }));
  const isFirstValue = known.firstValue.length === 0 ? `NOT ${isLogin}` : `feature IN (${phraseList(known.firstValue)})`;
  const months = inWindow(spanOf([{ from: 0, to: Math.max(...daysAgo) + 60 }, ...daysAgo.map((ago) => known.months(ago).prior)]));
  const both = (ago: number): DaysAgo => spanOf([known.months(ago).last, known.months(ago).prior]);
  const rows = expressions((ago) => ({ n: `count(*) FILTER (${inWindow(both(ago))})` }));
  const lastOn = (ago: number): string => lastDayOf(`(max(day) FILTER (day <= ${back(ago)}))`, known.months(ago), back(ago));
  const dated = expressions((ago) => ({
    last_on: lastOn(ago),
    days_silent: `${back(ago)} - ${lastOn(ago)}`,
    first_value_on: `min(day) FILTER (day <= ${back(ago)} AND ${isFirstValue})`,
  }));
  return [
    partOf(
      counted,
      `FROM usage WHERE ${accountIs} AND ${months}${always ? ` AND feature IN (${phraseList(known.logins)})` : ""} GROUP BY account`,
      0,
    ),
    partOf(rows, `FROM usage WHERE ${accountIs} AND ${months} GROUP BY account`, 0),
    partOf(dated, `FROM usage WHERE ${accountIs} AND day <= ${back(0)} GROUP BY account`, null),
  ].filter((part) => part.columns.length > 0);
}

/** How many different people and features there were. */
function distinctCounts(accountIs: string, { daysAgo, cells, as }: WantedCells, known: UsageFeatures): Part[] {
  const bit = featureBit(known);
  const counted = (cell: string, source: string): Part =>
    partOf(
      daysAgo.map((_, index) => [as(cell, index), countSeen(index)]),
      `FROM ${source} GROUP BY account`,
      0,
    );
  const features = (cell: string, windows: readonly DaysAgo[]): Part =>
    bit === undefined
      ? counted(cell, `(${seenIn("feature", windows, `${accountIs} AND NOT ${isLoginName(known)}`)})`)
      : partOf(
          windows.map((window, index) => [as(cell, index), `bit_count(bit_or(CASE WHEN ${inWindow(window)} THEN bit ELSE 0 END) & ~1)`]),
          `FROM (SELECT account, day, ${bit} AS bit FROM usage WHERE ${accountIs} AND ${inWindow(spanOf(windows))}) GROUP BY account`,
          0,
        );
  const [last, prior] = [daysAgo.map((ago) => known.months(ago).last), daysAgo.map((ago) => known.months(ago).prior)];
  // The features of the last month are counted with its people, where those are asked for.
  const together = cells.has("users_last") && cells.has("features_last") && featuresCounted(daysAgo, known);
  const recent = daysAgo.flatMap((_, index): (readonly [column: string, sql: string])[] => [
    ...(cells.has("users_last") ? [[as("users_last", index), `users_${index}`] as const] : []),
    ...(together ? [[as("features_last", index), `features_${index}`] as const] : []),
  ]);
  return [
    partOf(recent, "FROM recent_use", 0),
    ...(cells.has("users_prior") ? [counted("users_prior", `(${seenIn('"user"', prior, accountIs)})`)] : []),
    ...(cells.has("features_last") && !together ? [features("features_last", last)] : []),
    ...(cells.has("features_prior") ? [features("features_prior", prior)] : []),
  ].filter((part) => part.columns.length > 0);
}

/** `otherwise` stands where an account has no row in it. */
function partOf(expressions: readonly (readonly [column: string, sql: string])[], from: string, otherwise: number | null): Part {
  return {
    columns: expressions.map(([name]) => ({ name, sql: otherwise === null ? name : `coalesce(${name}, ${otherwise})` })),
    select: `SELECT account, ${expressions.map(([column, sql]) => `${sql} AS ${column}`).join(", ")} ${from}`,
  };
}
