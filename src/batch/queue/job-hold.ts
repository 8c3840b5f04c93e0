import type { QueueDatabase, Row } from "./open-database.ts";
import { DBOS_SCHEMA } from "./queue-schema.ts";

/** What the database knows of a job when a worker begins it. */
export interface Begun {
  /** DBOS's token of this very execution: whoever has another may record nothing. */
  readonly owner: string;
  /** What an earlier execution has done, oldest first. */
  readonly events: readonly unknown[];
}

export type Beginning = ({ readonly kind: "begun" } & Begun) | { readonly kind: "ended" } | { readonly kind: "lost" };

/** A job that one worker executes: everything it puts on record is refused once the job is another's. */
export interface JobHold {
  /** Takes the job up; `ended` where its result is on record, `lost` where it is not this worker's any more. */
  begin(): Promise<Beginning>;
  /** Puts events on record, the first of them as number `seq`; false, and nothing recorded, where the job is another's by now. */
  append(owner: string, seq: number, events: readonly string[]): Promise<boolean>;
  /** Puts the result on record and forgets the events, unless it failed and may be tried again; false where the job is another's by now. */
  finish(owner: string, ended: { readonly status: string; readonly result: string }): Promise<boolean>;
}

export interface HoldOf {
  readonly workflow: string;
  readonly batch: string;
  readonly job: string;
  readonly worker: string;
}

/** Nobody takes the job over between the look and the commit: the row is locked. */
const HELD = `held as (
  select 1 from ${DBOS_SCHEMA}.workflow_status where workflow_uuid = $1 and owner_xid = $2 and status = 'PENDING' for no key update)`;

/** A worker's hold on one job: what it writes counts only while the hold is its own. */
export function jobHold(database: QueueDatabase, { workflow, batch, job, worker }: HoldOf): JobHold {
  return {
    begin: async () => {
      const [row] = await database.rows(
        `select owner_xid, exists (select 1 from echo.results where workflow = $1) as ended,
           coalesce((select json_agg(event::json order by seq) from echo.journal where workflow = $1), '[]') as events
         from ${DBOS_SCHEMA}.workflow_status where workflow_uuid = $1 and executor_id = $2 and status = 'PENDING'`,
        [workflow, worker],
      );
      const owner = row?.["owner_xid"];
      if (row === undefined || typeof owner !== "string") return { kind: "lost" };
      if (row["ended"] === true) return { kind: "ended" };
      return { kind: "begun", owner, events: Array.isArray(row["events"]) ? row["events"] : [] };
    },
    append: async (owner, seq, events) => {
      const rows = await database.rows(
        `with ${HELD}, added as (
           insert into echo.journal (workflow, seq, owner, event)
           select $1, $3::integer + place - 1, $2, event from held, unnest($4::text[]) with ordinality as given (event, place)
           on conflict do nothing returning 1)
         select (select count(*) from held)::integer as held, (select count(*) from added)::integer as added`,
        [workflow, owner, seq, events],
      );
      if (numberIn(rows[0], "held") === 0) return false;
      return numberIn(rows[0], "added") === events.length || isMine(database, workflow, owner, seq);
    },
    finish: async (owner, { status, result }) => {
      const rows = await database.rows(
        `with ${HELD}, ended as (
           insert into echo.results (workflow, batch, job, status, result, worker) select $1, $3, $4, $5, $6, $7 from held
           on conflict do nothing returning 1),
         forgotten as (delete from echo.journal where workflow = $1 and $5 = 'ok' and exists (select 1 from held))
         select (select count(*) from held)::integer as held`,
        [workflow, owner, batch, job, status, result, worker],
      );
      return numberIn(rows[0], "held") > 0;
    },
  };
}

/** A statement that was sent again after a cut connection finds its own rows. */
async function isMine(database: QueueDatabase, workflow: string, owner: string, seq: number): Promise<boolean> {
  const rows = await database.rows("select owner from echo.journal where workflow = $1 and seq = $2", [workflow, seq]);
  return rows[0]?.["owner"] === owner;
}

function numberIn(row: Row | undefined, name: string): number {
  const value = row?.[name];
  return typeof value === "number" ? value : 0;
}
