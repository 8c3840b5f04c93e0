/** How the support team dealt with a ticket: replies, solution, satisfaction. */

import { addDays, AS_OF } from "./days.ts";
import { random, type Random } from "./random.ts";
import { type LabelledTicket } from "./ticket-labels.ts";

export interface Progress {
  readonly priority: string;
  readonly status: string;
  readonly updatedAt: string;
  readonly solvedAt: string | null;
  readonly replyMinutes: number | null;
  readonly resolutionMinutes: number | null;
  readonly reopens: number;
  readonly replies: number;
  readonly satisfaction: string;
}

interface Minutes {
  readonly calendar: number | null;
  readonly business: number | null;
}

export interface MetricSet {
  readonly ticket_id: number;
  readonly created_at: string;
  readonly reopens: number;
  readonly replies: number;
  readonly reply_time_in_minutes: Minutes;
  readonly first_resolution_time_in_minutes: Minutes;
  readonly full_resolution_time_in_minutes: Minutes;
  readonly solved_at: string | null;
}

const END = Date.parse(`${addDays(AS_OF, 1)}T00:00:00Z`) - 1000;
const DAY = 1440;

export function progressOf(entry: LabelledTicket): Progress {
  const rng = random("progress", entry.id);
  const priority = entry.priority ?? usualPriority(entry, rng);
  const created = Date.parse(entry.createdAt);
  const reply = Math.round(15 * Math.exp(rng.next() * 2.6) * (priority === "urgent" ? 0.4 : 1) * (unsolved(entry) ? 2.4 : 1));
  const resolution = reply + Math.round(60 * Math.exp(rng.next() * 5) * (unsolved(entry) ? 3 : 1));
  const answered = created + reply * 60_000 <= END;
  const solvedTime = created + resolution * 60_000;
  const solved = solvedTime <= END && !(unsolved(entry) && rng.chance(0.5));
  const updated = solved ? solvedTime : Math.min(END - rng.int(3_600, 20_000) * 1000, created + rng.int(reply, reply + 4 * DAY) * 60_000);
  return {
    priority,
    status: solved
      ? END - solvedTime > 28 * DAY * 60_000
        ? "closed"
        : "solved"
      : answered
        ? rng.pick(["open", "open", "pending", "hold"])
        : "new",
    updatedAt: iso(Math.max(created, updated)),
    solvedAt: solved ? iso(solvedTime) : null,
    replyMinutes: answered ? reply : null,
    resolutionMinutes: solved ? resolution : null,
    reopens: unsolved(entry) ? rng.int(0, 2) : rng.chance(0.06) ? 1 : 0,
    replies: answered ? rng.int(1, unsolved(entry) ? 7 : 4) : 0,
    satisfaction: solved ? satisfaction(entry, rng) : "unoffered",
  };
}

export function metricsOf(entry: LabelledTicket, progress: Progress): MetricSet {
  const rng = random("metrics", entry.id);
  const resolution = minutes(progress.resolutionMinutes);
  const firstShare = progress.reopens > 0 ? 0.4 + rng.next() * 0.4 : 1;
  return {
    ticket_id: entry.id,
    created_at: entry.createdAt,
    reopens: progress.reopens,
    replies: progress.replies,
    reply_time_in_minutes: minutes(progress.replyMinutes),
    first_resolution_time_in_minutes: minutes(
      progress.resolutionMinutes === null ? null : Math.round(progress.resolutionMinutes * firstShare),
    ),
    full_resolution_time_in_minutes: resolution,
    solved_at: progress.solvedAt,
  };
}

/** Tickets of the recurring fault drag on. */
function unsolved(entry: LabelledTicket): boolean {
  return entry.mark === "pattern" || entry.mark === "escalation" || entry.account?.name === "Cobalt Freight";
}

function usualPriority(entry: LabelledTicket, rng: Random): string {
  if (entry.tone === "angry") return rng.pick(["high", "high", "urgent"]);
  if (entry.topic === "how_to" || entry.topic === "feature_request") return rng.pick(["low", "low", "normal"]);
  if (entry.mark === "pattern") return rng.pick(["normal", "normal", "high"]);
  return rng.pick(["low", "normal", "normal", "normal", "high"]);
}

function satisfaction(entry: LabelledTicket, rng: Random): string {
  if (rng.chance(0.55)) return "offered";
  if (entry.tone === "angry") return rng.chance(0.7) ? "bad" : "good";
  if (entry.account?.mood === "red") return rng.chance(0.4) ? "bad" : "good";
  return rng.chance(0.93) ? "good" : "bad";
}

/** An office day has eight hours of twenty-four; what is done within it counts in full. */
function minutes(calendar: number | null): Minutes {
  if (calendar === null) return { calendar: null, business: null };
  return { calendar, business: calendar <= 240 ? calendar : 240 + Math.round((calendar - 240) / 3) };
}

function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
