import type { Database } from "../snapshot/database.ts";
import type { Duplicates } from "./deduplicate.ts";
import { type EventsSeen, SHARED } from "./events.ts";

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
export function hashUsage(db: Database, { timed, onceADay, seldomShared }: EventsSeen): Promise<void> {
  if (onceADay) return Promise.resolve();
  return db.run(
    timed ? repeated(seldomShared ? SHARED : IDENTITY) : `CREATE OR REPLACE TEMP TABLE differing AS ${differing(SHARED, "events")}`,
  );
}

/**
 * Makes `kept_usage` of all `events`: of those that agree in everything in one vendor's files, the one of the first file stays. Nearly
 * all exports repeat nothing, and that is found out by comparing hashes, at a fraction of the cost of grouping the rows themselves:
 * different hashes are proof of different rows. Where hardly any rows share a day, those that do are looked for right away, and only these are
 * added up: grouping them all costs three times as much. Makes `kept_usage_refs` too: how many rows of a file say what of their customer. Needs `account_of`
 * and what hashUsage made.
 */
export async function settleUsage(db: Database, events: EventsSeen): Promise<SettledUsage> {
  const refs = await referencesSeen(db);
  const byDay = events.timed && events.seldomShared;
  const addsAlone = byDay && refs.single;
  const isSettled = !events.timed && (await isOneRowADay(db, events, refs));
  if (isSettled || !(await anyRepeated(db, events))) {
    await db.run(
      "CREATE TEMP VIEW kept_usage AS SELECT * FROM events; CREATE TEMP VIEW kept_usage_refs AS SELECT file_id, vendor, ref, n FROM event_refs",
    );
    return { duplicates: new Map(), adds: !isSettled && !addsAlone };
  }
  await db.run(keepOnce(byDay ? SHARED : IDENTITY, addsAlone));
  return { duplicates: await droppedByFile(db), adds: !addsAlone };
}

/** SQL of `kept_usage`; `suspects` are the rows whose `key` another row has too. With `adds` those of one day are added up in it. */
function keepOnce(key: string, adds: boolean): string {
  const once = adds
    ? `SELECT ${SHARED}, CAST(least(sum(events), 2147483647) AS INTEGER) AS events, file_id FROM once_each GROUP BY ${SHARED}, file_id`
    : `SELECT ${SHARED}, events, file_id FROM once_each`;
  return `
CREATE TEMP TABLE suspects AS SELECT ${IDENTITY}, file_id FROM events WHERE hash(${key}) IN (SELECT h FROM repeated);
CREATE TEMP TABLE once_each AS SELECT ${IDENTITY}, min(file_id) AS file_id FROM suspects GROUP BY ${IDENTITY};
CREATE TEMP VIEW kept_usage AS SELECT ${SHARED}, events, file_id FROM events WHERE hash(${key}) NOT IN (SELECT h FROM repeated) UNION ALL ${once};
CREATE TEMP TABLE dropped_refs AS SELECT file_id, vendor, ref, CAST(sum(n) AS BIGINT) AS n FROM
  (SELECT file_id, vendor, ref, count(*) AS n FROM suspects GROUP BY ALL UNION ALL SELECT file_id, vendor, ref, -count(*) FROM once_each GROUP BY ALL) GROUP BY ALL;
CREATE TEMP TABLE kept_usage_refs AS SELECT file_id, vendor, ref, e.n - coalesce(d.n, 0) AS n FROM event_refs e LEFT JOIN dropped_refs d USING (file_id, vendor, ref) WHERE e.n > coalesce(d.n, 0)`;
}

function repeated(key: string): string {
  return `CREATE OR REPLACE TEMP TABLE repeated AS SELECT h FROM (SELECT hash(${key}) AS h FROM events) GROUP BY h HAVING count(*) > 1`;
}

async function anyRepeated(db: Database, { timed }: EventsSeen): Promise<boolean> {
  if (!timed) await db.run(repeated(IDENTITY));
  return (await db.rows("SELECT 1 AS n FROM repeated LIMIT 1")).length > 0;
}

interface References {
  /** Rows of all. */
  readonly n: number;
  /** True where every account is called by one name only, and every name is an account's: rows that differ in the name differ in the account. */
  readonly single: boolean;
}

async function referencesSeen(db: Database): Promise<References> {
  const [refs] = await db.rows<References & object>(
    `SELECT coalesce(CAST(sum(n) AS BIGINT), 0) AS n, count(DISTINCT (vendor, ref)) = count(DISTINCT account) AS single
     FROM event_refs LEFT JOIN account_of USING (vendor, ref)`,
  );
  return refs ?? { n: 0, single: true };
}

/** True where no two rows have account, user, day and feature in common. */
async function isOneRowADay(db: Database, { onceADay }: EventsSeen, { n, single }: References): Promise<boolean> {
  if (!onceADay) {
    const [found] = await db.rows<{ n: number }>("SELECT n FROM differing");
    if (found === undefined || found.n < n) return false;
  }
  if (single) return true;
  const [row] = await db.rows<{ n: number }>(
    differing('vendor, account, "user", day, feature', "events LEFT JOIN account_of USING (vendor, ref)"),
  );
  return row?.n === n;
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
