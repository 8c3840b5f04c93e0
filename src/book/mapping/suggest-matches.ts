import { editDistance } from "../../core/text.ts";
import { compactName } from "../import/company-name.ts";
import { companyDomain } from "../import/free-mail.ts";
import type { Account } from "../import/spine.ts";
import type { AccountMatch, Join } from "./account-match.ts";

/** So many keys without an account are looked at, those of most rows first: the rest would be a list that nobody reads. */
const LOOKED_AT = 100;
const CANDIDATES = 3;

/** Accounts whose name nearly fits rows that found none: nothing is joined by it, a person decides. */
export function suggestions(joins: readonly Join[], accounts: readonly Account[]): AccountMatch[] {
  const lost = new Map<string, { source: string; kind: string; value: string; rows: number }>();
  for (const { vendor, reference, rows, match } of joins) {
    if (match !== undefined || rows === 0) continue;
    const domain = reference.domains[0] ?? reference.emails.flatMap((email) => companyDomain(email) ?? [])[0];
    const [kind, value] = reference.name === undefined ? ["domain", domain] : ["name", reference.name];
    if (value === undefined) continue;
    const key = `${vendor} ${kind} ${value.toLowerCase()}`;
    lost.set(key, { source: vendor, kind, value, rows: rows + (lost.get(key)?.rows ?? 0) });
  }
  if (lost.size === 0) return [];
  const names = accounts.map(({ account, name }) => ({ account, name: compactName(name) })).filter(({ name }) => name !== "");
  const most = [...lost.values()].sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1)).slice(0, LOOKED_AT);
  return most.flatMap((key) =>
    nearAccounts(key.kind === "domain" ? domainWord(key.value) : compactName(key.value), names).map((account): AccountMatch => ({
      how: "suggestion",
      ...key,
      account,
      line: null,
    })),
  );
}

function nearAccounts(wanted: string, accounts: readonly { readonly account: string; readonly name: string }[]): string[] {
  if (wanted.length < 3) return [];
  return accounts
    .flatMap(({ account, name }) => {
      const distance = nearness(wanted, name);
      return distance === undefined ? [] : [{ account, distance }];
    })
    .sort((a, b) => a.distance - b.distance || (a.account < b.account ? -1 : 1))
    .slice(0, CANDIDATES)
    .map(({ account }) => account);
}

/** 0 for the same letters, 0.5 where one begins with the other, else how many letters differ; undefined where too many do. */
function nearness(wanted: string, name: string): number | undefined {
  const shorter = Math.min(wanted.length, name.length);
  if (shorter >= 4 && (wanted.startsWith(name) || name.startsWith(wanted))) return wanted === name ? 0 : 0.5;
  const most = Math.max(1, Math.floor(shorter / 5));
  if (Math.abs(wanted.length - name.length) > most) return undefined;
  const distance = editDistance(wanted, name);
  return distance <= most ? distance : undefined;
}

/** "www.gtx-pro.example" → "gtxpro". */
function domainWord(domain: string): string {
  return compactName(domain.split(".").at(-2) ?? domain);
}
