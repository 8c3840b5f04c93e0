import type { Database } from "../snapshot/database.ts";
import { DATA_TABLES, type DataTable, TABLES } from "../schema.ts";
import type { AccountMatch } from "../mapping/account-match.ts";
import { accountMatches } from "../mapping/account-matches.ts";
import { knownOverrides, moveCompanies, overrideIndex } from "../mapping/override-index.ts";
import type { Override } from "../mapping/overrides.ts";
import { accountIndex, type AccountIndex, type Found } from "./account-index.ts";
import { countReferences, wholeReferences } from "./events.ts";
import { describeReference, readReference, type Reference } from "./reference.ts";
import { type Account, type Company, spineOfCompanies, spineOfReferences } from "./spine.ts";

export interface Joined {
  readonly accounts: readonly Account[];
  readonly index: AccountIndex;
  /** True where the accounts come from company records, false where other rows had to tell them. */
  readonly fromCompanies: boolean;
  /** How many kept rows say what led nowhere, or not by a sure key. Needs `kept_usage_refs`. */
  readonly counts: () => Promise<ReadonlyMap<string, number>>;
  /** What the report tells of: rows joined by an override or by a name that is spelled otherwise, and near misses. */
  readonly matches: (counts: ReadonlyMap<string, number>) => readonly AccountMatch[];
  /** True where `events` names customers otherwise than it did, by their users' addresses too. */
  readonly isWhole: boolean;
}

/** What the kept rows say of companies and of whose they are. */
export interface Said {
  readonly companies: readonly Company[];
  readonly rows: readonly Row[];
}

/** overrides.csv as it was read, and its path for errors. */
export interface Overrides {
  readonly lines: readonly Override[];
  readonly file: string;
}

interface Packed {
  readonly vendor: string;
  readonly ref: string;
  readonly teaches: boolean;
  readonly contact: boolean;
  /** Said by events: without the addresses of their users. */
  readonly event: boolean;
}

/** Products and releases belong to no account; a stage change belongs to its opportunity's. */
const JOINED_TABLES = DATA_TABLES.filter((table) => table !== "accounts" && "account" in TABLES[table]);

/** Reads what decides which accounts there are and whose a row is: company records, and each different reference once. Makes `event_refs`. */
export async function readSaid(db: Database): Promise<Said> {
  await countReferences(db);
  return { companies: await companiesIn(db), rows: (await distinctReferences(db)).map(read) };
}

/**
 * Decides which account every kept row belongs to: fills `account_of (vendor, ref, account)` with the references that lead to one.
 * Works on the distinct references, which are few where rows are many. Throws DataError for an override whose account does not exist.
 */
export async function joinAccounts(db: Database, { companies, rows }: Said, { lines, file }: Overrides): Promise<Joined> {
  // Without company records everything that rows say tells which accounts there are.
  const known = companies.length > 0 ? await wholeWhereShared(db, rows) : await wholeOnes(db, rows, () => true);
  const said = new Set(known.map(keyOf));
  const spine = companies.length > 0 ? spineOfCompanies(companies) : spineOfReferences(known.map(({ reference }) => reference));
  const overrides = knownOverrides(lines, spine, file);
  const accounts = moveCompanies(spine, companies, overrides);
  const index = accountIndex(accounts, overrideIndex(overrides));
  const found = new Map<Packed, Found>();
  const references: Row[] = [];
  // Contacts first: their addresses join tickets and answers. Then rows that show which customer id is whose: invoices name an id only.
  const rounds = [
    (row: Packed) => row.contact,
    (row: Packed) => !row.contact && row.teaches,
    (row: Packed) => !row.contact && !row.teaches,
  ];
  for (const [round, belongs] of rounds.entries()) {
    const whole = await wholeOnes(db, known.filter(belongs), (row) => index.findById(row.reference) === undefined, said);
    // One by one: there may be more of them than a call has room for.
    for (const one of whole) references.push(one);
    for (const { row, match } of whole.map((one) => ({ row: one, match: index.find(one.reference) }))) {
      if (match === undefined) continue;
      found.set(row, match);
      learn(index, row.reference, match.account, round < 2 && row.teaches);
    }
    if (round > 0 || found.size === 0) continue;
    await storeAccountOf(db, found);
    for (const { email, account } of await contactEmails(db)) index.learnEmail(email, account);
  }
  for (const row of references) {
    if (found.has(row) || !row.teaches) continue;
    const match = index.find(row.reference);
    if (match !== undefined) found.set(row, match);
  }
  await storeAccountOf(db, found);
  const looked = new Set(references);
  const isWhole = rows.some((row) => row.event && !looked.has(row));
  const telling = references.filter((row) => tells(found.get(row)));
  const counts = (): Promise<ReadonlyMap<string, number>> => (telling.length === 0 ? Promise.resolve(new Map()) : rowCounts(db));
  const matches = (rowsOf: ReadonlyMap<string, number>): readonly AccountMatch[] => {
    const joins = telling.map((row) => ({
      vendor: row.vendor,
      reference: row.reference,
      rows: rowsOf.get(keyOf(row)) ?? 0,
      match: found.get(row),
    }));
    return accountMatches({ accounts, companies, overrides, joins });
  };
  if (companies.length > 0) return { accounts, index, fromCompanies: true, counts, matches, isWhole };
  // Without company records an account is what rows speak of: one whose rows an override gave to another is none.
  const used = new Set([...found.values()].map(({ account }) => account));
  const keys = index.keys().filter(([account]) => used.has(account));
  return {
    accounts: accounts.filter(({ account }) => used.has(account)),
    index: { ...index, keys: () => keys },
    fromCompanies: false,
    counts,
    matches,
    isWhole,
  };
}

