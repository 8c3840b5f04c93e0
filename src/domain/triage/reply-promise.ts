import type { Ticket } from "./ticket.ts";
import type { TriagedTicket } from "./triaged.ts";

/** Within what time customers are promised a first reply, and the moment from which that is judged. */
export interface ReplyPromise {
  readonly minutes: number;
  /** An instant; undefined: tickets without a reply are not judged. */
  readonly now?: string | undefined;
}

/** The standard of `check`: four hours. */
export const USUAL_PROMISE: ReplyPromise = { minutes: 240 };

const MS_A_MINUTE = 60_000;

/** When the first reply is due, ISO 8601 in UTC; null where the ticket does not say when it was written. Times without a zone are UTC. */
export function replyDue(createdAt: string | undefined, { minutes }: ReplyPromise): string | null {
  if (createdAt === undefined || !/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(createdAt)) return null;
  const time = Date.parse(/(?:z|[+-]\d{2}:?\d{2})$/i.test(createdAt) ? createdAt : `${createdAt.replace(" ", "T")}Z`);
  return Number.isNaN(time) ? null : new Date(time + minutes * MS_A_MINUTE).toISOString();
}

/** A ticket's first reply against the promise. One that is solved without a recorded reply is not judged. */
export function slaOf({ firstReplyMinutes, status }: Ticket, due: string | null, { minutes, now }: ReplyPromise): TriagedTicket["sla"] {
  if (firstReplyMinutes !== undefined) return firstReplyMinutes <= minutes ? "met" : "missed";
  if (due === null || (status !== undefined && SOLVED.has(status))) return "unknown";
  return now !== undefined && now >= due ? "overdue" : "waiting";
}

const SOLVED = new Set(["solved", "closed", "resolved", "done"]);
