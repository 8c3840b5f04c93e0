import type { Database } from "../snapshot/database.ts";
import type { AccountMatch } from "../mapping/account-match.ts";
import { accountMatches } from "../mapping/account-matches.ts";
import type { JoinedDomains } from "../mapping/suggest-matches.ts";
import { knownOverrides, moveCompanies, overrideIndex } from "../mapping/override-index.ts";
import type { Override } from "../mapping/overrides.ts";
import { accountIndex, type AccountIndex, type Found } from "./account-index.ts";
import { wholeReferences } from "./events.ts";
import { keyOf, type Packed, readPacked, type Row, rowCounts, type Said } from "./read-said.ts";
import { companyDomain } from "./free-mail.ts";
import type { Reference } from "./reference.ts";
import { type Account, spineOfCompanies, spineOfReferences } from "./spine.ts";

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

/** overrides.csv as it was read, and its path for errors. */
export interface Overrides {
  readonly lines: readonly Override[];
  readonly file: string;
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
    return accountMatches({ accounts, companies, overrides, joins, joinedDomains: () => domainsOf(references, found) });
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

/** Only what led nowhere, or not by a sure key, is worth telling of. */
function tells(match: Found | undefined): boolean {
  return match === undefined || match.byName || match.override !== null;
}

/** The domains of addresses on rows that found their account by whatever key. */
function domainsOf(rows: readonly Row[], found: ReadonlyMap<Packed, Found>): JoinedDomains {
  const domains = new Map<string, Set<string>>();
  for (const row of rows) {
    const account = found.get(row)?.account;
    if (account === undefined) continue;
    for (const email of row.reference.emails) {
      const domain = companyDomain(email);
      if (domain !== undefined) domains.set(domain, (domains.get(domain) ?? new Set()).add(account));
    }
  }
  return domains;
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
  return [...stay, ...whole.map((row) => readPacked({ ...row, contact: false, event: false }))];
}

/** A reference that other tables have too means the whole of what these rows say. */
async function wholeWhereShared(db: Database, rows: readonly Row[]): Promise<Row[]> {
  const elsewhere = new Set(rows.filter(({ event }) => !event).map(keyOf));
  return wholeOnes(db, rows, (row) => elsewhere.has(keyOf(row)));
}

function learn(index: AccountIndex, reference: Reference, account: string, ids: boolean): void {
  if (reference.name !== undefined) index.learnAlias(reference.name, account);
  const [id] = reference.ids;
  if (ids && id !== undefined) index.learnId(reference.vendor, id, account);
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
