import type { Database } from "../snapshot/database.ts";
import { DATA_TABLES, type DataTable, TABLES } from "../schema.ts";
import { countReferences, type EventsSeen } from "./events.ts";
import { readReference, type Reference } from "./reference.ts";
import type { Company } from "./spine.ts";

/** A reference as rows pack it. */
export interface Packed {
  readonly vendor: string;
  readonly ref: string;
  readonly teaches: boolean;
  readonly contact: boolean;
  /** Said by events: without the addresses of their users. */
  readonly event: boolean;
}

/** The same, taken apart. */
export type Row = Packed & { readonly reference: Reference };

/** What the kept rows say of companies and of whose they are. */
export interface Said {
  readonly companies: readonly Company[];
  readonly rows: readonly Row[];
  readonly events: EventsSeen;
}

/** Products and releases belong to no account; a stage change belongs to its opportunity's. */
export const JOINED_TABLES = DATA_TABLES.filter((table) => table !== "accounts" && "account" in TABLES[table]);

/** Reads what decides which accounts there are and whose a row is: company records, and each different reference once. Makes `event_refs`. */
export async function readSaid(db: Database): Promise<Said> {
  const events = await countReferences(db);
  return { events, companies: await companiesIn(db), rows: (await distinctReferences(db)).map(readPacked) };
}

/** Takes a reference apart. */
export function readPacked(packed: Packed): Row {
  return { ...packed, reference: readReference(packed.vendor, packed.ref) };
}

async function companiesIn(db: Database): Promise<Company[]> {
  const rows = await db.rows<{ vendor: string; id: string; name: string; domains: string | null; external: string | null }>(
    "SELECT vendor, source_id AS id, name, domains, external_id AS external FROM kept_accounts ORDER BY vendor, source_id",
  );
  return rows.map(({ domains, ...row }) => ({ ...row, domains: (domains ?? "").split(";").filter((domain) => domain !== "") }));
}

/** Once what each kind of row says: events, whose references are without addresses, and all others. */
async function distinctReferences(db: Database): Promise<Packed[]> {
  const selects = JOINED_TABLES.map((table) => {
    const isEvent = table === "usage";
    const source = isEvent ? "event_refs" : `kept_${table}`;
    return `SELECT vendor, ref, bool_or(teaches) AS teaches, ${table === "contacts"} AS contact, ${isEvent} AS event FROM ${source} GROUP BY vendor, ref`;
  });
  return db.rows<Packed>(
    `SELECT vendor, ref, bool_or(teaches) AS teaches, bool_or(contact) AS contact, event FROM (${selects.join(" UNION ALL ")}) GROUP BY vendor, ref, event ORDER BY vendor, ref, event`,
  );
}

/** How many kept rows of each file say what, and which is the first. */
export function refsOf(table: DataTable): string {
  return table === "usage"
    ? "SELECT file_id, vendor, ref, n, CAST(NULL AS INTEGER) AS line FROM kept_usage_refs"
    : `SELECT file_id, vendor, ref, count(*) AS n, min(line) AS line FROM kept_${table} GROUP BY file_id, vendor, ref`;
}

/** How many kept rows say each reference. */
export async function rowCounts(db: Database): Promise<ReadonlyMap<string, number>> {
  const selects = JOINED_TABLES.map((table) => `SELECT vendor, ref, sum(n) AS n FROM (${refsOf(table)}) GROUP BY vendor, ref`);
  const rows = await db.rows<{ vendor: string; ref: string; n: number }>(
    `SELECT vendor, ref, CAST(sum(n) AS BIGINT) AS n FROM (${selects.join(" UNION ALL ")}) GROUP BY vendor, ref`,
  );
  return new Map(rows.map((row) => [keyOf(row), row.n]));
}

/** One text for what a row says of its customer. */
export function keyOf({ vendor, ref }: Pick<Packed, "vendor" | "ref">): string {
  return `${vendor}\u001F${ref}`;
}
