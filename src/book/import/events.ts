import type { Database } from "../snapshot/database.ts";

/**
 * What an event says of its customer, its user's addresses included. They are kept apart because users are many and most events name a
 * customer whose id is known: then the addresses need not be looked at, and references stay few.
 */
const WHOLE = `CASE WHEN coalesce(mail, CASE WHEN mailed THEN "user" END) IS NULL THEN ref ELSE ${[1, 2, 3, 4, 5, 6].map((field) => (field === 3 ? `coalesce(mail, "user")` : `split_part(ref, chr(31), ${field})`)).join(" || chr(31) || ")} END`;

/** Makes the view `events` of all usage: the staged rows and those of `large`, SQL of rows that stay in their files. */
export async function gatherEvents(db: Database, large: readonly string[]): Promise<void> {
  await db.run(`CREATE TEMP VIEW all_events AS ${["SELECT * FROM staged_usage", ...large].join(" UNION ALL BY NAME ")}`);
  await db.run("CREATE TEMP VIEW events AS SELECT * FROM all_events");
}

/** Puts the addresses into the references of the staged usage. */
export async function tellAddresses(db: Database): Promise<void> {
  await db.run(
    `CREATE OR REPLACE TEMP TABLE staged_usage AS SELECT * REPLACE (${WHOLE} AS ref, CAST(NULL AS VARCHAR) AS mail, false AS mailed) FROM staged_usage`,
  );
}

/** What was seen of `events` while their references were counted. */
export interface EventsSeen {
  /** Whether they have times; then there may be many a day. */
  readonly timed: boolean;
  /** True where it is sure that no two rows have both customer and day in common. */
  readonly onceADay: boolean;
  /** True where, in a sample of customers of very many rows, hardly any two rows were of one user, day and feature. */
  readonly seldomShared: boolean;
}

/**
 * Makes `event_refs` of `events` as they are now: how many rows of each file say what. It is asked for often, and many times smaller than the
 * rows. Days are noted as bits beside it, at a tenth of what comparing rows costs: as many bits as rows prove that no day has two.
 */
export async function countReferences(db: Database): Promise<EventsSeen> {
  const [events] = await db.rows<{ timed: boolean; first: string | null; days: number | null }>(
    'SELECT EXISTS (SELECT 1 FROM events WHERE "at" IS NOT NULL) AS timed, min(day) AS first, max(day) - min(day) + 1 AS days FROM events',
  );
  const timed = events?.timed === true;
  const words = timed || events === undefined ? 0 : Math.ceil((events.days ?? 0) / BITS);
  const noted = words === 0 || words > MOST_WORDS ? [] : Array.from({ length: words }, (_, index) => `days_${index}`);
  const day = `CAST(day - DATE '${events?.first ?? "1970-01-01"}' AS BIGINT)`;
  await db.run(
    `CREATE OR REPLACE TEMP TABLE event_refs AS SELECT file_id, vendor, ref, count(*) AS n, bool_or(teaches) AS teaches${noted.map((name, index) => `, bit_or(CASE WHEN word = ${index} THEN bit ELSE 0 END) AS ${name}`).join("")}
FROM (SELECT file_id, vendor, ref, teaches${noted.length === 0 ? "" : `, ${day} // ${BITS} AS word, CAST(1 AS BIGINT) << (${day} % ${BITS}) AS bit`} FROM events) GROUP BY file_id, vendor, ref`,
  );
  if (noted.length === 0) return { timed, onceADay: false, seldomShared: timed && (await isSeldomShared(db)) };
  const [seen] = await db.rows<{ once: boolean }>(
    `SELECT sum(n) = sum(days) AS once FROM (SELECT sum(n) AS n, ${noted.map((name) => `CAST(bit_count(bit_or(${name})) AS INTEGER)`).join(" + ")} AS days FROM event_refs GROUP BY vendor, ref)`,
  );
  return { timed, onceADay: seen?.once === true, seldomShared: false };
}

/** What makes events of one day add up. */
export const SHARED = 'vendor, ref, "user", day, feature';

/** Fewer rows are added up in a moment, however many of them share a day. */
const MANY_ROWS = 1_000_000;

async function isSeldomShared(db: Database): Promise<boolean> {
  const [all] = await db.rows<{ n: number | null }>("SELECT CAST(sum(n) AS BIGINT) AS n FROM event_refs");
  if ((all?.n ?? 0) < MANY_ROWS) return false;
  const [sample] = await db.rows<{ n: number; days: number }>(
    `SELECT count(*) AS n, count(DISTINCT hash(${SHARED})) AS days FROM events WHERE hash(ref) % 100 = 0`,
  );
  return sample !== undefined && sample.n > 1000 && sample.n - sample.days < sample.n / 10;
}

/** Days in one whole number, and how many such numbers are noted at most: some three years of days. */
const BITS = 62;
const MOST_WORDS = 18;

/** The whole references of the events whose references are those, and from now on these in `events`. */
export async function wholeReferences(
  db: Database,
  refs: readonly { readonly vendor: string; readonly ref: string }[],
): Promise<{ vendor: string; ref: string; teaches: boolean }[]> {
  await db.run("CREATE TEMP TABLE IF NOT EXISTS unsettled (vendor VARCHAR, ref VARCHAR)");
  await db.append(
    "unsettled",
    refs.map(({ vendor, ref }) => [vendor, ref]),
  );
  await db.run(
    `CREATE OR REPLACE TEMP VIEW events AS SELECT * REPLACE (${WHOLE} AS ref) FROM all_events SEMI JOIN unsettled USING (vendor, ref) UNION ALL SELECT * FROM all_events ANTI JOIN unsettled USING (vendor, ref)`,
  );
  const rows = await db.rows<{ vendor: string; ref: string; whole: string; teaches: boolean }>(
    `SELECT vendor, ref, ${WHOLE} AS whole, bool_or(teaches) AS teaches FROM all_events SEMI JOIN unsettled USING (vendor, ref) GROUP BY ALL ORDER BY ALL`,
  );
  const wanted = new Set(refs.map(({ vendor, ref }) => `${vendor}\u001F${ref}`));
  return rows
    .filter(({ vendor, ref }) => wanted.has(`${vendor}\u001F${ref}`))
    .map(({ vendor, whole, teaches }) => ({ vendor, ref: whole, teaches }));
}
