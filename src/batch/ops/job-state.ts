import { DBOS_SCHEMA } from "../queue/queue-schema.ts";

/** Where a job of a queue stands. `dead` has brought down so many workers that no other takes it. */
export const JOB_STATES = ["waiting", "running", "done", "failed", "dead", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A job's state, of `s` (its workflow) and `r` (its result). What has ended without a result has failed. */
export const STATE = `case
  when s.status in ('ENQUEUED', 'DELAYED') then 'waiting'
  when s.status = 'PENDING' then 'running'
  when r.status = 'ok' then 'done'
  when s.status = 'CANCELLED' then 'cancelled'
  when r.status is null and s.status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED' then 'dead'
  else 'failed' end`;

/** Every job with its batch `b`, workflow `s` and result `r`, where there is one. */
export const JOBS = `echo.jobs j join echo.batches b using (batch)
  join ${DBOS_SCHEMA}.workflow_status s on s.workflow_uuid = j.workflow
  left join echo.results r on r.workflow = j.workflow`;
