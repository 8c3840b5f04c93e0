import { contactRolesKnown } from "../book/contact-roles-known.ts";
import { knownAccounts } from "../book/known-accounts.ts";
import { noCustomers } from "../book/no-customers.ts";
import { measureAll } from "../book/measure.ts";
import { stakeholderRows } from "../book/stakeholder-rows.ts";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { type Coverage, coverageOf } from "../domain/people/coverage.ts";
import { type Stakeholder, stakeholderOf } from "../domain/people/stakeholder.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";

/** The people of one account and what is wrong with the relationships. */
export interface AccountPeople extends Coverage {
  readonly account: string;
  readonly name: string;
  readonly people: readonly Stakeholder[];
}

export interface PeopleReport {
  readonly as_of: Day;
  readonly age: number;
  readonly accounts: readonly AccountPeople[];
}

/** The stakeholder map of one account or of all that are customers, those without any contact too; those with most to mend first. Throws UserError for an unknown account. */
export async function peopleReport(deps: Deps, options: BookOptions): Promise<PeopleReport> {
  const session = await openSession(deps, options);
  try {
    const { book, asOf, age } = session;
    const known = await knownAccounts(book);
    const one = options.account === undefined ? undefined : resolveAccount(options.account, known);
    const rows = (await stakeholderRows(book, asOf, one?.account)).map((row) => stakeholderOf(row, asOf));
    const left =
      one === undefined
        ? await leftAccounts(
            session,
            known.map(({ account }) => account),
          )
        : new Set<string>();
    const anybody = rows.length > 0;
    const rolesKnown = await contactRolesKnown(book);
    const listed = one === undefined ? known.filter(({ account }) => anybody && !left.has(account)) : [one];
    const accounts = listed.map(({ account, name }) => {
      const people = rows.filter((row) => row.account === account);
      return { account, name, people, ...coverageOf(people, rolesKnown) };
    });
    return { as_of: asOf, age, accounts: accounts.sort((a, b) => b.risks.length - a.risks.length || compareText(a.account, b.account)) };
  } finally {
    session.close();
  }
}

/** The accounts that are no customers, or no more. */
async function leftAccounts(session: Session, accounts: readonly string[]): Promise<ReadonlySet<string>> {
  const measured = await measureAll(session.context(), accounts, ["churned_on"]);
  const none = await noCustomers(session.book, session.asOf);
  return new Set([
    ...none,
    ...[...measured].flatMap(([account, [churned]]) => (churned?.value === null || churned === undefined ? [] : [account])),
  ]);
}
