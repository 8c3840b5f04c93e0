import type { Deadline } from "./deadlines.ts";
import type { MentionedNumbers } from "./mentioned-numbers.ts";
import type { SeatsAsked } from "./seats-asked.ts";
import type { AuthorityRule, TriageKnowledge } from "./taxonomy.ts";

/** What reasons are given from. */
export interface ReasonCase extends MentionedNumbers, SeatsAsked {
  readonly type: string;
  readonly cues: (name: string) => number;
  readonly deadlines: readonly Deadline[];
  readonly churnIntent: boolean;
  readonly frustration: number;
  readonly rule: AuthorityRule | undefined;
  readonly sourcePriority: string | undefined;
  readonly raised: string | undefined;
  readonly firstReplyMinutes: number | undefined;
  /** The promise of a first reply, in minutes. */
  readonly replyMinutes: number;
  readonly overdue: boolean;
  readonly subjectOnly: boolean;
}

/** Why a ticket has its priority and its owner, in words, gravest first. */
export function reasonsFor(ticket: ReasonCase): string[] {
  const { cues, amount, deadlines, rule } = ticket;
  const has = (name: string): boolean => cues(name) > 0;
  const reasons: (string | false)[] = [
    rule !== undefined && `above support (${rule.id}): ${rule.limit}`,
    has("data_exposed") && "speaks of data seen by people who should not",
    has("security") && "speaks of a security matter",
    has("data_loss") && "speaks of lost or overwritten data",
    has("outage") && "speaks of an outage",
    namedOf(ticket) ?? (ticket.users === 0 && has("many_users") && "many users are affected"),
    askedOf(ticket),
    has("blocked") && "work is blocked",
    has("legal") && "cites contract or law",
    amount > 0 && `names a sum of ${amount.toLocaleString("en-US")}`,
    deadlines.length > 0 &&
      `deadline: ${deadlines.map(({ text, on }) => (on === null || text.includes(on) ? text : `${text} (${on})`)).join(", ")}`,
    has("repeated") && "not the first time, or still unsolved",
    ticket.churnIntent && "speaks of leaving",
    ticket.frustration >= 0.6 && "the customer is losing patience",
    ticket.raised !== undefined && ticket.raised,
    ticket.firstReplyMinutes !== undefined &&
      ticket.firstReplyMinutes > ticket.replyMinutes &&
      `first reply took ${Math.round(ticket.firstReplyMinutes / 60)} h, the standard is ${ticket.replyMinutes / 60} h`,
    ticket.overdue && `no first reply is recorded, and the ${ticket.replyMinutes / 60} h for it are over`,
    ticket.sourcePriority !== undefined && URGENT.has(ticket.sourcePriority) && `the source calls it ${ticket.sourcePriority}`,
    has("no_hurry") && "the customer says there is no hurry",
    ticket.subjectOnly && "read by its subject alone",
  ];
  return reasons.filter((reason) => reason !== false);
}

/** The greatest number of people, seats or accounts named; not that of the seats asked for, which is said as such. */
function namedOf({ users, usersAs, seatsAsked }: ReasonCase): string | undefined {
  return users === 0 || users === seatsAsked ? undefined : `names ${users.toLocaleString("en-US")} ${usersAs ?? "people"}`;
}

function askedOf({ seatsAsked }: ReasonCase): string | false {
  if (seatsAsked === undefined) return false;
  return seatsAsked === 0 ? "asks for more seats" : `asks for more seats (${seatsAsked.toLocaleString("en-US")})`;
}

const URGENT = new Set(["urgent", "high", "critical", "p1", "blocker", "highest"]);

/** A way to ask how many phrases of a cue list a ticket holds. */
export function cueCounter(knowledge: TriageKnowledge): (counts: Float32Array) => (name: string) => number {
  const places = new Map([...knowledge.cues.keys()].map((name, place) => [name, place]));
  return (counts) => (name) => counts[places.get(name) ?? -1] ?? 0;
}
