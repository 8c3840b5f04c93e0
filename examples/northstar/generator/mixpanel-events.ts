import { compareText } from "../../../src/core/compare-text.ts";
import { daysFrom, epochSeconds } from "./days.ts";
import { random } from "./random.ts";
import { ACCOUNTS, type Account, accountNamed } from "./roster.ts";
import { peopleOf } from "./people.ts";
import { usageLevel } from "./usage-curves.ts";
import { featuresOn, usersOf, type User } from "./usage-users.ts";

interface Event {
  readonly event: string;
  readonly time: number;
  readonly user: string;
  readonly company: string;
}

const UTC_HOURS: Readonly<Record<string, number>> = { "United States": 5, Canada: 5, Australia: -8 };
const DUPLICATES = 20;
/** Seconds between the moments that events are noted at: with the order of the lines it makes the packed file a quarter as large. */
const STEP = 20_000;

const DAY = 86_400;

/** `mixpanel/events.ndjson`, user by user, with a few lines that were delivered twice. */
export function eventsNdjson(): string {
  const events = apart(
    [...ACCOUNTS.filter((account) => account.usage !== "fernhill").flatMap(accountEvents), ...fernhillEvents()].toSorted(byUserAndTime),
  );
  const lines = events.map(toLine);
  const rng = random("duplicate events");
  for (let done = 0; done < DUPLICATES; done += 1) {
    const at = rng.int(0, lines.length - 1);
    lines.splice(at + rng.int(1, 40), 0, lines[at] ?? "");
  }
  return `${lines.join("\n")}\n`;
}

function accountEvents(account: Account): Event[] {
  return usersOf(account).flatMap((user) => activeDays(account, user).flatMap((day) => userDay(account, user, day)));
}

/** Days on which the user was there. What a quiet day owes is carried over, so that small accounts do not jump about. */
function activeDays(account: Account, user: User): string[] {
  const rng = random("active days", user.email);
  let owed = rng.next();
  let due = rng.next();
  return daysFrom(user.from, user.until).filter((day) => {
    owed += Math.min(0.95, user.rate * usageLevel(account.usage, day));
    if (owed < due) return false;
    owed -= 1;
    due = rng.next();
    return true;
  });
}

function userDay(account: Account, user: User, day: string): Event[] {
  const rng = random("day", user.email, day);
  const offset = (UTC_HOURS[account.country] ?? 0) * 3600;
  const start = Math.max(0, 8 * 3600 + offset) + rng.int(0, 2 * 3600);
  const at = (second: number, event: string): Event => ({
    event,
    time: epochSeconds(day) + Math.min(86_340, start + second),
    user: user.email,
    company: account.domain,
  });
  const logins = [at(0, "Login"), ...(rng.chance(0.08) ? [at(rng.int(10_000, 18_000), "Login")] : [])];
  return [...logins, ...featureEvents(account, day, rng.int(0, 2), rng.next).map(([second, event]) => at(second, event))];
}

/** Early features of the list are used more than late ones. */
function featureEvents(account: Account, day: string, count: number, next: () => number): [number, string][] {
  const features = featuresOn(account, day);
  return Array.from({ length: count }, () => {
    const event = features[Math.floor(next() ** 1.6 * features.length)] ?? "Dashboard Viewed";
    return [Math.floor(next() * 20_000) + 30, event];
  });
}

/** Signed ten days ago: somebody looked around, no more. */
function fernhillEvents(): Event[] {
  const account = accountNamed("Fernhill Labs");
  const user = peopleOf(account)[0]?.email ?? "";
  const at = (day: string, second: number, event: string): Event => ({
    event,
    time: epochSeconds(day) + second,
    user,
    company: account.domain,
  });
  return [at("2026-11-12", 34_210, "Login"), at("2026-11-12", 34_655, "Dashboard Viewed"), at("2026-11-18", 52_020, "Login")];
}

/** On their steps, and no user doing one thing twice at once: such a line would be taken for a repeated one. */
function apart(events: readonly Event[]): Event[] {
  const taken = new Set<string>();
  return events.map((event) => {
    const day = Math.floor(event.time / DAY) * DAY;
    let time = Math.floor(event.time / STEP) * STEP;
    if (time < day) time += STEP;
    const key = (): string => `${event.user} ${time} ${event.event}`;
    // Before midnight there may be no later moment left.
    for (let step = STEP; taken.has(key()); time += step) if (time + step >= day + DAY) step = -STEP;
    taken.add(key());
    return { ...event, time };
  });
}

/** Mixpanel tells two events apart by name, user, time and id together, so that an id of the user's own will do. */
function toLine({ event, user, company, time }: Event): string {
  return JSON.stringify({ event, properties: { distinct_id: user, $insert_id: random("insert id", user).token(6), company, time } });
}

function byUserAndTime(a: Event, b: Event): number {
  return compareText(a.company, b.company) || compareText(a.user, b.user) || a.time - b.time || compareText(a.event, b.event);
}
