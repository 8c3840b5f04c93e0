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
  for (const company of ordered) {
    const others = groups.filter((group) => group.every(({ vendor }) => vendor !== company.vendor));
    const same =
      only(others, (member) => namesId(member, company) || namesId(company, member)) ??
      only(others, (member) => sharesDomain(member, company)) ??
      only(others, (member) => nameKey(member.name) === nameKey(company.name)) ??
      only(others, (member) => compactNames(member.name).some((key) => compactNames(company.name).includes(key)));
    if (same === undefined) groups.push([company]);
    else same.push(company);
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

function only(groups: readonly Company[][], fits: (member: Company) => boolean): Company[] | undefined {
  const found = groups.filter((group) => group.some(fits));
  return found.length === 1 ? found[0] : undefined;
}

/** Short ids are every source's own numbering: that 1042 is there twice says nothing. */
const TELLING_ID = 8;

function namesId(a: Company, b: Company): boolean {
  const { external } = a;
  return external !== undefined && external !== null && external.length >= TELLING_ID && sameId(external) === sameId(b.id);
}

function sharesDomain(a: Company, b: Company): boolean {
  return a.domains.some((domain) => !isFreeMail(domain) && b.domains.includes(domain));
}

function mailDomains({ emails }: Pick<Reference, "emails">): string[] {
  return emails.flatMap((email) => companyDomain(email) ?? []);
}

function titled(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
