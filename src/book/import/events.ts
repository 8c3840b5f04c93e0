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

/** Makes `event_refs` of `events` as they are now: how many rows of each file say what. It is asked for often, and many times smaller than the rows. */
export async function countReferences(db: Database): Promise<void> {
  await db.run(
    "CREATE OR REPLACE TEMP TABLE event_refs AS SELECT file_id, vendor, ref, count(*) AS n, bool_or(teaches) AS teaches FROM events GROUP BY file_id, vendor, ref",
  );
}

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
