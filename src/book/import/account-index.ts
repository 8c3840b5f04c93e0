import type { OverrideIndex } from "../mapping/override-index.ts";
import { compactNames, nameKey, wholeName } from "./company-name.ts";
import { companyDomain, isFreeMail } from "./free-mail.ts";
import type { Reference } from "./reference.ts";
import { sameId } from "./salesforce-id.ts";
import type { Account } from "./spine.ts";

/** The keys that lead to accounts. A key that leads to two is known, but joins nothing. */
export interface AccountIndex {
  /** The account of a row, or undefined: by override, source id, e-mail of a known contact, domain, name, in that order. */
  find(reference: Reference): Found | undefined;
  /** The same, where the customer's id alone decides: whatever else the row says, `find` finds no other. Undefined where it does not. */
  findById(reference: Reference): Found | undefined;
  learnId(vendor: string, id: string, account: string): void;
  learnEmail(email: string, account: string): void;
  /** A name by which a source calls the account: kept for people who ask, rows are not joined by it. */
  learnAlias(name: string, account: string): void;
  /** Every key, in no order, as rows of `account_keys`: account, kind, source, value. */
  keys(): readonly (readonly [account: string, kind: string, source: string | null, value: string])[];
}

/** The account a row belongs to. `override` is the line of overrides.csv that says so; `byName` tells that nothing but the name does. */
export interface Found {
  readonly account: string;
  readonly override: number | null;
  readonly byName: boolean;
}

/** Looks accounts up by what exports call them: ids of vendors, mail domains, names and their short forms, and what the overrides say. */
export function accountIndex(accounts: readonly Account[], overrides: OverrideIndex): AccountIndex {
  const ids = keyMap();
  const emails = keyMap();
  const domains = keyMap();
  const names = keyMap();
  const wholes = keyMap();
  const compacts = keyMap();
  const aliases = keyMap();
  for (const { account, name, domains: own, members } of accounts) {
    for (const { vendor, id } of members) ids.add(idKey(vendor, id), account);
    for (const domain of own) if (!isFreeMail(domain)) domains.add(domain, account);
    if (nameKey(name) !== "") names.add(nameKey(name), account);
    wholes.add(wholeName(name), account);
    for (const key of compactNames(name)) compacts.add(key, account);
  }
  const anyVendors = keyMap();
  for (const [key, account] of ids.entries()) anyVendors.add(key.slice(key.indexOf("\u001F") + 1), account);

  const byId = (reference: Reference): string | undefined =>
    first(reference.ids, (id) => ids.only(idKey(reference.vendor, id))) ??
    (reference.external === undefined ? undefined : anyVendors.only(sameId(reference.external)));
  const byKey = (reference: Reference): string | undefined =>
    byId(reference) ??
    first(reference.emails, emails.only) ??
    first(reference.domains, (domain) => byDomain(domains, domain)) ??
    first(reference.emails, (email) => byDomain(domains, companyDomain(email)));

  return {
    find: (reference) => {
      const override = overrides.find(reference);
      if (override !== undefined) return { account: override.id, override: override.line, byName: false };
      const sure = byKey(reference);
      if (sure !== undefined) return { account: sure, override: null, byName: false };
      const named =
        reference.name === undefined
          ? undefined
          : (names.only(nameKey(reference.name)) ??
            wholes.only(wholeName(reference.name)) ??
            first(compactNames(reference.name), compacts.only));
      return named === undefined ? undefined : { account: named, override: null, byName: true };
    },
    findById: (reference) => {
      const account = overrides.isEmpty ? byId(reference) : undefined;
      return account === undefined ? undefined : { account, override: null, byName: false };
    },
    learnId: (vendor, id, account) => {
      ids.add(idKey(vendor, id), account);
      anyVendors.add(sameId(id), account);
    },
    learnEmail: (email, account) => emails.add(email, account),
    learnAlias: (name, account) => {
      const key = nameKey(name);
      if (key !== "" && names.only(key) !== account) aliases.add(key, account);
    },
    keys: () => [
      ...[...ids.entries()].map(
        ([key, account]) => [account, "source_id", key.slice(0, key.indexOf("\u001F")), key.slice(key.indexOf("\u001F") + 1)] as const,
      ),
      ...[...domains.entries()].map(([value, account]) => [account, "domain", null, value] as const),
      ...[...names.entries()].map(([value, account]) => [account, "name", null, value] as const),
      ...[...emails.entries()].map(([value, account]) => [account, "email", null, value] as const),
      ...[...aliases.entries()].flatMap(([value, account]) =>
        aliases.only(value) === undefined ? [] : [[account, "alias", null, value] as const],
      ),
    ],
  };
}

interface KeyMap {
  add(key: string, account: string): void;
  /** The account of a key that leads to exactly one. */
  only(key: string): string | undefined;
  entries(): Iterable<[key: string, account: string]>;
}

function keyMap(): KeyMap {
  // Nearly every key leads to one account, and there are many.
  const map = new Map<string, string | Set<string>>();
  return {
    add: (key, account) => {
      const known = map.get(key);
      if (known === undefined) map.set(key, account);
      else if (typeof known !== "string") known.add(account);
      else if (known !== account) map.set(key, new Set([known, account]));
    },
    only: (key) => {
      const known = map.get(key);
      return typeof known === "string" ? known : undefined;
    },
    entries: function* () {
      for (const [key, known] of map) {
        if (typeof known === "string") yield [key, known];
        else for (const account of known) yield [key, account];
      }
    },
  };
}

function idKey(vendor: string, id: string): string {
  return `${vendor}\u001F${sameId(id)}`;
}

/** A sub-domain belongs to the company of the domain above it. */
function byDomain(domains: KeyMap, domain: string | undefined): string | undefined {
  for (let name = domain ?? ""; name.includes("."); name = name.slice(name.indexOf(".") + 1)) {
    const account = domains.only(name);
    if (account !== undefined) return account;
  }
  return undefined;
}

function first(keys: readonly string[], find: (key: string) => string | undefined): string | undefined {
  for (const key of keys) {
    const account = find(key);
    if (account !== undefined) return account;
  }
  return undefined;
}
