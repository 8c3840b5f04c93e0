import { count } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";

/** Formats that write a quantity of 1 where nobody sells seats at all. */
const QUANTITIES: ReadonlySet<string> = new Set(["stripe-subscriptions", "stripe-subscriptions-api"]);

/** Fewer subscriptions than these may all have one seat by chance. */
const FEWEST = 3;

interface FlatFile {
  readonly file_id: number;
  readonly accounts: number;
  readonly fuller: number;
  readonly such: string;
}

/**
 * A price for everybody is a quantity of 1, and that is no seat: in a file where every subscription has the quantity 1 and most of the
 * accounts whose users are known have more active users than that, seats are taken out, so that nothing is measured against them. Returns
 * what is to be told of a file, by its number. `takenFor` names each file's adapter, in the order of their numbers from 1. Needs the filled tables.
 */
export async function settleFlatPlans(db: Database, takenFor: readonly (string | null)[]): Promise<ReadonlyMap<number, string>> {
  const files = takenFor.flatMap((adapter, index) => (adapter !== null && QUANTITIES.has(adapter) ? [index + 1] : []));
  if (files.length === 0) return new Map();
  // Use is looked at only where there is something to decide: it may be very many rows.
  const single = await db.rows<{ file_id: number }>(
    `SELECT file_id FROM subscriptions WHERE file_id IN (${files.join(", ")}) AND seats IS NOT NULL GROUP BY file_id HAVING max(seats) = 1 AND min(seats) = 1 AND count(*) >= ${FEWEST} ORDER BY file_id`,
  );
  if (single.length === 0) return new Map();
  const flat = await db.rows<FlatFile>(flatSql(single.map(({ file_id: file }) => file)));
  if (flat.length === 0) return new Map();
  await db.run(`UPDATE subscriptions SET seats = NULL WHERE file_id IN (${flat.map(({ file_id: file }) => file).join(", ")})`);
  return new Map(
    flat.map(({ file_id: file, accounts, fuller, such }) => [
      file,
      `every Quantity is 1, and ${fuller} of ${count(accounts, "account")} had more active users in 30 days, such as ${such}: a flat price, not one seat each, so licensed seats are not known`,
    ]),
  );
}

/** Active users of the 30 days to the last day of use against the subscriptions that run on it, by account. */
function flatSql(files: readonly number[]): string {
  return `WITH last AS (SELECT max(day) AS day FROM usage_days WHERE by_today(day)
), users AS (SELECT account, count(DISTINCT "user") AS users FROM usage, last WHERE account IS NOT NULL AND usage.day > last.day - 30 AND usage.day <= last.day GROUP BY account
), sold AS (SELECT file_id, account, sum(seats) AS seats FROM subscriptions, last WHERE file_id IN (${files.join(", ")}) AND account IS NOT NULL AND day_of(started_at) <= last.day AND (ended_at IS NULL OR day_of(ended_at) > last.day) GROUP BY file_id, account
)
SELECT file_id, count(*) AS accounts, count(*) FILTER (users > seats) AS fuller, min(account) FILTER (users > seats) AS such FROM sold JOIN users USING (account) WHERE users > 0
GROUP BY file_id HAVING 2 * count(*) FILTER (users > seats) > count(*) ORDER BY file_id`;
}
