import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";
import { KNOWN_GOAL, REACHED } from "./queries/quarter-goals.ts";

/** One account in one period, as known on as-of. */
export interface QuarterOf {
  readonly account: string;
  readonly from: Day;
  /** Not after as-of. */
  readonly to: Day;
  readonly asOf: Day;
}

export interface GoalRow {
  readonly objective: string;
  readonly criteria: string | null;
  /** 0–1; null where the plan does not say. */
  readonly progress: number | null;
  readonly reached: boolean;
  readonly status: string | null;
  readonly value_minor: number | null;
  readonly currency: string | null;
  readonly target_on: Day | null;
}

/** The goals of the account's success plans, the first due first. Progress and value are the export's current state. */
export async function goalRows(book: Book, { account, to }: QuarterOf): Promise<GoalRow[]> {
  return book.rows<GoalRow>(
    `SELECT trim(objective) AS objective, nullif(trim(criteria), '') AS criteria, progress, coalesce(${REACHED}, false) AS reached, status, value_minor, currency, target_on
FROM success_plans WHERE account = $account AND ${KNOWN_GOAL} ORDER BY target_on NULLS LAST, plan, objective`,
    { account, to },
  );
}

export interface RequestRow {
  readonly title: string;
  /** Shipped by as-of; open where it was shipped later; else what the export says of it now. */
  readonly status: string;
  readonly asked_on: Day | null;
  readonly shipped_on: Day | null;
}

/** What the account asked for: open at the period's end, or shipped in it or since; the newest first. */
export async function requestRows(book: Book, { account, from, to, asOf }: QuarterOf): Promise<RequestRow[]> {
  return book.rows<RequestRow>(
    `SELECT title, CASE WHEN shipped_on IS NOT NULL THEN 'shipped' WHEN later OR trim(coalesce(status, '')) = '' THEN 'open' ELSE lower(trim(status)) END AS status,
  asked_on, shipped_on FROM (
  SELECT request, title, status, day_of(created_at) AS asked_on, CASE WHEN shipped_on <= CAST($as_of AS DATE) THEN shipped_on END AS shipped_on,
  coalesce(shipped_on > CAST($as_of AS DATE), false) AS later FROM requests WHERE account = $account AND title IS NOT NULL AND (created_at IS NULL OR day_of(created_at) <= CAST($to AS DATE)))
WHERE shipped_on IS NULL OR shipped_on >= CAST($from AS DATE) ORDER BY shipped_on DESC NULLS LAST, asked_on DESC NULLS LAST, request`,
    { account, from, to, as_of: asOf },
  );
}

export interface OpenTicketRow {
  readonly ticket: string;
  readonly subject: string;
  readonly priority: string | null;
  readonly opened_on: Day;
}

/** The account's tickets of half a year that are open on as-of, the oldest first. */
export async function openTicketRows(book: Book, { account, asOf }: QuarterOf): Promise<OpenTicketRow[]> {
  return book.rows<OpenTicketRow>(
    `SELECT ticket, coalesce(nullif(trim(subject), ''), '(no subject)') AS subject, priority, day_of(created_at) AS opened_on FROM tickets
WHERE account = $account AND day_of(created_at) <= CAST($as_of AS DATE) AND day_of(created_at) > CAST($as_of AS DATE) - 180
  AND (over_at IS NULL OR day_of(over_at) > CAST($as_of AS DATE)) ORDER BY created_at, ticket`,
    { account, as_of: asOf },
  );
}

/** How many of the account's tickets have been open on as-of for longer than half a year: nobody works on them, or nobody closed them. */
export async function olderOpenTickets(book: Book, { account, asOf }: QuarterOf): Promise<number> {
  const [row] = await book.rows<{ n: number }>(
    `SELECT count(*) AS n FROM tickets WHERE account = $account AND day_of(created_at) <= CAST($as_of AS DATE) - 180
  AND (over_at IS NULL OR day_of(over_at) > CAST($as_of AS DATE))`,
    { account, as_of: asOf },
  );
  return row?.n ?? 0;
}

/** How many of the account's tickets of half a year are over by their status on as-of without a day that tells since when. */
export async function ticketsOverUndated(book: Book, { account, asOf }: QuarterOf): Promise<number> {
  const [row] = await book.rows<{ n: number }>(
    `SELECT count(*) AS n FROM tickets WHERE account = $account AND day_of(created_at) <= CAST($as_of AS DATE) AND day_of(created_at) > CAST($as_of AS DATE) - 180
  AND solved_at IS NULL AND day_of(over_at) <= CAST($as_of AS DATE)`,
    { account, as_of: asOf },
  );
  return row?.n ?? 0;
}

export interface ReleaseRow {
  readonly name: string;
  readonly released_on: Day;
  /** Titles of the account's own requests that it answers. */
  readonly answers: string | null;
}

/** What was released from the period's first day to as-of: what the account asked for first, then the newest. */
export async function releaseRows(book: Book, { account, from, asOf }: QuarterOf): Promise<ReleaseRow[]> {
  return book.rows<ReleaseRow>(
    `WITH named AS (SELECT release, trim(unnest(string_split(coalesce(requests, ''), ';'))) AS request FROM releases),
own AS (SELECT n.release, string_agg(r.title, '; ' ORDER BY r.title, r.request) AS answers FROM named n JOIN requests r ON r.request = n.request AND r.account = $account WHERE r.title IS NOT NULL GROUP BY n.release)
SELECT coalesce(t.name, t.number) AS name, t.released_on, own.answers FROM releases t LEFT JOIN own USING (release)
WHERE t.released_on BETWEEN CAST($from AS DATE) AND CAST($as_of AS DATE) AND coalesce(t.name, t.number) IS NOT NULL
ORDER BY own.answers IS NULL, t.released_on DESC, name, t.release`,
    { account, from, as_of: asOf },
  );
}

export interface FeatureRow {
  readonly feature: string;
  readonly users: number;
  readonly events: number;
}

/** The features the account used in the period, by events. */
export async function featureRows(book: Book, { account, from, to }: QuarterOf, logins: readonly string[]): Promise<FeatureRow[]> {
  return book.rows<FeatureRow>(
    `SELECT feature, count(DISTINCT "user") AS users, CAST(sum(events) AS BIGINT) AS events FROM usage
WHERE account = $account AND feature IS NOT NULL AND day BETWEEN CAST($from AS DATE) AND CAST($to AS DATE) AND NOT list_contains(CAST($logins AS JSON)::VARCHAR[], feature)
GROUP BY feature ORDER BY events DESC, feature`,
    { account, from, to, logins: JSON.stringify(logins) },
  );
}