type Row = Packed & { readonly reference: Reference };

/** Only what led nowhere, or not by a sure key, is worth telling of. */
function tells(match: Found | undefined): boolean {
  return match === undefined || match.byName || match.override !== null;
}

function read(packed: Packed): Row {
  return { ...packed, reference: readReference(packed.vendor, packed.ref) };
}

/** In place of the references of events that `open` picks, the same ones with the addresses of their users, but for those that are `known`. */
async function wholeOnes(
  db: Database,
  rows: readonly Row[],
  open: (row: Row) => boolean,
  known: ReadonlySet<string> = new Set(),
): Promise<Row[]> {
  const isOpen = (row: Row): boolean => row.event && open(row);
  const short = rows.filter(isOpen);
  if (short.length === 0) return [...rows];
  const stay = rows.filter((row) => !isOpen(row));
  const taken = new Set(known);
  for (const row of short) taken.delete(keyOf(row));
  for (const row of stay) taken.add(keyOf(row));
  const whole = (await wholeReferences(db, short)).filter((row) => !taken.has(keyOf(row)));
  return [...stay, ...whole.map((row) => read({ ...row, contact: false, event: false }))];
}

/** A reference that other tables have too means the whole of what these rows say. */
async function wholeWhereShared(db: Database, rows: readonly Row[]): Promise<Row[]> {
  const elsewhere = new Set(rows.filter(({ event }) => !event).map(keyOf));
  return wholeOnes(db, rows, (row) => elsewhere.has(keyOf(row)));
}

/** How many kept rows say each reference. */
async function rowCounts(db: Database): Promise<ReadonlyMap<string, number>> {
  const selects = JOINED_TABLES.map((table) => `SELECT vendor, ref, sum(n) AS n FROM (${refsOf(table)}) GROUP BY vendor, ref`);
  const rows = await db.rows<{ vendor: string; ref: string; n: number }>(
    `SELECT vendor, ref, CAST(sum(n) AS BIGINT) AS n FROM (${selects.join(" UNION ALL ")}) GROUP BY vendor, ref`,
  );
  return new Map(rows.map((row) => [keyOf(row), row.n]));
}

function keyOf({ vendor, ref }: Pick<Packed, "vendor" | "ref">): string {
  return `${vendor}\u001F${ref}`;
}

/** Rows of a file that are kept without an account, by table and the key that led nowhere. */
export interface Unjoined {
  readonly table: DataTable;
  readonly key: string;
  readonly rows: number;
  /** The first of them; null where the format has no lines. */
  readonly line: number | null;
}

/** What each file has of rows without an account, most first. */
export async function unjoinedRows(db: Database): Promise<ReadonlyMap<number, readonly Unjoined[]>> {
  const unjoined = new Map<number, Unjoined[]>();
  for (const table of JOINED_TABLES) {
    const rows = await db.rows<{ file_id: number; vendor: string; ref: string; n: number; line: number | null }>(
      `SELECT * FROM (${refsOf(table)}) ANTI JOIN account_of USING (vendor, ref) ORDER BY file_id, n DESC, ref`,
    );
    for (const { file_id, vendor, ref, n, line } of rows) {
      const found = unjoined.get(file_id) ?? [];
      found.push({ table, key: describeReference(readReference(vendor, ref)), rows: n, line });
      unjoined.set(file_id, found);
    }
  }
  return unjoined;
}

/** How many kept rows of each file say what, and which is the first. */
function refsOf(table: DataTable): string {
  return table === "usage"
    ? "SELECT file_id, vendor, ref, n, CAST(NULL AS INTEGER) AS line FROM kept_usage_refs"
    : `SELECT file_id, vendor, ref, count(*) AS n, min(line) AS line FROM kept_${table} GROUP BY file_id, vendor, ref`;
}

function learn(index: AccountIndex, reference: Reference, account: string, ids: boolean): void {
  if (reference.name !== undefined) index.learnAlias(reference.name, account);
  const [id] = reference.ids;
  if (ids && id !== undefined) index.learnId(reference.vendor, id, account);
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

async function contactEmails(db: Database): Promise<{ email: string; account: string }[]> {
  return db.rows(
    "SELECT DISTINCT email, account FROM kept_contacts JOIN account_of USING (vendor, ref) WHERE email IS NOT NULL ORDER BY email, account",
  );
}

async function storeAccountOf(db: Database, found: ReadonlyMap<Packed, Found>): Promise<void> {
  await db.run("CREATE OR REPLACE TEMP TABLE account_of (vendor VARCHAR, ref VARCHAR, account VARCHAR)");
  await db.append(
    "account_of",
    [...found].map(([{ vendor, ref }, { account }]) => [vendor, ref, account]),
  );
}
