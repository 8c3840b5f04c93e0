import { compareText } from "../../core/compare-text.ts";
import { type BookUsage, recordsMeetings, usageUpTo } from "./book-usage.ts";
import { customerSince } from "./contract-state.ts";
import { type AccountHistory, activeDaysIn, type ContactRow, type DayNumber, lastUse, type UseDays, within } from "./history.ts";
import { figure, type Finding, found, graded, type SignalRule } from "./signal.ts";
import { usualGap } from "./usage-signals.ts";

const CONTACTS = "CRM contacts with roles";

/** Early warnings about the people at an account, and about hearing nothing from them. */
export const PEOPLE_SIGNALS: readonly SignalRule[] = [
  {
    signal: "key_person_gone",
    kind: "risk",
    title: "the champion has left",
    condition: "a champion left within 180 days, or none is left; graver where none is left",
    source: CONTACTS,
    judge: (history, day) => gone(history, day, /champion/, "champion", ["medium", "high"]),
  },
  {
    signal: "sponsor_gone",
    kind: "risk",
    title: "a sponsor or decision maker has left",
    condition: "an executive sponsor, decision maker, budget holder or economic buyer left within 180 days, or none is left",
    source: CONTACTS,
    judge: (history, day) => gone(history, day, /sponsor|decision|budget|economic/, "sponsor or decision maker", ["medium", "high"]),
  },
  {
    signal: "people_leaving",
    kind: "risk",
    title: "several contacts have left",
    condition: "two or more contacts, and at least a quarter of all, left within 90 days",
    source: CONTACTS,
    judge: peopleLeaving,
  },
  {
    signal: "power_user_silent",
    kind: "risk",
    title: "their keenest users have stopped",
    condition:
      "a power user (12 days of use in 90, among the busiest fifth) has been away 21 days and more than three times the own usual gap",
    source: "product usage with user ids",
    judge: powerUserSilent,
  },
  {
    signal: "meetings_missed",
    kind: "risk",
    title: "they do not turn up",
    condition: "two or more no-shows in 90 days, and at least a third of the meetings",
    source: "meetings",
    judge: meetingsMissed,
  },
  {
    signal: "silent",
    kind: "risk",
    title: "nothing is heard of them",
    condition: "a customer of 60 days or more, not met for 90 days, without a ticket in 90 or a survey answer in 180",
    source: "meetings, tickets, surveys",
    judge: silent,
  },
];

function gone(
  { contacts }: AccountHistory,
  day: DayNumber,
  role: RegExp,
  who: string,
  [some, none]: readonly ["medium", "high"],
): Finding | null {
  const known = contacts.filter((contact) => role.test(contact.role));
  const left = known.filter((contact) => leftBy(contact, day)).sort((a, b) => (b.left ?? 0) - (a.left ?? 0) || compareText(a.name, b.name));
  const [latest] = left;
  const present = known.length - left.length;
  if (latest?.left === null || latest?.left === undefined || (present > 0 && day - latest.left > 180)) return null;
  return found(
    present === 0 ? none : some,
    figure("person_gone", `${who} who left`, latest.name, "text", `the contact in such a role who left last`),
    figure("person_gone_days", "days since", day - latest.left, "days", "as-of − day of leaving"),
    figure("people_left_in_role", `${who}s left`, left.length, "count", "contacts in such a role who left up to as-of"),
    figure("people_present_in_role", `${who}s present`, present, "count", "contacts in such a role who have not left"),
  );
}

function leftBy({ left }: ContactRow, day: DayNumber): boolean {
  return left !== null && left <= day;
}

function peopleLeaving({ contacts }: AccountHistory, day: DayNumber): Finding | null {
  const left = contacts.filter((contact) => leftBy(contact, day) && (contact.left ?? 0) > day - 90).length;
  const before = contacts.filter((contact) => !leftBy(contact, day - 90)).length;
  if (left < 2 || left < before / 4) return null;
  return found(
    left >= before / 2 ? "high" : "medium",
    figure("people_gone_90d", "contacts who left in 90 days", left, "count", "contacts who left in the 90 days to as-of"),
    figure("contacts_before", "contacts before", before, "count", "contacts who had not left 90 days ago"),
  );
}

