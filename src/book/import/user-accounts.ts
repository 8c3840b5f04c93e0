import type { Database } from "../snapshot/database.ts";

/**
 * Events often name their user alone; another call says whose user that is (Segment's `group` and `identify`). These rows, staged with
 * `told`, are taken out of the staged usage, and what they say of the customer goes to the events of their vendor: the last group that
 * the user joined before an event, else the first after it, else what is known of the user. An event that names its customer keeps to it;
 * where it names an id alone, the group of that id adds its name and domain.
 */
export async function tellUsersAccounts(db: Database): Promise<void> {
  const [told] = await db.rows<{ n: number }>("SELECT count(*) AS n FROM staged_usage WHERE told IS NOT NULL");
  if (told === undefined || told.n === 0) return;
  await db.run(`
CREATE TEMP TABLE told_group AS ${tellers("group")};
CREATE TEMP TABLE told_user AS ${tellers("user")};
CREATE TEMP TABLE told_id AS SELECT vendor, ${field("ref", 1)} AS id, max_by(ref, ("at", ref)) AS ref FROM staged_usage WHERE told = 'group' AND ${field("ref", 1)} <> '' GROUP BY ALL;
CREATE TEMP TABLE told_usage AS SELECT e.* REPLACE (${REFERENCE} AS ref)
  FROM (SELECT * FROM staged_usage WHERE told IS NULL) e
  ASOF LEFT JOIN told_group g ON e.vendor = g.vendor AND e."user" = g."user" AND e."at" >= g.since
  ASOF LEFT JOIN told_user u ON e.vendor = u.vendor AND e."user" = u."user" AND e."at" >= u.since
  LEFT JOIN told_id i ON e.vendor = i.vendor AND ${field("e.ref", 1)} = i.id;
DROP TABLE staged_usage;
ALTER TABLE told_usage RENAME TO staged_usage`);
}

/** What was told of each user and from when on; the first holds from the beginning. In what is told of a user the name is a person's. */
function tellers(told: "group" | "user"): string {
  const ref = told === "group" ? "ref" : joined(["ref", "ref", "ref", "ref", undefined, "ref"]);
  const since = `CASE WHEN row_number() OVER (PARTITION BY vendor, "user" ORDER BY "at", ref) = 1 THEN TIMESTAMP '0001-01-01' ELSE "at" END`;
  return `SELECT vendor, "user", ref, ${since} AS since FROM (SELECT vendor, "user", "at", ${ref} AS ref FROM staged_usage WHERE told = '${told}') WHERE replace(ref, chr(31), '') <> '' AND "user" IS NOT NULL`;
}

/** The packed reference of an event; for its fields see reference.ts. */
const REFERENCE = `CASE
  WHEN ${names("e.ref")} AND ${joined([undefined, undefined, undefined, "e.ref", "e.ref", "e.ref"])} = repeat(chr(31), 5) AND i.ref IS NOT NULL THEN ${joined(["e.ref", "e.ref", undefined, "i.ref", "i.ref", "i.ref"])}
  WHEN ${names("e.ref")} THEN e.ref
  WHEN g.ref IS NOT NULL THEN ${joined(["g.ref", "g.ref", undefined, "g.ref", "g.ref", "g.ref"], `CASE WHEN ${field("g.ref", 4)} || ${field("g.ref", 5)} = '' THEN ${email("g.ref")} ELSE '' END`)}
  WHEN u.ref IS NOT NULL THEN ${joined(["u.ref", "u.ref", undefined, "u.ref", "u.ref", "u.ref"], email("u.ref"))}
  ELSE e.ref END`;

/** Whether a reference names a customer by more than a user's address. */
function names(ref: string): string {
  return `${[1, 2, 4, 5, 6].map((index) => field(ref, index)).join(" || ")} <> ''`;
}

/** The user's addresses: a group that has no name or domain is found by them. */
function email(ref: string): string {
  return `concat_ws(';', ${[...new Set(["e.ref", ref, "u.ref"])].map((from) => field(from, 3)).join(", ")})`;
}

/** A reference put together from fields of others; `third` is SQL of the addresses. */
function joined(refs: readonly (string | undefined)[], third?: string): string {
  const fields = refs.map((ref, index) => (ref === undefined ? (index === 2 ? (third ?? "''") : "''") : field(ref, index + 1)));
  return fields.join(" || chr(31) || ");
}

function field(ref: string, index: number): string {
  return `split_part(${ref}, chr(31), ${index})`;
}
