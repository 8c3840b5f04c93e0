/** Raised with every change of the tables below or of what lies in them: a worker and a queue must agree on it. */
export const QUEUE_SCHEMA = 1;

/** DBOS's own schema. Beside its API only the fence (owner and status of a workflow) and the giving back of one are read and written. */
export const DBOS_SCHEMA = "dbos";

/**
 * ECHO's tables of a queue. All times are the database's: a machine's own clock decides nothing.
 *
 * `batches` what was enqueued together; `jobs` its jobs in their order; `results` what became of them, once each; `journal` what a job under way
 * has done, forgotten when it ends well; `workers` who is alive; `files` text that workers without the workspace need, by its hash; `limits`,
 * `spent` and `calls` how fast models may be asked, by all workers together; `schedules` what is enqueued every night or week.
 */
export const QUEUE_TABLES = `
create schema if not exists echo;
create table if not exists echo.schema_version (version integer not null);
insert into echo.schema_version select ${QUEUE_SCHEMA} where not exists (select 1 from echo.schema_version);
create table if not exists echo.batches (
  batch text primary key, queue text not null, version text not null, spec text not null,
  priority integer not null default 0, enqueued_at timestamptz not null default clock_timestamp());
create table if not exists echo.jobs (
  workflow text primary key, batch text not null references echo.batches on delete cascade, place integer not null, job text not null,
  command text not null, args text not null, unique (batch, place));
create table if not exists echo.results (
  workflow text primary key, batch text not null, job text not null, status text not null, result text not null, worker text not null,
  ended_at timestamptz not null default clock_timestamp());
create index if not exists results_of_batch on echo.results (batch, ended_at);
create index if not exists results_by_time on echo.results (ended_at);
create table if not exists echo.journal (
  workflow text not null, seq integer not null, owner text not null, event text not null, primary key (workflow, seq));
create table if not exists echo.workers (
  worker text primary key, queue text not null, version text not null, host text not null, pid integer not null,
  running integer not null default 0, draining boolean not null default false,
  started_at timestamptz not null default clock_timestamp(), seen_at timestamptz not null default clock_timestamp());
create table if not exists echo.schedules (
  name text primary key, queue text not null, args text not null, at time not null, weekday integer, timezone text not null,
  root text not null, created_at timestamptz not null default clock_timestamp());
create table if not exists echo.files (hash text primary key, files text not null);
create table if not exists echo.limits (
  account text primary key, paused_until timestamptz not null default 'epoch', gap_ms double precision not null default 0,
  next_at timestamptz not null default 'epoch', slowed_at timestamptz not null default 'epoch', latest bigint not null default 0);
create table if not exists echo.spent (
  account text not null, second bigint not null, requests integer not null, tokens bigint not null, primary key (account, second));
create table if not exists echo.calls (
  call text primary key, account text not null, worker text not null, second bigint not null, tokens bigint not null);
create index if not exists calls_of_account on echo.calls (account);
`;
