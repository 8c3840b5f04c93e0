/** Every ticket of the window, in order of time, before it is put into Zendesk's shape. */

import { compareText } from "../../../src/core/compare-text.ts";
import { AS_OF, addDays, daysBetween, earlier, FIRST_DAY, instant, isWeekend, later } from "./days.ts";
import { fullName, peopleOf } from "./people.ts";
import { random, type Random } from "./random.ts";
import { ACCOUNTS, type Account, accountNamed } from "./roster.ts";
import { CHURNED } from "./subscription-terms.ts";
import { OUTAGES, STORY_TICKETS, type StoryTicket } from "./ticket-stories.ts";
import { type Template, type TicketText, type TopicName, writeTicket } from "./ticket-text.ts";
import { type Tone } from "./ticket-words.ts";
import { topicFor, toneFor } from "./ticket-mix.ts";
import { STRANGERS } from "./ticket-strangers.ts";
import { TOPICS } from "./topics/all.ts";
import { FOREIGN } from "./topics/foreign.ts";

export interface Requester {
  readonly name: string;
  readonly email: string;
}

export interface PlannedTicket extends TicketText {
  /** Nobody's, when a stranger writes. */
  readonly account: Account | undefined;
  readonly requester: Requester;
  readonly createdAt: string;
  readonly topic: TopicName;
  readonly tone: Tone;
  readonly language: "en" | "de" | "fr" | "es";
  readonly mark: NonNullable<StoryTicket["mark"]> | undefined;
  readonly priority: StoryTicket["priority"];
}

type Origin = Pick<PlannedTicket, "account" | "requester" | "topic" | "tone"> & Partial<PlannedTicket> & { readonly day: string };

export function planTickets(): readonly PlannedTicket[] {
  const planned = [...ACCOUNTS.flatMap(background), ...STORY_TICKETS.map(story), ...OUTAGES.flatMap(outage), ...foreign(), ...strangers()];
  return planned.toSorted((a, b) => compareText(a.createdAt, b.createdAt));
}

/** The ordinary tickets of an account. A template comes again only when all of its topic were used. */
function background(account: Account): PlannedTicket[] {
  const rng = random("tickets", account.name);
  const decks = new Map<TopicName, Template[]>();
  const first = later(FIRST_DAY, addDays(account.start, 3));
  const last = earlier(AS_OF, addDays(CHURNED[account.name]?.endedOn ?? AS_OF, -12));
  return Array.from({ length: account.tickets }, () => {
    const topic = topicFor(account, rng);
    const tone = toneFor(account, topic, rng);
    const deck = decks.get(topic)?.length ? (decks.get(topic) ?? []) : rng.shuffled(TOPICS[topic]);
    const template = deck.pop() ?? rng.pick(TOPICS[topic]);
    decks.set(topic, deck);
    const day = workday(addDays(first, rng.int(0, daysBetween(first, last))), first, rng);
    return ticket({ account, requester: requesterOf(account, day, rng), day, topic, tone }, template, rng);
  });
}

function story(planted: StoryTicket): PlannedTicket {
  const account = accountNamed(planted.account);
  const { day, topic, tone, mark, priority } = planted;
  const rng = random("story ticket", account.name, day);
  const template = typeof planted.text === "number" ? TOPICS[topic][planted.text] : planted.text;
  if (template === undefined) throw new Error(`${topic} has no template ${String(planted.text)}`);
  return ticket({ account, requester: requesterOf(account, day, rng), day, topic, tone, mark, priority }, template, rng);
}

function outage({ day, accounts }: { readonly day: string; readonly accounts: number }): PlannedTicket[] {
  const rng = random("outage", day);
  const affected = rng.shuffled(ACCOUNTS.filter((account) => account.tickets > 0 && !(account.name in CHURNED))).slice(0, accounts);
  return affected.map((account, index) => {
    const afterwards = index >= accounts - 3;
    const template = TOPICS.outage[afterwards ? rng.pick([4, 7, 8]) : rng.pick([0, 1, 2, 3, 5, 6, 9, 10, 11])] ?? TOPICS.outage[0];
    if (template === undefined) throw new Error("no outage template");
    const tone = rng.pick<Tone>(["terse", "plain", "plain", "angry"]);
    const on = afterwards ? addDays(day, 1) : day;
    return ticket(
      { account, requester: requesterOf(account, on, rng), day: on, topic: "outage", tone, priority: afterwards ? "normal" : "urgent" },
      template,
      rng,
    );
  });
}

function foreign(): PlannedTicket[] {
  const homes = { de: "Umbra Lighting", fr: "Saffron Table", es: "Vantage Orchard" };
  return FOREIGN.map((text, index) => {
    const account = accountNamed(homes[text.language]);
    const rng = random("foreign", index);
    const day = workday(addDays(FIRST_DAY, 8 + index * 14), FIRST_DAY, rng);
    const origin: Origin = {
      account,
      requester: requesterOf(account, day, rng),
      day,
      topic: text.topic,
      tone: "plain",
      language: text.language,
    };
    return { ...ticket(origin, [text.subject, text.body], rng), description: text.body };
  });
}

function strangers(): PlannedTicket[] {
  return STRANGERS.map(([name, email, day, topic]) => {
    const rng = random("stranger", email);
    return ticket({ account: undefined, requester: { name, email }, day, topic, tone: "plain" }, rng.pick(TOPICS[topic]), rng);
  });
}

function ticket(origin: Origin, template: Template, rng: Random): PlannedTicket {
  const { account, requester, topic, tone } = origin;
  const offset = account?.country === "United States" || account?.country === "Canada" ? 5 * 3600 : 0;
  return {
    ...writeTicket(template, tone, requester.name, rng),
    account,
    requester,
    topic,
    tone,
    createdAt: instant(origin.day, 7 * 3600 + offset + rng.int(0, 9 * 3600)),
    language: origin.language ?? "en",
    mark: origin.mark,
    priority: origin.priority,
  };
}

/** Most people write on a working day. */
function workday(day: string, first: string, rng: Random): string {
  if (!isWeekend(day) || rng.chance(0.15)) return day;
  const before = addDays(day, -2);
  return before >= first ? before : first;
}

function requesterOf(account: Account, day: string, rng: Random): Requester {
  const present = peopleOf(account).filter((person) => person.leftOn === "" || day <= person.leftOn);
  const person = rng.pick(present.slice(0, Math.max(3, Math.ceil(present.length * 0.6))));
  return { name: fullName(person), email: person.email };
}
