import type { Database } from "../snapshot/database.ts";
import type { Duplicates } from "./deduplicate.ts";

const IDENTITY = 'vendor, ref, mail, "user", day, feature, events, "at", insert_id';

export interface SettledUsage {
  readonly duplicates: Duplicates;
  /** False where every row is one of the book as it is; true where rows of a day have to be added up. */
  readonly adds: boolean;
}

/**
 * Makes `kept_usage` of all `events`: of those that agree in everything in one vendor's files, the one of the first file stays. Nearly
 * all exports repeat nothing, and that is found out by comparing hashes, at a fraction of the cost of grouping the rows themselves:
 * different hashes are proof of different rows. Makes `kept_usage_refs` too: how many rows of a file say what of their customer. Needs `account_of`.
 */
export async function settleUsage(db: Database): Promise<SettledUsage> {
  // Asked for several times, and many times smaller than the rows.
  await db.run("CREATE TEMP TABLE event_refs AS SELECT file_id, vendor, ref, count(*) AS n FROM events GROUP BY ALL");
  const settled = await settle(db);
  await db.run(
    settled.duplicates.size === 0
      ? "CREATE TEMP VIEW kept_usage_refs AS SELECT * FROM event_refs"
      : "CREATE TEMP TABLE kept_usage_refs AS SELECT file_id, vendor, ref, count(*) AS n FROM kept_usage GROUP BY ALL",
  );
  return settled;
}

async function settle(db: Database): Promise<SettledUsage> {
  // Events with a time are several a day: that they differ in user, day and feature need not be looked at.
  const [found] = await db.rows<{ timed: boolean }>('SELECT EXISTS (SELECT 1 FROM events WHERE "at" IS NOT NULL) AS timed');
  if (found?.timed !== true && (await isOneRowADay(db))) {
    await db.run("CREATE TEMP VIEW kept_usage AS SELECT * FROM events");
    return { duplicates: new Map(), adds: false };
  }
  await db.run(`CREATE TEMP TABLE repeated AS SELECT h FROM (SELECT hash(${IDENTITY}) AS h FROM events) GROUP BY h HAVING count(*) > 1`);
  const [repeated] = await db.rows<{ n: number }>("SELECT count(*) AS n FROM repeated");
  if (repeated === undefined || repeated.n === 0) {
    await db.run("CREATE TEMP VIEW kept_usage AS SELECT * FROM events");
    return { duplicates: new Map(), adds: true };
  }
  await db.run(`
CREATE TEMP TABLE once_each AS SELECT ${IDENTITY}, bool_or(teaches) AS teaches, min(file_id) AS file_id FROM events WHERE hash(${IDENTITY}) IN (SELECT h FROM repeated) GROUP BY ${IDENTITY};
CREATE TEMP VIEW kept_usage AS SELECT ${IDENTITY}, teaches, file_id FROM events WHERE hash(${IDENTITY}) NOT IN (SELECT h FROM repeated) UNION ALL SELECT ${IDENTITY}, teaches, file_id FROM once_each`);
  return { duplicates: await droppedByFile(db), adds: true };
}

/** True where no two rows have account, user, day and feature in common. */
async function isOneRowADay(db: Database): Promise<boolean> {
  const [refs] = await db.rows<{ n: number; single: boolean }>(
    `SELECT coalesce(CAST(sum(n) AS BIGINT), 0) AS n, count(DISTINCT (vendor, ref)) = count(DISTINCT account) AS single
     FROM event_refs LEFT JOIN account_of USING (vendor, ref)`,
  );
  const n = refs?.n ?? 0;
  if ((await differing(db, 'vendor, ref, "user", day, feature', "events")) < n) return false;
  // Where every account is called by one name only, and every name is an account's, rows that differ in the name differ in the account.
  return (
    refs?.single === true ||
    (await differing(db, 'vendor, account, "user", day, feature', "events LEFT JOIN account_of USING (vendor, ref)")) === n
  );
}

async function differing(db: Database, columns: string, source: string): Promise<number> {
  const [row] = await db.rows<{ n: number }>(`SELECT count(DISTINCT hash(${columns})) AS n FROM ${source}`);
  return row?.n ?? 0;
}

async function droppedByFile(db: Database): Promise<Duplicates> {
  const rows = await db.rows<{ file_id: number; n: number }>(
    `SELECT file_id, CAST(sum(n) AS BIGINT) AS n FROM (SELECT file_id, count(*) AS n FROM events WHERE hash(${IDENTITY}) IN (SELECT h FROM repeated) GROUP BY file_id UNION ALL SELECT file_id, -count(*) FROM once_each GROUP BY file_id) GROUP BY file_id HAVING sum(n) <> 0`,
  );
  return new Map(rows.map(({ file_id, n }) => [file_id, n]));
}
