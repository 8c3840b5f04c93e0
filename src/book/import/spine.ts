import { compareText } from "../../core/compare-text.ts";
import { accountIds, compareKeys } from "./account-ids.ts";
import { compactNames, nameKey } from "./company-name.ts";
import { companyDomain, isFreeMail } from "./free-mail.ts";
import type { Reference } from "./reference.ts";
import { sameId } from "./salesforce-id.ts";

/** A company as one source knows it. */
export interface Company {
  readonly vendor: string;
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
  /** The id under which this record says that another source knows it, such as the CRM's. */
  readonly external?: string | null;
}

/** The source of ids that only other sources' records tell. */
const ELSEWHERE = "elsewhere";

export interface Account {
  readonly account: string;
  readonly name: string;
  readonly domains: readonly string[];
  /** The sources' records of it. */
  readonly members: readonly { readonly vendor: string; readonly id: string }[];
}

/**
 * The accounts that company records stand for. Records of one source are different companies; a record of another source is the
 * same company where exactly one is known by its id, else has its domain, else its name. The order of records plays no part.
 */
export function spineOfCompanies(companies: readonly Company[]): readonly Account[] {
  const ordered = companies.toSorted((a, b) => compareText(a.vendor, b.vendor) || compareKeys(a.id, b.id));
  const groups: Company[][] = [];
  const keys = new Map<string, Set<Company[]>>();
  const [first, last] = [ordered[0]?.vendor, ordered.at(-1)?.vendor];
  for (const company of ordered) {
    const isFirst = company.vendor === first;
    const same = isFirst
      ? undefined
      : SAME_COMPANY.map((sought) => onlyGroup(keys, sought(company), company.vendor)).find((group) => group !== undefined);
    const group = same ?? [];
    if (same === undefined) groups.push(group);
    group.push(company);
    // Nobody is left who could be the same company.
    if (company.vendor === last) continue;
    for (const key of keysOf(company)) keys.set(key, (keys.get(key) ?? new Set()).add(group));
  }
  return named(
    groups.map((group) => ({
      name: group[0]?.name ?? "",
      domains: unique(group.flatMap(({ domains }) => domains)),
      members: [
        ...group.map(({ vendor, id }) => ({ vendor, id })),
        ...unique(group.flatMap(({ external }) => external ?? []))
          .filter((id) => !group.some((member) => sameId(member.id) === sameId(id)))
          .map((id) => ({ vendor: ELSEWHERE, id })),
      ],
    })),
  );
}

/** The accounts that rows of other kinds speak of, for a book without company records: rows that share an id, a domain or a name are one. */
export function spineOfReferences(references: readonly Reference[]): readonly Account[] {
  const shared = sharedDomains(references);
  const parent = new Map<string, string>();
  const find = (token: string): string => {
    let root = token;
    while ((parent.get(root) ?? root) !== root) root = parent.get(root) ?? root;
    parent.set(token, root);
    return root;
  };
  const clusters = references
    .map((reference) => ({ reference, tokens: tokensOf(reference, shared) }))
    .filter(({ tokens }) => tokens.length > 0);
  for (const { tokens } of clusters) {
    for (const token of tokens) {
      const [a, b] = [find(tokens[0] ?? token), find(token)].sort();
      if (a !== undefined && b !== undefined && a !== b) parent.set(b, a);
    }
  }
  const groups = new Map<string, Reference[]>();
  for (const { reference, tokens } of clusters) {
    const root = find(tokens[0] ?? "");
    groups.set(root, [...(groups.get(root) ?? []), reference]);
  }
  return named([...groups.values()].map((group) => describe(group, shared)));
}

/** A domain under which one source knows several names, such as a billing agent's, tells no company. */
function sharedDomains(references: readonly Reference[]): ReadonlySet<string> {
  const names = new Map<string, Set<string>>();
  for (const { vendor, name, ...rest } of references) {
    if (name === undefined) continue;
    for (const domain of mailDomains(rest)) {
      const key = `${vendor} ${domain}`;
      names.set(key, (names.get(key) ?? new Set()).add(nameKey(name)));
    }
  }
  return new Set([...names].filter(([, known]) => known.size > 1).map(([key]) => key.slice(key.indexOf(" ") + 1)));
}

