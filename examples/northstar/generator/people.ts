/** The people of an account: the first few are HubSpot contacts, all of them have a login. */

import { random } from "./random.ts";
import { ACCOUNTS, type Account } from "./roster.ts";

export interface Person {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly title: string;
  readonly buyingRole: string;
  readonly leftOn: string;
  readonly contact: boolean;
  readonly contactId: string;
}

type Planted = Pick<Person, "first" | "last" | "title" | "buyingRole"> & { readonly leftOn?: string };

const FIRST = `Amara Ansel Beatrix Bruno Camille Cedric Dalia Desmond Edith Elias Farah Felix Greta Gideon Helena
Hugo Imani Ivo Jolene Jonas Keiko Kofi Leona Lucian Mirela Magnus Nadia Niko Odessa Oskar Paloma Pascal Rosalind
Rufus Selma Silas Tabitha Theo Ulla Viktor Wanda Wendell Ximena Yusuf Zelda Zubin Anika Bastian Corinne Darius`.split(/\s+/);

const LAST = `Abernathy Bellweather Calloway Darrow Eastwick Fairbairn Garrick Holloway Ilves Jessamy Kettering
Lockridge Merriman Nakagami Osterhout Penhaligon Quarles Rademaker Sandoval Thackeray Ueland Vosberg Wetherby
Yarborough Zeller Ashgrove Brandvold Castellane Dunmore Eberhart Farrow Gossamer Harkness Ingersol Jarnagin`.split(/\s+/);

const TITLES = [
  "Operations Analyst",
  "Process Owner",
  "Business Systems Manager",
  "Project Coordinator",
  "Team Lead",
  "Automation Specialist",
  "Finance Associate",
  "Customer Operations Manager",
  "HR Generalist",
  "Compliance Officer",
];

const LEADS: readonly Pick<Person, "title" | "buyingRole">[] = [
  { title: "Head of Operations", buyingRole: "Champion" },
  { title: "Chief Operating Officer", buyingRole: "Executive Sponsor;Decision Maker" },
  { title: "Finance Director", buyingRole: "Budget Holder" },
  { title: "Systems Administrator", buyingRole: "End User" },
];

const PLANTED: Readonly<Record<string, readonly Planted[]>> = {
  "Acme Corp": [
    { first: "Marisol", last: "Vega", title: "VP Operations", buyingRole: "Champion", leftOn: "2026-10-16" },
    { first: "Graham", last: "Ellery", title: "Chief Financial Officer", buyingRole: "Decision Maker;Budget Holder" },
    { first: "Noor", last: "Haddad", title: "IT Systems Manager", buyingRole: "End User" },
    { first: "Petra", last: "Lindgren", title: "Operations Manager", buyingRole: "End User" },
  ],
  Brightloom: [
    { first: "Sunniva", last: "Okoye", title: "Director of Operations", buyingRole: "Champion" },
    { first: "Callum", last: "Braithwaite", title: "Chief Operating Officer", buyingRole: "Decision Maker;Budget Holder" },
  ],
  "Granite Mutual": [
    { first: "Lorna", last: "Whitcombe", title: "Director of Shared Services", buyingRole: "Champion" },
    { first: "Everett", last: "Sloane", title: "Procurement Manager", buyingRole: "Budget Holder" },
  ],
};

const CACHE = new Map<string, readonly Person[]>();

export function peopleOf(account: Account): readonly Person[] {
  const known = CACHE.get(account.name);
  if (known !== undefined) return known;
  const people = makePeople(account);
  CACHE.set(account.name, people);
  return people;
}

export function contactsOf(account: Account): readonly Person[] {
  return peopleOf(account).filter((person) => person.contact);
}

/** Who can still be met, written to or asked on a day. */
export function presentContacts(account: Account, day: string): readonly Person[] {
  return contactsOf(account).filter((person) => person.leftOn === "" || day <= person.leftOn);
}

export function fullName(person: Pick<Person, "first" | "last">): string {
  return `${person.first} ${person.last}`;
}

function makePeople(account: Account): readonly Person[] {
  const rng = random("people", account.name);
  const planted = PLANTED[account.name] ?? [];
  const firsts = rng.shuffled(FIRST);
  const lasts = rng.shuffled(LAST);
  const contacts = Math.max(planted.length, Math.min(account.users, account.arr >= 50_000 ? 6 : rng.int(2, 4)));
  return Array.from({ length: account.users }, (_, index) => {
    const first = planted[index]?.first ?? firsts[index % firsts.length] ?? "Robin";
    const last = planted[index]?.last ?? lasts[index % lasts.length] ?? "Doe";
    const role = planted[index] ?? (planted.length === 0 ? LEADS[index] : undefined);
    return {
      first,
      last,
      email: `${first}.${last}@${account.domain}`.toLowerCase(),
      title: role?.title ?? rng.pick(TITLES),
      buyingRole: role?.buyingRole ?? (index < contacts && rng.chance(0.5) ? "End User" : ""),
      leftOn: planted[index]?.leftOn ?? "",
      contact: index < contacts,
      contactId: String(20_411_870_000 + account.index * 104_729 + index * 331),
    };
  });
}

export function everyContact(): readonly { readonly account: Account; readonly person: Person }[] {
  return ACCOUNTS.flatMap((account) => contactsOf(account).map((person) => ({ account, person })));
}
