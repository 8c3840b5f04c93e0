import type { Database } from "../snapshot/database.ts";
import { DATA_TABLES } from "../schema.ts";
import { accountIndex, type AccountIndex } from "./account-index.ts";
import { describeReference, readReference, type Reference } from "./reference.ts";
import { type Account, type Company, spineOfCompanies, spineOfReferences } from "./spine.ts";

export interface Joined {
  readonly accounts: readonly Account[];
  readonly index: AccountIndex;
  /** True where the accounts come from company records, false where other rows had to tell them. */
  readonly fromCompanies: boolean;
}

interface Packed {
  readonly vendor: string;
  readonly ref: string;
  readonly teaches: boolean;
  readonly contact: boolean;
}

const JOINED_TABLES = DATA_TABLES.filter((table) => table !== "accounts");

/**
 * Decides which account every kept row belongs to: fills `account_of (vendor, ref, account)` with the references that lead to one.
 * Works on the distinct references, which are few where rows are many.
 */
export async function joinAccounts(db: Database): Promise<Joined> {
  const companies = await companiesIn(db);
  const references = (await distinctReferences(db)).map((packed) => ({ ...packed, reference: readReference(packed.vendor, packed.ref) }));
  const accounts = companies.length > 0 ? spineOfCompanies(companies) : spineOfReferences(references.map(({ reference }) => reference));
  const index = accountIndex(accounts);
  const found = new Map<Packed, string>();
  // Contacts first: their addresses join tickets and answers. Then rows that show which customer id is whose: invoices name an id only.
  const rounds = [
    (row: Packed) => row.contact,
    (row: Packed) => !row.contact && row.teaches,
    (row: Packed) => !row.contact && !row.teaches,
  ];
  for (const [round, belongs] of rounds.entries()) {
    const rows = references.filter(belongs).map((row) => ({ row, account: index.find(row.reference) }));
    for (const { row, account } of rows) {
      if (account === undefined) continue;
      found.set(row, account);
      learn(index, row.reference, account, round < 2 && row.teaches);
    }
    if (round === 0) await storeAccountOf(db, found);
    if (round === 0) for (const { email, account } of await contactEmails(db)) index.learnEmail(email, account);
  }
  for (const row of references) {
    if (found.has(row) || !row.teaches) continue;
    const account = index.find(row.reference);
    if (account !== undefined) found.set(row, account);
  }
  await storeAccountOf(db, found);
  return { accounts, index, fromCompanies: companies.length > 0 };
}

/** How many rows of a file are kept without an account, by the key that led nowhere; most first. */
export async function unjoinedRows(db: Database): Promise<ReadonlyMap<number, readonly { readonly key: string; readonly rows: number }[]>> {
  const unjoined = new Map<number, { key: string; rows: number }[]>();
  for (const table of JOINED_TABLES) {
    const rows = await db.rows<{ file_id: number; vendor: string; ref: string; n: number }>(
      `SELECT file_id, vendor, ref, count(*) AS n FROM kept_${table} ANTI JOIN account_of USING (vendor, ref) GROUP BY ALL ORDER BY file_id, n DESC, ref`,
    );
    for (const { file_id, vendor, ref, n } of rows) {
      unjoined.set(file_id, [...(unjoined.get(file_id) ?? []), { key: describeReference(readReference(vendor, ref)), rows: n }]);
    }
  }
  return unjoined;
}

function learn(index: AccountIndex, reference: Reference, account: string, ids: boolean): void {
  if (reference.name !== undefined) index.learnAlias(reference.name, account);
  const [id] = reference.ids;
  if (ids && id !== undefined) index.learnId(reference.vendor, id, account);
}

async function companiesIn(db: Database): Promise<Company[]> {
  const rows = await db.rows<{ vendor: string; id: string; name: string; domains: string | null }>(
    "SELECT vendor, source_id AS id, name, domains FROM kept_accounts ORDER BY vendor, source_id",
  );
  return rows.map(({ domains, ...row }) => ({ ...row, domains: (domains ?? "").split(";").filter((domain) => domain !== "") }));
}

async function distinctReferences(db: Database): Promise<Packed[]> {
  const selects = JOINED_TABLES.map(
    (table) =>
      `SELECT DISTINCT vendor, ref, ${table === "usage" ? "false" : "teaches"} AS teaches, ${table === "contacts"} AS contact FROM kept_${table}`,
  );
  return db.rows<Packed>(
    `SELECT vendor, ref, bool_or(teaches) AS teaches, bool_or(contact) AS contact FROM (${selects.join(" UNION ALL ")}) GROUP BY vendor, ref ORDER BY vendor, ref`,
  );
}

async function contactEmails(db: Database): Promise<{ email: string; account: string }[]> {
  return db.rows(
    "SELECT DISTINCT email, account FROM kept_contacts JOIN account_of USING (vendor, ref) WHERE email IS NOT NULL ORDER BY email, account",
  );
}

async function storeAccountOf(db: Database, found: ReadonlyMap<Packed, string>): Promise<void> {
  await db.run("CREATE OR REPLACE TEMP TABLE account_of (vendor VARCHAR, ref VARCHAR, account VARCHAR)");
  await db.append(
    "account_of",
    [...found].map(([{ vendor, ref }, account]) => [vendor, ref, account]),
  );
}
