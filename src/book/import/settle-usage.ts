import type { Database } from "../snapshot/database.ts";
import type { Duplicates } from "./deduplicate.ts";
import type { EventsSeen } from "./events.ts";

const IDENTITY = 'vendor, ref, mail, "user", day, feature, events, "at", insert_id';

export interface SettledUsage {
  readonly duplicates: Duplicates;
  /** False where every row is one of the book as it is; true where rows of a day have to be added up. */
  readonly adds: boolean;
}

/**
 * Looks through `events`: the longest part of settling. It is one statement and begins at once, so that the engine is at it while something
 * else finds out whose they are.
 */
export function hashUsage(db: Database, { timed, onceADay }: EventsSeen): Promise<void> {
  if (onceADay) return Promise.resolve();
  return db.run(timed ? REPEATED : `CREATE OR REPLACE TEMP TABLE differing AS ${differing('vendor, ref, "user", day, feature', "events")}`);
}

/**
 * Makes `kept_usage` of all `events`: of those that agree in everything in one vendor's files, the one of the first file stays. Nearly
 * all exports repeat nothing, and that is found out by comparing hashes, at a fraction of the cost of grouping the rows themselves:
 * different hashes are proof of different rows. Makes `kept_usage_refs` too: how many rows of a file say what of their customer. Needs `account_of`
 * and what hashUsage made.
 */
export async function settleUsage(db: Database, events: EventsSeen): Promise<SettledUsage> {
  const isSettled = !events.timed && (await isOneRowADay(db, events));
  if (isSettled || !(await anyRepeated(db, events))) {
    await db.run(
      "CREATE TEMP VIEW kept_usage AS SELECT * FROM events; CREATE TEMP VIEW kept_usage_refs AS SELECT file_id, vendor, ref, n FROM event_refs",
    );
    return { duplicates: new Map(), adds: !isSettled };
  }
  await db.run(KEEP_ONCE);
  return { duplicates: await droppedByFile(db), adds: true };
}

const KEEP_ONCE = `
CREATE TEMP TABLE suspects AS SELECT ${IDENTITY}, teaches, file_id FROM events WHERE hash(${IDENTITY}) IN (SELECT h FROM repeated);
CREATE TEMP TABLE once_each AS SELECT ${IDENTITY}, bool_or(teaches) AS teaches, min(file_id) AS file_id FROM suspects GROUP BY ${IDENTITY};
CREATE TEMP VIEW kept_usage AS SELECT ${IDENTITY}, teaches, file_id FROM events WHERE hash(${IDENTITY}) NOT IN (SELECT h FROM repeated) UNION ALL SELECT ${IDENTITY}, teaches, file_id FROM once_each;
CREATE TEMP TABLE dropped_refs AS SELECT file_id, vendor, ref, CAST(sum(n) AS BIGINT) AS n FROM
  (SELECT file_id, vendor, ref, count(*) AS n FROM suspects GROUP BY ALL UNION ALL SELECT file_id, vendor, ref, -count(*) FROM once_each GROUP BY ALL) GROUP BY ALL;
CREATE TEMP TABLE kept_usage_refs AS SELECT file_id, vendor, ref, e.n - coalesce(d.n, 0) AS n FROM event_refs e LEFT JOIN dropped_refs d USING (file_id, vendor, ref) WHERE e.n > coalesce(d.n, 0)`;

const REPEATED = `CREATE OR REPLACE TEMP TABLE repeated AS SELECT h FROM (SELECT hash(${IDENTITY}) AS h FROM events) GROUP BY h HAVING count(*) > 1`;

async function anyRepeated(db: Database, { timed }: EventsSeen): Promise<boolean> {
  if (!timed) await db.run(REPEATED);
  return (await db.rows("SELECT 1 AS n FROM repeated LIMIT 1")).length > 0;
}

/** True where no two rows have account, user, day and feature in common. */
async function isOneRowADay(db: Database, { onceADay }: EventsSeen): Promise<boolean> {
  const [refs] = await db.rows<{ n: number; found: number; single: boolean }>(
    `SELECT coalesce(CAST(sum(n) AS BIGINT), 0) AS n, ${onceADay ? "CAST(sum(n) AS BIGINT)" : "(SELECT n FROM differing)"} AS found, count(DISTINCT (vendor, ref)) = count(DISTINCT account) AS single
     FROM event_refs LEFT JOIN account_of USING (vendor, ref)`,
  );
  if (refs === undefined || refs.found < refs.n) return false;
  // Where every account is called by one name only, and every name is an account's, rows that differ in the name differ in the account.
  if (refs.single) return true;
  const [row] = await db.rows<{ n: number }>(
    differing('vendor, account, "user", day, feature', "events LEFT JOIN account_of USING (vendor, ref)"),
  );
  return row?.n === refs.n;
}

function differing(columns: string, source: string): string {
  return `SELECT count(DISTINCT hash(${columns})) AS n FROM ${source}`;
}

async function droppedByFile(db: Database): Promise<Duplicates> {
  const rows = await db.rows<{ file_id: number; n: number }>(
    "SELECT file_id, CAST(sum(n) AS BIGINT) AS n FROM dropped_refs GROUP BY file_id HAVING sum(n) <> 0",
  );
  return new Map(rows.map(({ file_id, n }) => [file_id, n]));
}