function tokensOf(reference: Reference, shared: ReadonlySet<string>): string[] {
  const domains = [
    ...reference.domains.filter((domain) => !isFreeMail(domain)),
    ...mailDomains(reference).filter((domain) => !shared.has(domain)),
  ];
  return [
    ...reference.ids.map((id) => `id ${reference.vendor} ${sameId(id)}`),
    ...unique(domains).map((domain) => `domain ${domain}`),
    ...(reference.name === undefined ? [] : compactNames(reference.name).map((key) => `name ${key}`)),
  ];
}

function describe(group: readonly Reference[], shared: ReadonlySet<string>): Omit<Account, "account"> {
  const names = unique(group.flatMap(({ name }) => name ?? [])).sort((a, b) => a.length - b.length || compareText(a, b));
  const domains = unique(
    group.flatMap((reference) => [...reference.domains, ...mailDomains(reference).filter((domain) => !shared.has(domain))]),
  )
    .filter((domain) => !isFreeMail(domain))
    .sort();
  const members = unique(group.flatMap(({ vendor, ids }) => ids.map((id) => `${vendor}\u001F${id}`))).sort();
  const [domain = ""] = domains;
  return {
    name: names[0] ?? (titled(domain.split(".")[0] ?? "") || (members[0]?.split("\u001F")[1] ?? "")),
    domains,
    members: members.map((member) => ({ vendor: member.split("\u001F")[0] ?? "", id: member.split("\u001F")[1] ?? "" })),
  };
}

function named(accounts: readonly Omit<Account, "account">[]): Account[] {
  const ids = accountIds(
    accounts.map(({ name, domains, members }) => ({
      name,
      key: `${members[0]?.vendor ?? ""} ${members[0]?.id ?? ""} ${domains[0] ?? ""}`,
    })),
  );
  return accounts.map((account, index) => ({ ...account, account: ids[index] ?? "" })).sort((a, b) => compareText(a.account, b.account));
}

/** Short ids are every source's own numbering: that 1042 is there twice says nothing. */
const TELLING_ID = 8;

/** The keys under which a record is found again; see SAME_COMPANY. */
function keysOf(company: Company): string[] {
  return [...idKeys(company), ...externalKeys(company), ...domainKeys(company), ...nameKeys(company), ...compactKeys(company)];
}

/** Which keys of records seen before show the same company: by an id that one knows of the other, by domain, by name; the surest first. */
const SAME_COMPANY: readonly ((company: Company) => string[])[] = [
  (company) => [`external ${sameId(company.id)}`, ...externalKeys(company).map((key) => key.replace(/^external /, "id "))],
  domainKeys,
  nameKeys,
  compactKeys,
];

function idKeys({ id }: Company): string[] {
  return [`id ${sameId(id)}`];
}

function externalKeys({ external }: Company): string[] {
  return external !== undefined && external !== null && external.length >= TELLING_ID ? [`external ${sameId(external)}`] : [];
}

function domainKeys({ domains }: Company): string[] {
  return domains.filter((domain) => !isFreeMail(domain)).map((domain) => `domain ${domain}`);
}

function nameKeys({ name }: Company): string[] {
  return [`name ${nameKey(name)}`];
}

function compactKeys({ name }: Company): string[] {
  return compactNames(name).map((key) => `compact ${key}`);
}

/** The group that has one of the keys and no record of the vendor yet; undefined where there is none, or several. */
function onlyGroup(known: ReadonlyMap<string, ReadonlySet<Company[]>>, keys: readonly string[], vendor: string): Company[] | undefined {
  const found = new Set(
    keys.flatMap((key) => [...(known.get(key) ?? [])]).filter((group) => group.every((member) => member.vendor !== vendor)),
  );
  return found.size === 1 ? [...found][0] : undefined;
}

function mailDomains({ emails }: Pick<Reference, "emails">): string[] {
  return emails.flatMap((email) => companyDomain(email) ?? []);
}

function titled(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function unique(items: readonly string[]): string[] {
  return items.length < 2 ? [...items] : [...new Set(items)];
}
