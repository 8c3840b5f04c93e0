import { join } from "node:path";
import type { Row } from "../book/book.ts";
import { measure } from "../book/measure.ts";
import { compareText } from "../core/compare-text.ts";
import { daysBetween } from "../core/days.ts";
import { openSession } from "./open-session.ts";
import type { QueryContext } from "../book/queries/query.ts";
import { queryNamed } from "../book/queries/registry.ts";
import { UserError } from "../core/errors.ts";
import { namesIn, statIfAny } from "../core/files.ts";
import { list, nearest, nearestBeginning } from "../core/text.ts";
import { type Fact, type FactValue, subjectName } from "../domain/facts/fact.ts";
import { metricNamed } from "../domain/facts/metrics/registry.ts";
import { readLedger } from "../tasks/facts-ledger.ts";
import { DEFAULT_HEALTH } from "../domain/health/health-model.ts";
import type { Deps } from "./deps.ts";

export interface EvidenceInput {
  /** Id of a Fact: F7. */
  readonly fact: string;
  /** The task whose ledger holds it; the one answered last where left out. */
  readonly task?: string | undefined;
  /** How many rows to return at most. */
  readonly limit: number;
}

/** A Fact computed again. [contract] */
export interface Evidence {
  readonly task: string;
  /** As the ledger holds it: `fact.value` is the value then. */
  readonly fact: Fact;
  /** The value on the present snapshot. */
  readonly value: FactValue;
  /** Why `value` is null. */
  readonly reason: string | null;
  readonly matches: boolean;
  /** The present snapshot; another than `fact.snapshot` where the exports changed since. */
  readonly snapshot: string;
  /** Stored rows behind the value, with file and line where the table keeps them. */
  readonly rows: readonly Row[];
  /** True where there are more rows than asked for. */
  readonly more: boolean;
}

/** Asks a Fact's query again, as it was asked, on the present snapshot. Throws UserError for an unknown task or Fact, with what there is. */
export async function evidenceOf(deps: Deps, input: EvidenceInput): Promise<Evidence> {
  const task = input.task ?? (await latestTask(deps.workspace.runs));
  const fact = await findFact(deps.workspace.runs, task, input.fact);
  const metric = metricNamed(fact.metric);
  const { as_of: asOf = fact.asOf, account, health = DEFAULT_HEALTH, owner, from, to } = fact.source.params;
  const session = await openSession({ ...deps, owner: owner === undefined ? undefined : String(owner) }, { asOf: String(asOf) });
  try {
    const period = from === undefined || to === undefined ? {} : { period: { from: String(from), to: String(to) } };
    const scope = { asOf: String(asOf), health: String(health), ...period };
    const context: QueryContext = { book: session.book, knowledge: session.knowledge, scope };
    const [now] = await measure(context, fact.subject, [fact.metric]);
    const value = now?.value ?? null;
    const scoped = account === undefined ? context : { ...context, scope: { ...scope, account: String(account) } };
    const rows = await queryNamed(fact.source.query).evidence(scoped, daysBack(fact, metric.window), input.limit + 1);
    return {
      task,
      fact,
      value,
      reason: now?.reason ?? null,
      matches: sameValue(value, fact.value),
      snapshot: session.book.snapshot,
      rows: rows.slice(0, input.limit),
      more: rows.length > input.limit,
    };
  } finally {
    session.close();
  }
}

/** How many days back from as-of the rows of a Fact lie; 0 for all of history. */
function daysBack({ days, window, asOf }: Fact, usual: number): number {
  return days === undefined ? usual : daysBetween(window.from, asOf) + 1;
}

/** Equal, but for the last bits of a sum whose order the engine is free to choose. */
function sameValue(a: FactValue, b: FactValue): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

async function findFact(runs: string, task: string, id: string): Promise<Fact> {
  const facts = await readLedger(runs, task);
  const wanted = id.trim().toUpperCase();
  const found = facts.find((fact) => fact.id === wanted);
  if (found !== undefined) return found;
  if (facts.length === 0) throw await unknownTask(runs, task);
  const first = facts.slice(0, 8).map((fact) => `${fact.id}  ${fact.metric} of ${subjectName(fact.subject)}`);
  throw new UserError({
    code: "unknown-fact",
    message: `The task ${task} has no fact "${id}".`,
    found: id,
    allowed: facts.length > first.length ? [...first, `… to F${facts.length}`] : first,
    fix: "Take the id from the answer, or name another task with --task.",
  });
}

async function unknownTask(runs: string, task: string): Promise<UserError> {
  const tasks = (await tasksWithFacts(runs)).map(({ name }) => name);
  const near = [...new Set([...nearest(task, tasks), ...nearestBeginning(task, tasks)])];
  return new UserError({
    code: "unknown-task",
    message: `There is no task "${task}" with facts here.`,
    found: task,
    allowed: tasks.slice(0, 10),
    fix:
      tasks.length === 0
        ? "Ask something first: `echo-cs ask` keeps the facts of every answer."
        : near.length === 0
          ? "Name one of these with --task."
          : `Did you mean ${list(near, "or")}?`,
  });
}

async function latestTask(runs: string): Promise<string> {
  const [latest] = await tasksWithFacts(runs);
  if (latest === undefined)
    throw new UserError({
      code: "no-facts",
      message: "No answer has been given here yet, so there are no facts to look into.",
      fix: 'Ask something first: echo-cs ask "why is Acme churning?"',
    });
  return latest.name;
}

/** Tasks with a ledger, the one written last first. */
async function tasksWithFacts(runs: string): Promise<{ name: string; written: number }[]> {
  const tasks: { name: string; written: number }[] = [];
  for (const name of await namesIn(runs)) {
    const ledger = await statIfAny(join(runs, name, "facts.ndjson"));
    // An answer that cites only known Facts writes its brief anew, not the ledger.
    const brief = await statIfAny(join(runs, name, "brief.json"));
    if (ledger !== undefined) tasks.push({ name, written: Math.max(ledger.mtimeMs, brief?.mtimeMs ?? 0) });
  }
  return tasks.sort((a, b) => b.written - a.written || compareText(a.name, b.name));
}
