import { compareText } from "../../core/compare-text.ts";
import { typoDistance } from "../../core/typo-distance.ts";
import { compactName } from "../import/company-name.ts";
import { companyDomain } from "../import/free-mail.ts";
import type { Account } from "../import/spine.ts";
import type { AccountMatch, Join } from "./account-match.ts";

/** So many keys without an account are looked at, those of most rows first: the rest would be a list that nobody reads. */
const LOOKED_AT = 100;
const CANDIDATES = 3;

/** The vendor of tables under the book's own column names. */
const OWN = "own";

/** The accounts of rows that found theirs, by the domains of the addresses on these rows. */
export type JoinedDomains = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Accounts that rows which found none may belong to: those with addresses of the same domain on other rows first, then those whose name
 * nearly fits. Nothing is joined by it, a person decides.
 */
export function suggestions(joins: readonly Join[], accounts: readonly Account[], joinedDomains: () => JoinedDomains): AccountMatch[] {
  const lost = new Map<string, { source: string | null; kind: string; value: string; rows: number }>();
  for (const { vendor, reference, rows, match } of joins) {
    if (match !== undefined || rows === 0) continue;
    const domain = reference.domains[0] ?? reference.emails.flatMap((email) => companyDomain(email) ?? [])[0];
    const [kind, value] = reference.name === undefined ? ["domain", domain] : ["name", reference.name];
    if (value === undefined) continue;
    const key = `${kind} ${value.toLowerCase()}`;
    const before = lost.get(key);
    // A name or a domain means the same in all sources, and people's own tables have none that anybody would know.
    const source = vendor === OWN || (before !== undefined && before.source !== vendor) ? null : vendor;
    lost.set(key, {
      source,
      kind,
      value: before !== undefined && compareText(before.value, value) < 0 ? before.value : value,
      rows: rows + (before?.rows ?? 0),
    });
  }
  if (lost.size === 0) return [];
  const names = accounts.map(({ account, name }) => ({ account, name: compactName(name) })).filter(({ name }) => name !== "");
  const most = [...lost.values()].sort((a, b) => b.rows - a.rows || compareText(a.value, b.value)).slice(0, LOOKED_AT);
  const joined = joinedDomains();
  return most.flatMap((key) =>
    candidates(key, names, joined).map(({ account, distance }): AccountMatch => ({
      how: "suggestion",
      ...key,
      account,
      line: null,
      distance,
    })),
  );
}

function candidates(
  { kind, value }: { readonly kind: string; readonly value: string },
  names: readonly { readonly account: string; readonly name: string }[],
  joined: JoinedDomains,
): Candidate[] {
  if (kind !== "domain") return nearAccounts(compactName(value), names);
  const shared = [...(joined.get(value) ?? [])].sort(compareText).map((account) => ({ account, distance: SHARES_DOMAIN }));
  const near = nearAccounts(domainWord(value), names).filter((one) => shared.every(({ account }) => account !== one.account));
  return [...shared, ...near].slice(0, CANDIDATES);
}

interface Candidate {
  readonly account: string;
  readonly distance: number;
}

/** Nearer than any name. */
const SHARES_DOMAIN = -1;

function nearAccounts(wanted: string, accounts: readonly { readonly account: string; readonly name: string }[]): Candidate[] {
  if (wanted.length < 3) return [];
  return accounts
    .flatMap(({ account, name }) => {
      const distance = nearness(wanted, name);
      return distance === undefined ? [] : [{ account, distance }];
    })
    .sort((a, b) => a.distance - b.distance || compareText(a.account, b.account))
    .slice(0, CANDIDATES);
}

/** 0 for the same letters, 0.5 where one begins with the other, else how many letters differ; undefined where too many do. */
function nearness(wanted: string, name: string): number | undefined {
  const shorter = Math.min(wanted.length, name.length);
  if (shorter >= 4 && (wanted.startsWith(name) || name.startsWith(wanted))) return wanted === name ? 0 : 0.5;
  const most = Math.max(1, Math.floor(shorter / 5));
  if (Math.abs(wanted.length - name.length) > most) return undefined;
  const distance = typoDistance(wanted, name);
  return distance <= most ? distance : undefined;
}

/** "www.gtx-pro.example" → "gtxpro", "asterbank.co.uk" → "asterbank". */
function domainWord(domain: string): string {
  const labels = domain.split(".");
  const isBelowSuffix = labels.length > 2 && /^(ac|co|com|edu|gov|net|or|org)$/.test(labels.at(-2) ?? "");
  return compactName(labels.at(isBelowSuffix ? -3 : -2) ?? domain);
}
