import { accountPeriodQuery, IN_BEFORE, IN_PERIOD } from "./account-period-query.ts";
import { mostUsers } from "../user-counts.ts";
import { isLoginName, usageFeatures } from "./usage-features.ts";

/** Logins, people and features of each account in a period and in the one before; the counts of the one before are null where use is not on record that far back. */
export const quarterUse = accountPeriodQuery({
  name: "quarter-use",
  doc: "logins, active users and features of a period and of the one before it",
  tables: ["usage"],
  rows: async (accountIs, context) => {
    const features = await usageFeatures(context);
    const named = features.namesLogins(0);
    const login = named ? isLoginName(features) : "true";
    const feature = `(feature IS NOT NULL AND NOT ${isLoginName(features)})`;
    const counted = (window: string, suffix: string): string => `
    coalesce(CAST(sum(events) FILTER (day ${window} AND ${login}) AS BIGINT), 0) AS logins${suffix},
    coalesce(nullif(count(DISTINCT "user") FILTER (day ${window}), 0), any_value(told${suffix}), 0) AS users${suffix},
    count(DISTINCT feature) FILTER (day ${window} AND ${feature}) AS features${suffix}`;
    return `
WITH recorded AS (SELECT min(day) AS recorded_since FROM usage),
mine AS (SELECT account, ${counted(IN_PERIOD, "")}, ${counted(IN_BEFORE, "_before")},
    count("user") FILTER (day ${IN_PERIOD}) + CASE WHEN any_value(told) IS NULL THEN 0 ELSE 1 END AS rows_with_user, count(*) FILTER (day ${IN_PERIOD}) AS n, min(day) AS first_on
  FROM usage LEFT JOIN (${mostUsers(accountIs, { told: `day ${IN_PERIOD}`, told_before: `day ${IN_BEFORE}` })}) USING (account) WHERE ${accountIs} AND day <= CAST($to AS DATE) GROUP BY account)
SELECT account, recorded_since, CASE WHEN recorded_since <= CAST($from AS DATE) THEN 1 ELSE 0 END AS covered,
  CASE WHEN recorded_since <= CAST($before_from AS DATE) THEN 1 ELSE 0 END AS covered_before,
  first_on, logins, users, features, logins_before, users_before, features_before, rows_with_user, n
FROM mine, recorded ORDER BY account`;
  },
  evidence: (accountIs) => `
SELECT account, feature, count(DISTINCT "user") AS users, CAST(sum(events) AS BIGINT) AS events, min(day) AS first_on, max(day) AS last_on,
  (SELECT f.file FROM files f WHERE f.file_id = min(t.file_id)) AS file, count(*) AS rows
FROM usage t WHERE ${accountIs} AND day ${IN_PERIOD} GROUP BY account, feature
UNION ALL SELECT account, 'a number of users', users, NULL, day, day, (SELECT f.file FROM files f WHERE f.file_id = c.file_id), 1 FROM user_counts c WHERE ${accountIs} AND day ${IN_PERIOD}
ORDER BY account, events DESC NULLS LAST, feature, first_on, file`,
});
