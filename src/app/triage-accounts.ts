import { join } from "node:path";
import { compactNames, nameKey, wholeName } from "../book/import/company-name.ts";
import { companyDomain } from "../book/import/free-mail.ts";
import { scoreAccounts } from "../book/queries/health.ts";
import { IN_FORCE } from "../book/queries/check-sql.ts";
import { REPORTED } from "../book/queries/subscription-terms.ts";
import { readTextIfAny, writeTextAtomic } from "../core/files.ts";
import { isRecord, parseJson } from "../core/json.ts";
import type { Ticket, TriageAccount } from "../domain/triage/ticket.ts";
import type { Deps } from "./deps.ts";
import { openWholeSession, type Session } from "./open-session.ts";
import { snapshotStamp } from "./route-accounts.ts";

/** Finds the account that a ticket's requester belongs to: by the customer's id, e-mail, domain, name, in that order. */
export interface TriageAccounts {
  readonly size: number;
  find(ticket: Ticket): TriageAccount | undefined;
}

type Key = readonly [kind: string, value: string, account: string];

interface Remembered {
  readonly schema: number;
  readonly snapshot: readonly [size: number, changed: number];
  /** As-of, on which revenue and health depend. */
  readonly asOf: string;
  readonly accounts: readonly TriageAccount[];
  readonly keys: readonly Key[];
}

const SCHEMA = 1;

/** The book's accounts, remembered beside the snapshot so that the book need not be opened until it changes. Throws as opening a book does. */
export async function triageAccounts(deps: Deps, asOf: string | undefined): Promise<TriageAccounts> {
  const path = join(deps.workspace.root, ".echo", "triage-accounts.json");
  const wanted = asOf ?? deps.workspace.config.as_of ?? "";
  const stamp = await snapshotStamp(deps.workspace.root);
  const text = stamp === undefined ? undefined : await readTextIfAny(path);
  const parsed = text === undefined ? undefined : parseJson(text);
  if (parsed?.ok === true && isRemembered(parsed.value)) {
    const { snapshot, accounts, keys } = parsed.value;
    if (parsed.value.asOf === wanted && snapshot[0] === stamp?.[0] && snapshot[1] === stamp[1]) return finder(accounts, keys);
  }
  const session = await openWholeSession(deps, { asOf });
  try {
    const [accounts, keys] = [await accountsOf(session), await keysOf(session)];
    const snapshot = await snapshotStamp(deps.workspace.root);
    if (snapshot !== undefined) {
      const kept: Remembered = { schema: SCHEMA, snapshot, asOf: wanted, accounts, keys };
      await writeTextAtomic(path, `${JSON.stringify(kept)}\n`).catch(() => undefined);
    }
    return finder(accounts, keys);
  } finally {
    session.close();
  }
}

async function accountsOf(session: Session): Promise<TriageAccount[]> {
  const tiers = new Map((await scoreAccounts(session.context())).map(({ account, now }) => [account, now.tier]));
  const rows = await session.book.rows<{ account: string; name: string | null; arr_minor: number | bigint | null }>(
    `SELECT a.account, any_value(a.name) AS name, (SELECT sum(arr_minor) FROM subscriptions WHERE subscriptions.account = a.account AND ${IN_FORCE} AND ${REPORTED}) AS arr_minor FROM accounts a GROUP BY a.account ORDER BY a.account`,
    { as_of: session.asOf },
  );
  return rows.map(({ account, name, arr_minor: arr }) => ({
    account,
    name: name ?? account,
    arrMinor: arr === null ? null : Number(arr),
    tier: tiers.get(account) ?? null,
  }));
}

async function keysOf(session: Session): Promise<Key[]> {
  const rows = await session.book.rows<{ kind: string; value: string; account: string }>(
    `SELECT DISTINCT kind, value, account FROM account_keys WHERE value <> '' UNION SELECT DISTINCT 'email', email, account FROM contacts WHERE email IS NOT NULL AND account IS NOT NULL ORDER BY kind, value, account`,
  );
  return rows.map(({ kind, value, account }) => [kind, value, account]);
}

/** A key that leads to two accounts leads to none. */
function finder(accounts: readonly TriageAccount[], keys: readonly Key[]): TriageAccounts {
  const byAccount = new Map(accounts.map((account) => [account.account, account]));
  const maps = new Map<string, Map<string, TriageAccount | null>>();
  const learn = (kind: string, value: string, account: string): void => {
    const map = maps.get(kind) ?? new Map<string, TriageAccount | null>();
    maps.set(kind, map);
    const found = byAccount.get(account);
    if (found === undefined || value === "") return;
    const known = map.get(value);
    map.set(value, known === undefined || known === found ? found : null);
  };
  for (const [kind, value, account] of keys)
    learn(kind === "alias" ? "name" : kind, kind === "name" || kind === "alias" ? nameKey(value) : value.toLowerCase(), account);
  for (const { name, account } of accounts) {
    learn("name", nameKey(name), account);
    learn("whole", wholeName(name), account);
    for (const compact of compactNames(name)) learn("compact", compact, account);
  }
  const get = (kind: string, value: string): TriageAccount | undefined => maps.get(kind)?.get(value) ?? undefined;
  const byDomain = (domain: string | undefined): TriageAccount | undefined => {
    for (let name = (domain ?? "").trim().toLowerCase(); name.includes("."); name = name.slice(name.indexOf(".") + 1)) {
      const found = get("domain", name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    size: accounts.length,
    find: ({ customerIds, email, domain, organisation }) => {
      for (const id of customerIds) {
        const found = get("source_id", id.trim().toLowerCase());
        if (found !== undefined) return found;
      }
      const address = addressIn(email);
      const sure =
        (address === undefined ? undefined : get("email", address)) ??
        byDomain(domain) ??
        byDomain(address === undefined ? undefined : companyDomain(address));
      if (sure !== undefined || organisation === undefined) return sure;
      const named = get("name", nameKey(organisation)) ?? get("whole", wholeName(organisation));
      if (named !== undefined) return named;
      return (
        byAccount.get(organisation) ??
        compactNames(organisation)
          .map((name) => get("compact", name))
          .find((found) => found !== undefined)
      );
    },
  };
}

/** The address in "Mia Olsen <mia@acme.example>". */
function addressIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return /[^\s<>"(),;:]+@[^\s<>"(),;:]+/.exec(text)?.[0].toLowerCase();
}

function isRemembered(value: unknown): value is Remembered {
  return (
    isRecord(value) &&
    value["schema"] === SCHEMA &&
    Array.isArray(value["snapshot"]) &&
    Array.isArray(value["accounts"]) &&
    Array.isArray(value["keys"])
  );
}
