import { makeFolder, move, removeAny, statIfAny } from "../../core/files.ts";
import { dirname } from "node:path";
import { randomIds } from "../../core/ids.ts";
import type { Database } from "../snapshot/database.ts";
import type { TicketReading, TicketReadings } from "../ticket-reading.ts";
import { literal } from "./sql.ts";

/** The key of a ticket's text: equal texts are read once. */
export const TEXT_KEY = "md5(coalesce(subject, '') || chr(31) || coalesce(description, ''))";

const COLUMNS =
  "key VARCHAR, capability VARCHAR, gap VARCHAR, intent VARCHAR, sentiment BIGINT, above_support VARCHAR, says_leaving BIGINT";
/** Texts held at once. */
const A_PAGE = 4000;

/**
 * Fills the temporary table `ticket_readings` (sentiment in hundredths) with what is read in the texts of `kept_tickets`. What was read at an
 * earlier import is kept beside the snapshot and taken from there: it may be deleted at any time. Without a reader the table stays empty.
 */
export async function readTicketTexts(db: Database, readings: TicketReadings | undefined, snapshotPath: string): Promise<void> {
  await db.run(`CREATE TEMP TABLE ticket_readings (${COLUMNS})`);
  if (readings === undefined) return;
  const kept = `${snapshotPath}.readings.parquet`;
  const version = await readings.version();
  await takeKept(db, kept, version);
  await db.run(
    `CREATE TEMP TABLE unread AS SELECT *, row_number() OVER (ORDER BY key) AS place FROM (SELECT ${TEXT_KEY} AS key, any_value(coalesce(subject, '')) AS subject, any_value(coalesce(description, '')) AS description FROM kept_tickets GROUP BY 1) WHERE key NOT IN (SELECT key FROM ticket_readings)`,
  );
  const [{ n } = { n: 0 }] = await db.rows<{ n: number }>("SELECT count(*) AS n FROM unread");
  if (n === 0) return;
  const read = await readings.open();
  for (let from = 0; from < n; from += A_PAGE) {
    const texts = await db.rows<{ key: string; subject: string; description: string }>(
      `SELECT key, subject, description FROM unread WHERE place > ${from} AND place <= ${from + A_PAGE} ORDER BY place`,
    );
    await db.append(
      "ticket_readings",
      texts.map(({ key, subject, description }) => rowOf(key, read(subject, description))),
    );
  }
  await keep(db, kept, version);
}

function rowOf(key: string, { capability, gap, intent, sentiment, aboveSupport, saysLeaving }: TicketReading): (string | number | null)[] {
  return [key, capability, gap, intent, Math.round(sentiment * 100), aboveSupport, saysLeaving ? 1 : 0];
}

/** A file that is damaged or of another version counts as not there. */
async function takeKept(db: Database, kept: string, version: string): Promise<void> {
  if ((await statIfAny(kept)) === undefined) return;
  const file = `read_parquet(${literal(kept)})`;
  await db
    .run(
      `INSERT INTO ticket_readings SELECT key, capability, gap, intent, sentiment, above_support, says_leaving FROM ${file} WHERE version = ${literal(version)} AND key IN (SELECT ${TEXT_KEY} FROM kept_tickets)`,
    )
    .catch(() => undefined);
}

async function keep(db: Database, kept: string, version: string): Promise<void> {
  // Named as a draft of the snapshot, so that one left by a killed import is cleared away.
  const draft = `${kept.slice(0, -".readings.parquet".length)}.${randomIds.unique().slice(0, 8)}.draft.parquet`;
  await makeFolder(dirname(kept));
  try {
    await db.run(
      `COPY (SELECT ${literal(version)} AS version, * FROM ticket_readings ORDER BY key) TO ${literal(draft)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    await move(draft, kept);
  } finally {
    await removeAny(draft);
  }
}
