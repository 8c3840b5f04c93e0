import { isFreeMail } from "../import/free-mail.ts";
import type { Account, Company } from "../import/spine.ts";
import type { AccountMatch, Join } from "./account-match.ts";
import type { KnownOverride } from "./override-index.ts";
import { type JoinedDomains, suggestions } from "./suggest-matches.ts";

interface Input {
  readonly accounts: readonly Account[];
  readonly companies: readonly Company[];
  readonly overrides: readonly KnownOverride[];
  readonly joins: readonly Join[];
  readonly joinedDomains: () => JoinedDomains;
}

/** Every override with the rows it moved, every name joined though it is spelled otherwise, and suggestions for names that nearly fit. */
export function accountMatches(input: Input): readonly AccountMatch[] {
  return [
    ...overridden(input),
    ...companiesByName(input),
    ...rowsByName(input),
    ...suggestions(input.joins, input.accounts, input.joinedDomains),
  ];
}

function overridden({ overrides, joins, companies }: Input): AccountMatch[] {
  return overrides.map(({ line, source, kind, value, id }) => {
    const rows = joins.reduce((sum, join) => sum + (join.match?.override === line ? join.rows : 0), 0);
    const records = companies.filter(
      (company) => kind === "id" && (source === null || source === company.vendor) && company.id.toLowerCase() === value.toLowerCase(),
    );
    return { how: "override", source, kind, value, account: id, rows: rows + records.length, line };
  });
}

/** Records of another source that became one account with the first by nothing but their names. */
function companiesByName({ accounts, companies }: Input): AccountMatch[] {
  if (!accounts.some(({ members }) => members.length > 1)) return [];
  const account = new Map(accounts.flatMap((one) => one.members.map(({ vendor, id }) => [`${vendor}\u001F${id}`, one])));
  const known = new Map(companies.map((company) => [`${company.vendor}\u001F${company.id}`, company]));
  return companies.flatMap((company): AccountMatch[] => {
    const own = account.get(`${company.vendor}\u001F${company.id}`);
    if (own === undefined || own.members.length < 2 || isSame(own.name, company.name)) return [];
    const others = own.members.flatMap(({ vendor, id }) => known.get(`${vendor}\u001F${id}`) ?? []).filter((other) => other !== company);
    const sharesDomain = others.some(({ domains }) => domains.some((domain) => !isFreeMail(domain) && company.domains.includes(domain)));
    return sharesDomain
      ? []
      : [{ how: "name", source: company.vendor, kind: "name", value: company.name, account: own.account, rows: 1, line: null }];
  });
}

function rowsByName({ accounts, joins }: Input): AccountMatch[] {
  const names = new Map(accounts.map(({ account, name }) => [account, name]));
  const rows = new Map<string, AccountMatch>();
  for (const { vendor, reference, match, rows: n } of joins) {
    if (match?.byName !== true || reference.name === undefined || isSame(reference.name, names.get(match.account) ?? "")) continue;
    const key = `${vendor}\u001F${reference.name}`;
    rows.set(key, {
      how: "name",
      source: vendor,
      kind: "name",
      value: reference.name,
      account: match.account,
      rows: n + (rows.get(key)?.rows ?? 0),
      line: null,
    });
  }
  return [...rows.values()];
}

/** Case and blanks at the ends are no difference worth telling. */
function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
