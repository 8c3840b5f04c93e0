import type { Database } from "../snapshot/database.ts";
import type { Duplicates } from "./deduplicate.ts";
import { countReferences } from "./events.ts";

const IDENTITY = 'vendor, ref, mail, "user", day, feature, events, "at", insert_id';

export interface SettledUsage {
  readonly duplicates: Duplicates;
  /** False where every row is one of the book as it is; true where rows of a day have to be added up. */
  readonly adds: boolean;
}

/** What hashes show of `events`, before it is known whose they are. */
export interface UsageHashes {
  /** Events with a time are several a day: that they differ in user, day and feature need not be looked at. */
  readonly timed: boolean;
  /** How many rows there are, and how many of them surely differ in customer, user, day or feature; of events with a time it is not asked. */
  readonly rows: number;
  readonly differing: number;
  /** Whether there may be rows that agree in everything: then the table `repeated` holds their hashes. Null where it is not known yet. */
  readonly repeats: boolean | null;
}

/** Looks through `events`, of which `event_refs` tells: the longest part of settling, which may be done while something else finds their accounts. */
export async function hashUsage(db: Database): Promise<UsageHashes> {
  const [found] = await db.rows<{ timed: boolean; n: number }>(
    'SELECT EXISTS (SELECT 1 FROM events WHERE "at" IS NOT NULL) AS timed, (SELECT coalesce(CAST(sum(n) AS BIGINT), 0) FROM event_refs) AS n',
  );
  const [timed, rows] = [found?.timed === true, found?.n ?? 0];
  return timed
    ? { timed, rows, differing: 0, repeats: await anyRepeated(db) }
    : { timed, rows, differing: await differing(db, 'vendor, ref, "user", day, feature', "events"), repeats: null };
}

/**
 * Makes `kept_usage` of all `events`: of those that agree in everything in one vendor's files, the one of the first file stays. Nearly
 * all exports repeat nothing, and that is found out by comparing hashes, at a fraction of the cost of grouping the rows themselves:
 * different hashes are proof of different rows. Makes `kept_usage_refs` too: how many rows of a file say what of their customer. Needs `account_of`.
 * `known` are the hashes of `events`, unless these name customers otherwise since.
 */
export async function settleUsage(db: Database, known: UsageHashes | undefined): Promise<SettledUsage> {
  if (known === undefined) await countReferences(db);
  const hashes = known ?? (await hashUsage(db));
  const isSettled = !hashes.timed && (await isOneRowADay(db, hashes));
  if (isSettled || !(hashes.repeats ?? (await anyRepeated(db)))) {
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

/** Makes `repeated` of the hashes that several events have. */
async function anyRepeated(db: Database): Promise<boolean> {
  await db.run(
    `CREATE OR REPLACE TEMP TABLE repeated AS SELECT h FROM (SELECT hash(${IDENTITY}) AS h FROM events) GROUP BY h HAVING count(*) > 1`,
  );
  const [repeated] = await db.rows<{ n: number }>("SELECT count(*) AS n FROM repeated");
  return repeated !== undefined && repeated.n > 0;
}

/** True where no two rows have account, user, day and feature in common. */
async function isOneRowADay(db: Database, { rows, differing: found }: UsageHashes): Promise<boolean> {
  if (found < rows) return false;
  const [refs] = await db.rows<{ single: boolean }>(
    "SELECT count(DISTINCT (vendor, ref)) = count(DISTINCT account) AS single FROM event_refs LEFT JOIN account_of USING (vendor, ref)",
  );
  // Where every account is called by one name only, and every name is an account's, rows that differ in the name differ in the account.
  return (
    refs?.single === true ||
    (await differing(db, 'vendor, account, "user", day, feature', "events LEFT JOIN account_of USING (vendor, ref)")) === rows
  );
}

async function differing(db: Database, columns: string, source: string): Promise<number> {
  const [row] = await db.rows<{ n: number }>(`SELECT count(DISTINCT hash(${columns})) AS n FROM ${source}`);
  return row?.n ?? 0;
}

async function droppedByFile(db: Database): Promise<Duplicates> {
  const rows = await db.rows<{ file_id: number; n: number }>(
    "SELECT file_id, CAST(sum(n) AS BIGINT) AS n FROM dropped_refs GROUP BY file_id HAVING sum(n) <> 0",
  );
  return new Map(rows.map(({ file_id, n }) => [file_id, n]));
}
