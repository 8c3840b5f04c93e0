import type { Day } from "../../core/days.ts";
import { UserError } from "../../core/errors.ts";
import { DBOS_SCHEMA } from "../queue/queue-schema.ts";
import { type Weekday, WEEKDAYS } from "./schedule-kinds.ts";
import type { QueueDatabase, Row } from "../queue/open-database.ts";

export interface Schedule {
  /** Names its runs: `sweep-2026-11-22`. */
  readonly name: string;
  readonly queue: string;
  readonly command: readonly string[];
  /** HH:MM in the time zone. */
  readonly at: string;
  /** Null: every day. */
  readonly weekday: Weekday | null;
  readonly timezone: string;
  /** The workspace, as whoever scheduled it saw it. */
  readonly root: string;
}

/** A schedule with its last run, by the database's clock. */
export interface KnownSchedule extends Schedule {
  /** The last day it was due; null before the first. */
  readonly due: Day | null;
  /** True where the run of that day is on the queue, or over. */
  readonly enqueued: boolean;
}

/** Adds or changes a schedule. Throws UserError where one of that name is another workspace's. */
export async function putSchedule(database: QueueDatabase, schedule: Schedule): Promise<void> {
  const { name, queue, command, at, weekday, timezone, root } = schedule;
  const [row] = await database.rows(
    `insert into echo.schedules (name, queue, args, at, weekday, timezone, root) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (name) do update set queue = excluded.queue, args = excluded.args, at = excluded.at, weekday = excluded.weekday,
       timezone = excluded.timezone, created_at = clock_timestamp() where echo.schedules.root = excluded.root returning name`,
    [name, queue, JSON.stringify(command), at, weekday === null ? null : WEEKDAYS.indexOf(weekday) + 1, timezone, root],
  );
  if (row !== undefined) return;
  throw new UserError({
    code: "schedule-taken",
    message: `There is a schedule "${name}" for another workspace in this database.`,
    found: name,
    fix: "Give this one a name of its own with --name.",
  });
}

/** Takes a schedule out; what is on the queue stays there. Throws UserError where no name is given or none is so called. */
export async function removeSchedule(database: QueueDatabase, name: string | undefined): Promise<void> {
  const removed = await database.rows("delete from echo.schedules where name = $1 returning name", [name ?? null]);
  if (removed.length > 0) return;
  throw new UserError({
    code: "no-schedule",
    message: name === undefined ? "Say which schedule is to end." : `There is no schedule "${name}".`,
    found: name,
    allowed: (await schedules(database)).map((one) => one.name),
    fix: "`echo-cs workers schedule` lists them.",
  });
}

/** All schedules by name, or those of one queue. */
export async function schedules(database: QueueDatabase, queue?: string): Promise<readonly KnownSchedule[]> {
  const rows = await database.rows(
    `with here as (select *, clock_timestamp() at time zone timezone as now_here from echo.schedules where $1::text is null or queue = $1),
       passed as (select *, now_here::date - case when now_here::time < at then 1 else 0 end as last from here),
       days as (select *, last - case when weekday is null then 0 else (extract(isodow from last)::integer - weekday + 7) % 7 end as day from passed)
     select name, queue, args, to_char(at, 'HH24:MI') as at, weekday, timezone, root,
       case when (day + at) at time zone timezone >= created_at then to_char(day, 'YYYY-MM-DD') end as due,
       exists (
         select 1 from echo.jobs j join ${DBOS_SCHEMA}.workflow_status s on s.workflow_uuid = j.workflow
         where j.batch = days.name || '-' || to_char(day, 'YYYY-MM-DD')) as enqueued
     from days order by name`,
    [queue ?? null],
  );
  return rows.map(scheduleOf);
}

function scheduleOf(row: Row): KnownSchedule {
  const weekday = row["weekday"];
  return {
    name: String(row["name"]),
    queue: String(row["queue"]),
    command: wordsOf(String(row["args"])),
    at: String(row["at"]),
    weekday: typeof weekday === "number" ? (WEEKDAYS[weekday - 1] ?? null) : null,
    timezone: String(row["timezone"]),
    root: String(row["root"]),
    due: typeof row["due"] === "string" ? row["due"] : null,
    enqueued: row["enqueued"] === true,
  };
}

function wordsOf(text: string): string[] {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.map(String) : [];
}