/** Days of use in 90 that make a power user: about one a week. */
const POWER_DAYS = 12;
const AWAY_DAYS = 21;

function powerUserSilent({ users, contacts }: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const upTo = usageUpTo(book, day);
  // Most days nobody is away, and nothing else need be looked at.
  if (upTo === null || !users.some((user) => isAway(user, upTo))) return null;
  const seen = users.flatMap((user) => {
    const last = lastUse(user, upTo);
    // Who left for good is another signal, and one old story is enough.
    return last === null || upTo - last > 90 ? [] : [{ user, last, active: activeDaysIn(user, last - 89, last) }];
  });
  const busiest = [...seen]
    .sort((a, b) => b.active - a.active || compareText(a.user.name, b.user.name))
    .slice(0, Math.ceil(seen.length / 5));
  const power = busiest.filter(({ active }) => active >= POWER_DAYS);
  const away = power.filter(({ user, last }) => upTo - last >= Math.max(AWAY_DAYS, 3 * (usualGap(user, last) ?? Infinity) + 1));
  const [longest] = [...away].sort((a, b) => a.last - b.last);
  if (longest === undefined) return null;
  const champions = new Set(contacts.filter(({ role, email }) => role.includes("champion") && email !== null).map(({ email }) => email));
  const champion = away.some(({ user }) => champions.has(user.name));
  return found(
    champion || away.length >= 3 || away.length * 2 > power.length ? "high" : "medium",
    figure("power_users_away", "power users who stopped", away.length, "count", "power users away 21 days and three times their usual gap"),
    figure("power_users", "power users", power.length, "count", "the busiest fifth of the people, with 12 days of use or more in 90"),
    figure("longest_away_days", "days away, the longest", upTo - longest.last, "days", "end of the export − last day of use"),
    ...(champion ? [figure("champion_away", "a champion is among them", "yes", "text", "e-mail of a contact in the role champion")] : []),
  );
}

function isAway(user: UseDays, upTo: DayNumber): boolean {
  const last = lastUse(user, upTo);
  return last !== null && upTo - last >= AWAY_DAYS && upTo - last <= 90;
}

function meetingsMissed({ meetings }: AccountHistory, day: DayNumber): Finding | null {
  const recent = within(meetings, day - 89, day).filter(({ held, missed }) => held || missed);
  const missed = recent.filter((meeting) => meeting.missed).length;
  if (missed < 2 || missed * 3 < recent.length) return null;
  return found(
    missed >= 3 ? "high" : "medium",
    figure("no_shows_90d", "missed meetings", missed, "count", "meetings with status no-show in the 90 days to as-of"),
    figure("meetings_planned_90d", "meetings held or missed", recent.length, "count", "meetings held or with status no-show in those days"),
  );
}

function silent(history: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const since = customerSince(history, day);
  const met = history.meetings.filter((meeting) => meeting.held && meeting.day <= day).map((meeting) => meeting.day);
  if (!recordsMeetings(book, day) || (since !== null && day - since < 60) || met.length === 0) return null;
  const days = day - Math.max(...met);
  const heard = within(history.tickets, day - 89, day).length + within(history.surveys, day - 179, day).length;
  if (heard > 0) return null;
  return found(
    graded(days, [90, "high"], [180, "critical"]),
    figure("days_since_meeting", "days since the last meeting", days, "days", "as-of − latest meeting held"),
    figure("tickets_90d", "tickets in 90 days", 0, "count", "tickets opened in the 90 days to as-of"),
    figure("answers_180d", "survey answers in 180 days", 0, "count", "answers to any survey in the 180 days to as-of"),
  );
}
