import { aggregateQuery } from "./aggregate-query.ts";
import { ROLES_ARE_KNOWN } from "./contact-roles.ts";
import { ORIGIN } from "./query.ts";
import { back } from "./usage-windows.ts";

/** The people who matter: champions here and gone, decision makers, sponsors. A departure later than as-of is not seen. */
export const people = aggregateQuery({
  name: "people",
  doc: "champions present and gone, decision makers and sponsors among the contacts",
  tables: ["contacts", "usage"],
  from: (accountIs, { daysAgo, cells }) => {
    // Whose last use was when is found in the largest table, so only for those who ask.
    const lastUse = cells.has("champion_silent_days")
      ? daysAgo.map((ago, index) => `, ${lastUseUpTo(back(ago))} AS last_use_${index}`)
      : [];
    return `SELECT account, name, title, email, left_on, coalesce(role LIKE '%champion%', false) AS champion, coalesce(role LIKE '%sponsor%', false) AS sponsor,
  coalesce(role LIKE '%decision%' OR role LIKE '%budget%' OR role LIKE '%economic%', false) AS decides${lastUse.join("")} FROM contacts WHERE ${accountIs}`;
  },
  cells: (ago, index) => {
    const on = back(ago);
    const gone = `coalesce(left_on <= ${on}, false)`;
    const championGone = `FILTER (champion AND ${gone})`;
    const championHere = `FILTER (champion AND NOT ${gone})`;
    const deciderHere = `FILTER (decides AND NOT ${gone})`;
    return {
      present: "true",
      contacts: `count(*) FILTER (NOT ${gone})`,
      roles_known: `CAST(${ROLES_ARE_KNOWN} AS INTEGER)`,
      champions: ofRoles(`count(*) ${championHere}`),
      champions_gone: ofRoles(`count(*) ${championGone}`),
      sponsors: ofRoles(`count(*) FILTER (sponsor AND NOT ${gone})`),
      deciders: ofRoles(`count(*) ${deciderHere}`),
      people_gone: `count(*) FILTER (${gone} AND left_on > ${back(ago + 90)})`,
      champion_gone_name: `first(name ORDER BY left_on DESC, email, name) ${championGone}`,
      champion_gone_title: `first(title ORDER BY left_on DESC, email, name) ${championGone}`,
      champion_left_on: `max(left_on) ${championGone}`,
      champion_name: `min(name) ${championHere}`,
      decider_name: `first(name ORDER BY name, email) ${deciderHere}`,
      decider_title: `first(title ORDER BY name, email) ${deciderHere}`,
      champion_silent_days: `${on} - max(last_use_${index}) ${championHere}`,
      n: "count(*)",
    };
  },
  evidence: (accountIs) => ({
    sql: `SELECT account, name, title, email, role, CASE WHEN left_on <= CAST($as_of AS DATE) THEN left_on END AS left_on, ${ORIGIN} FROM contacts t WHERE ${accountIs} ORDER BY account, role DESC, name`,
  }),
});

/** Where no export says a role, nobody knows how many have one. */
function ofRoles(counted: string): string {
  return `CASE WHEN ${ROLES_ARE_KNOWN} THEN ${counted} END`;
}

function lastUseUpTo(on: string): string {
  return `(SELECT max(u.day) FROM usage u WHERE u.account = contacts.account AND u."user" = contacts.email AND u.day <= ${on})`;
}
