/** Who uses the product, between which days, how often, and which features. */

import { AS_OF, addDays, daysFrom, FIRST_DAY, later } from "./days.ts";
import { peopleOf } from "./people.ts";
import { random } from "./random.ts";
import { type Account } from "./roster.ts";
import { CHURNED } from "./subscription-terms.ts";

export interface User {
  readonly email: string;
  readonly from: string;
  readonly until: string;
  /** Chance of being active on a normal weekday. */
  readonly rate: number;
}

const FEATURES: readonly string[] = [
  "Workflow Run",
  "Dashboard Viewed",
  "Approval Given",
  "Form Submitted",
  "Report Exported",
  "Integration Synced",
  "Alert Created",
  "API Call",
];

const ACME_STOPPED = 17;

export function usersOf(account: Account): User[] {
  const people = peopleOf(account);
  const lastDay = CHURNED[account.name] === undefined ? AS_OF : addDays(CHURNED[account.name]?.endedOn ?? AS_OF, -1);
  return people.map((person, index) => {
    const rng = random("user", person.email);
    const joined = later(FIRST_DAY, addDays(account.start, rng.int(1, 12)));
    return {
      email: person.email,
      from: account.name === "Brightloom" ? brightloomJoin(index) : joined,
      until: person.leftOn !== "" ? person.leftOn : account.name === "Acme Corp" ? acmeLeave(index) : lastDay,
      rate: index < 3 ? 0.5 : 0.19 + rng.next() * 0.26,
    };
  });
}

/** Which feature events an account can send on a day, most used first. */
export function featuresOn(account: Account, day: string): readonly string[] {
  if (account.name === "Cobalt Freight") return ["Form Submitted", "Dashboard Viewed"];
  if (account.name === "Acme Corp") return acmeFeatures(day);
  if (account.name === "Driftwood Analytics") return FEATURES.slice(0, day < "2026-10-05" ? 5 : 3);
  const breadth = { Starter: 4, Growth: 6, Enterprise: 8 }[account.plan] ?? 5;
  const bonus = account.mood === "green" ? 1 : account.mood === "yellow" ? 0 : -2;
  return FEATURES.slice(0, Math.max(3, breadth + bonus));
}

/** After the provisioning trouble began, one feature after the other falls silent. */
function acmeFeatures(day: string): readonly string[] {
  if (day < "2026-10-05") return FEATURES;
  return FEATURES.slice(0, day < "2026-10-22" ? 6 : 4);
}

/** A third of Acme's users leave between 10 October and the end of the month. */
function acmeLeave(index: number): string {
  const stopping = index >= 46 - ACME_STOPPED;
  return stopping ? addDays("2026-10-10", index % 16) : AS_OF;
}

/** Brightloom filled its forty seats one by one until late September. */
function brightloomJoin(index: number): string {
  const wave = daysFrom(FIRST_DAY, "2026-09-28");
  return index < 26 ? FIRST_DAY : (wave[Math.floor(((index - 25) / 15) * (wave.length - 1))] ?? FIRST_DAY);
}
