import { aggregateQuery } from "./aggregate-query.ts";
import { ORIGIN } from "./query.ts";
import { back } from "./usage-windows.ts";

const SHOWN = 3;
/** Every person of the account who answered a survey or sat in a meeting, a row an occasion; the name where an answer gave one. */
const HEARD = (accountIs: string): string =>
  `SELECT account, lower(trim(email)) AS email, nullif(trim(person), '') AS name, day_of(answered_at) AS on_day FROM surveys
WHERE ${accountIs} AND day_of(answered_at) <= ${back(0)}
UNION ALL SELECT account, lower(trim(attendee)), NULL, on_day FROM (SELECT account, on_day, unnest(string_split(attendees, ';')) AS attendee FROM interactions
WHERE ${accountIs} AND status = 'held' AND on_day <= ${back(0)})`;

/** Who has been heard of at an account, where no export of contacts says who is there. */
export const peopleHeard = aggregateQuery({
  name: "people-heard",
  doc: "people who answered a survey or attended a meeting that was held",
  tables: ["surveys", "interactions"],
  from: (accountIs) =>
    `SELECT account, on_day, {'mail': coalesce(email, ''), 'name': name} AS who FROM (${HEARD(accountIs)}) WHERE name IS NOT NULL OR email <> ''`,
  cells: (ago) => {
    const on = back(ago);
    const heard = `list(DISTINCT who) FILTER (on_day <= ${on})`;
    // Once each: by the name that an answer of that address has given by that day, else by the address.
    const nameOf = `list_max(list_transform(list_filter(${heard}, lambda w: w.mail = p.mail AND p.mail <> ''), lambda w: w.name))`;
    const people = `list_sort(list_distinct(list_transform(${heard}, lambda p: coalesce(${nameOf}, nullif(p.mail, ''), p.name))))`;
    return {
      present: `bool_or(on_day <= ${on})`,
      people_heard: `nullif(array_to_string(${people}[1:${SHOWN}], ', ') || CASE WHEN len(${people}) > ${SHOWN} THEN ' and others' ELSE '' END, '')`,
      n: `count(*) FILTER (on_day <= ${on})`,
    };
  },
  evidence: (accountIs) => ({
    sql: `SELECT account, day_of(answered_at) AS on_day, person, email, kind, ${ORIGIN} FROM surveys t WHERE ${accountIs} AND day_of(answered_at) <= CAST($as_of AS DATE)
UNION ALL SELECT account, on_day, NULL, attendees, kind, ${ORIGIN} FROM interactions t WHERE ${accountIs} AND status = 'held' AND on_day <= CAST($as_of AS DATE)
ORDER BY account, on_day DESC, email`,
  }),
});
