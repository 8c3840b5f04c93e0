import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import { daysQuery, type QueryContext, type WantedCells, within } from "./query.ts";
import { hasLogins, phraseList } from "./sql-literals.ts";
import { back, countSeen, type DaysAgo, inWindow, lastMonth, monthBefore, recentUsers, seenIn, usageHistory } from "./usage-windows.ts";

/** Logins, active users and features used in the last 30 days against the 30 before. */
export const usageTrend = daysQuery({
  name: "usage-trend",
  doc: "logins, active users and features of the last 30 days and of the 30 before",
  tables: ["usage"],
  cells: [
    ...["logins_last", "logins_prior", "users_last", "users_prior", "rows_with_user", "features_last", "features_prior", "first_on"],
    ...["last_on", "first_value_on", "features_offered", "days_silent", "days_of_history", "n"],
  ],
  narrow: loginsInUse,
  shared: (accountIs, { cells, daysAgo }) => ({
    ...usageHistory(accountIs),
    ...(cells.has("users_last") ? recentUsers(accountIs, daysAgo) : {}),
  }),
  rows: (accountIs, knowledge, wanted) => {
    const parts = [...sums(accountIs, knowledge, wanted), ...distinctCounts(accountIs, knowledge, wanted)];
    const columns = [...history(knowledge, wanted), ...parts.flatMap((part) => part.columns)];
    const joins = parts.map(({ select }, index) => `LEFT JOIN (${select}) part_${index} USING (account)`);
    return `SELECT account, ${columns.join(", ")} FROM usage_history\n${joins.join("\n")}`;
  },
  evidence: (accountIs, days) => ({
    sql: `SELECT account, day, feature, count(DISTINCT "user") AS users, sum(events) AS events, (SELECT f.file FROM files f WHERE f.file_id = any_value(t.file_id)) AS file, count(*) AS rows
FROM usage t WHERE ${accountIs} AND ${within("day", days)} GROUP BY account, day, feature ORDER BY day DESC, account, feature`,
  }),
});

/** A select over use, and the columns to take from it. */
interface Part {
  readonly select: string;
  readonly columns: readonly string[];
}

/** Of the many names a login may have, those that this book uses: comparing every row with all of them would take most of the time. */
async function loginsInUse({ book, knowledge }: QueryContext): Promise<Knowledge> {
  const rows = await book.rows<{ feature: string | null }>("SELECT DISTINCT feature FROM usage ORDER BY feature");
  const used = new Set(rows.map(({ feature }) => feature));
  return { ...knowledge, loginEvents: knowledge.loginEvents.filter((name) => used.has(name)) };
}

/** What is known from when use began, and from the whole book. */
function history({ loginEvents }: Knowledge, { daysAgo, cells, as }: WantedCells): string[] {
  return daysAgo.flatMap((ago, index) => {
    const on = back(ago);
    const ofCell = {
      present: `first_use_on <= ${on}`,
      first_on: "first_use_on",
      days_of_history: `${on} - first_use_on`,
      rows_with_user: `CASE WHEN first_user_on <= ${on} THEN 1 ELSE 0 END`,
      features_offered: `(SELECT count(*) FROM (SELECT DISTINCT feature FROM usage WHERE day <= ${on}) WHERE feature IS NOT NULL AND NOT ${isLoginName(loginEvents)})`,
    };
    return Object.entries(ofCell).flatMap(([cell, sql]) => (cell === "present" || cells.has(cell) ? [`${sql} AS ${as(cell, index)}`] : []));
  });
}

/** What adds up over rows: logins by month, and what needs all rows there are. */
function sums(accountIs: string, { loginEvents, firstValueEvents }: Knowledge, { daysAgo, cells, as }: WantedCells): Part[] {
  const isLogin = isLoginName(loginEvents);
  const isFirstValue = firstValueEvents.length === 0 ? `NOT ${isLogin}` : `feature IN (${phraseList(firstValueEvents)})`;
  const logins = (index: number, window: DaysAgo): string =>
    `CAST(sum(events) FILTER (${inWindow(window)} AND (${isLogin} OR NOT logins_known_${index})) AS BIGINT)`;
  const expressions = (ofCell: (ago: number, index: number) => Readonly<Record<string, string>>): [column: string, sql: string][] =>
    daysAgo.flatMap((ago, index) =>
      Object.entries(ofCell(ago, index)).flatMap(([cell, sql]): [string, string][] => (cells.has(cell) ? [[as(cell, index), sql]] : [])),
    );
  const counted = expressions((ago, index) => ({
    logins_last: logins(index, lastMonth(ago)),
    logins_prior: logins(index, monthBefore(ago)),
    n: `count(*) FILTER (${inWindow({ from: ago, to: ago + 60 })})`,
  }));
  const dated = expressions((ago) => ({
    last_on: `max(day) FILTER (day <= ${back(ago)})`,
    days_silent: `${back(ago)} - max(day) FILTER (day <= ${back(ago)})`,
    first_value_on: `min(day) FILTER (day <= ${back(ago)} AND ${isFirstValue})`,
  }));
  const known = daysAgo.map((ago, index) => `${hasLogins(loginEvents, back(ago))} AS logins_known_${index}`);
  const months = inWindow({ from: 0, to: Math.max(...daysAgo) + 60 });
  return [
    partOf(counted, `FROM usage, (SELECT ${known.join(", ")}) WHERE ${accountIs} AND ${months} GROUP BY account`, 0),
    partOf(dated, `FROM usage WHERE ${accountIs} AND day <= ${back(0)} GROUP BY account`, null),
  ].filter((part) => part.columns.length > 0);
}

/** How many different people and features there were. */
function distinctCounts(accountIs: string, { loginEvents }: Knowledge, { daysAgo, cells, as }: WantedCells): Part[] {
  const isFeature = `${accountIs} AND NOT ${isLoginName(loginEvents)}`;
  const sources = {
    users_last: "recent_users",
    users_prior: `(${seenIn('"user"', daysAgo.map(monthBefore), accountIs)})`,
    features_last: `(${seenIn("feature", daysAgo.map(lastMonth), isFeature)})`,
    features_prior: `(${seenIn("feature", daysAgo.map(monthBefore), isFeature)})`,
  };
  return Object.entries(sources)
    .filter(([cell]) => cells.has(cell))
    .map(([cell, source]) =>
      partOf(
        daysAgo.map((_, index) => [as(cell, index), countSeen(index)]),
        `FROM ${source} GROUP BY account`,
        0,
      ),
    );
}

/** `otherwise` stands where an account has no row in it. */
function partOf(expressions: readonly (readonly [column: string, sql: string])[], from: string, otherwise: number | null): Part {
  return {
    columns: expressions.map(([column]) => (otherwise === null ? column : `coalesce(${column}, ${otherwise}) AS ${column}`)),
    select: `SELECT account, ${expressions.map(([column, sql]) => `${sql} AS ${column}`).join(", ")} ${from}`,
  };
}

function isLoginName(loginEvents: readonly string[]): string {
  return `coalesce(feature IN (${phraseList(loginEvents)}), false)`;
}
