import { compactName } from "../import/company-name.ts";
import type { Reference } from "../import/reference.ts";
import type { Account, Company } from "../import/spine.ts";
import { type Override, type OverrideKind, unknownAccount } from "./overrides.ts";

/** An override whose account is known. */
export type KnownOverride = Override & { readonly id: string };

/** Finds the override that a row is subject to: by id, e-mail address, domain, name, in that order; one of the row's source before one of all. */
export interface OverrideIndex {
  readonly isEmpty: boolean;
  find(reference: Reference): KnownOverride | undefined;
}

/** Overrides with the ids of their accounts. Throws DataError with the line of an account that does not exist. */
export function knownOverrides(overrides: readonly Override[], accounts: readonly Account[], file: string): readonly KnownOverride[] {
  if (overrides.length === 0) return [];
  const ids = new Set(accounts.map(({ account }) => account));
  const names = new Map<string, Set<string>>();
  for (const { name, account } of accounts) names.set(compactName(name), (names.get(compactName(name)) ?? new Set()).add(account));
  return overrides.map((override) => {
    const named = names.get(compactName(override.account));
    const id = ids.has(override.account.toLowerCase()) ? override.account.toLowerCase() : named?.size === 1 ? [...named][0] : undefined;
    if (id === undefined) throw unknownAccount(override, file, [...ids]);
    return { ...override, id };
  });
}

/** The corrections, to be found by a row's reference: one for the vendor before one for any. */
export function overrideIndex(overrides: readonly KnownOverride[]): OverrideIndex {
  const byKey = new Map(overrides.map((override) => [keyOf(override.source, override.kind, override.value), override]));
  return {
    isEmpty: byKey.size === 0,
    find: (reference) => {
      if (byKey.size === 0) return undefined;
      for (const [kind, value] of keysOf(reference)) {
        const found = byKey.get(keyOf(reference.vendor, kind, value)) ?? byKey.get(keyOf(null, kind, value));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Company records that an override gives to another account move there, with their domains; an account left without records is gone. */
export function moveCompanies(
  accounts: readonly Account[],
  companies: readonly Company[],
  overrides: readonly KnownOverride[],
): readonly Account[] {
  const moves = new Map<string, string>();
  for (const { vendor, id } of companies) {
    const { id: target } =
      overrides.find(
        ({ source, kind, value }) => kind === "id" && (source === null || source === vendor) && value.toLowerCase() === id.toLowerCase(),
      ) ?? {};
    if (target !== undefined) moves.set(keyOfMember({ vendor, id }), target);
  }
  if (moves.size === 0) return accounts;
  const company = new Map(companies.map((one) => [keyOfMember(one), one]));
  const all = accounts.flatMap(({ account, members }) => {
    const targets = new Set(
      members.filter((member) => company.has(keyOfMember(member))).map((member) => moves.get(keyOfMember(member)) ?? account),
    );
    // Ids that its records know from elsewhere go along where all of the records go.
    const home = targets.size === 1 ? ([...targets][0] ?? account) : account;
    return members.map((member) => ({
      home: moves.get(keyOfMember(member)) ?? (company.has(keyOfMember(member)) ? account : home),
      member,
    }));
  });
  return accounts.flatMap((account) => {
    const members = all.filter(({ home }) => home === account.account).map(({ member }) => member);
    const domains = [...new Set(members.flatMap((member) => company.get(keyOfMember(member))?.domains ?? []))];
    return members.length === 0 ? [] : [{ ...account, members, domains }];
  });
}

function keyOfMember({ vendor, id }: { readonly vendor: string; readonly id: string }): string {
  return `${vendor}\u001F${id}`;
}

function keysOf({ ids, external, emails, domains, name }: Reference): (readonly [OverrideKind, string])[] {
  const mailDomains = emails.map((email) => email.slice(email.lastIndexOf("@") + 1));
  return [
    ...[...ids, ...(external === undefined ? [] : [external])].map((id) => ["id", id] as const),
    ...emails.map((email) => ["email", email] as const),
    ...[...domains, ...mailDomains].map((domain) => ["domain", domain] as const),
    ...(name === undefined ? [] : [["name", name] as const]),
  ];
}

function keyOf(source: string | null, kind: OverrideKind, value: string): string {
  const key = kind === "name" ? compactName(value) : kind === "id" ? value.replace(/^#+\s*/, "") : value.replace(/^www\./i, "");
  return `${source ?? "*"}\u001F${kind}\u001F${key.toLowerCase()}`;
}
