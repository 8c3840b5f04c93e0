import { scoreBook } from "../book/queries/health.ts";
import { readPanel } from "../book/queries/panel.ts";
import { addDays, type Day, daysBetween } from "../core/days.ts";
import {
  type Effect,
  effectOf,
  EFFECT_DAYS,
  type Measure,
  type Observation,
  type PlayRun,
  splitEffect,
  type TooFew,
} from "../domain/plays/play-effect.ts";
import type { PlaySplit } from "../domain/plays/play-split.ts";
import { type FoundTask, listTasks } from "../tasks/find-task.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { readPlaySplit } from "./play-split.ts";

export interface MeasuredEffect {
  readonly measure: Measure;
  readonly effect: Effect | TooFew;
}

/** What became of the plays of one kind. */
export interface PlayOutcome {
  readonly play: string;
  readonly began: number;
  readonly running: number;
  readonly recovered: number;
  readonly lost: number;
  readonly done: number;
  /** Not back to green within 30 days, whatever came later. */
  readonly failed: number;
  /** Median days from the beginning to `recovered`; null where none has. */
  readonly median_days: number | null;
  /** Against similar accounts that had none. */
  readonly effects: readonly MeasuredEffect[];
  /** Against those held out by plays-split.csv; empty where it says nothing of the kind. */
  readonly split: readonly MeasuredEffect[];
}

export interface PlaysReport {
  readonly asOf: Day;
  readonly age: number;
  readonly model: string;
  readonly plays: readonly PlayOutcome[];
}

const KINDS = ["churn", "renewal", "onboarding", "expansion"];
const MEASURES = ["health", "usage"] as const;
/** Days on which plays began, at most, whose accounts are looked up: each is a reading of the whole book. */
const MOST_DAYS = 30;
const DAYS_AT_ONCE = 4;

/** What became of the plays of each kind, and what they did beyond what similar accounts did without. */
export async function playOutcomes(deps: Deps, options: BookOptions): Promise<PlaysReport> {
  const session = await openSession(deps, options);
  try {
    const plays = await outcomesOf(session);
    return { asOf: session.asOf, age: session.age, model: session.context().scope.health, plays };
  } finally {
    session.close();
  }
}

/** The same for an open session; of kinds with at least one play. Where more than `most` days had to be looked up, no effect is measured. */
export async function outcomesOf(session: Session, most = Infinity): Promise<PlayOutcome[]> {
  const { deps, asOf } = session;
  const split = (await readPlaySplit(deps.workspace)).filter(({ from }) => from <= asOf);
  const tasks = (await listTasks(deps.workspace.tasks, deps.log)).filter(({ play }) => play !== undefined && play.began <= asOf);
  const observed = await observations(session, tasks, split, most);
  return KINDS.flatMap((kind) => {
    const own = tasks.filter(({ key }) => key.startsWith(`${kind}/`));
    const groups = split.filter(({ play }) => play === kind);
    return own.length === 0 && groups.length === 0 ? [] : [outcomeOf(kind, own, groups, observed, asOf)];
  });
}

function outcomeOf(play: string, tasks: readonly FoundTask[], split: readonly PlaySplit[], observed: Observed, asOf: Day): PlayOutcome {
  const ended = tasks.filter(({ ending }) => ending !== undefined && ending.on <= asOf);
  const count = (outcome: string): number => ended.filter(({ ending }) => ending?.outcome === outcome).length;
  const runs = runsOf(tasks, asOf).filter(({ began }) => observed.has(began));
  const on = (day: Day): readonly Observation[] => observed.get(day) ?? [];
  const treated = (account: string, day: Day): boolean => tasks.some((task) => accountOf(task) === account && overlaps(task, day));
  const days = ended
    .flatMap(({ ending, play: head }) =>
      ending?.outcome === "recovered" && head !== undefined ? [daysBetween(head.began, ending.on)] : [],
    )
    .sort((a, b) => a - b);
  return {
    play,
    began: tasks.length,
    running: tasks.length - ended.length,
    recovered: count("recovered"),
    lost: count("lost"),
    done: count("done"),
    failed: tasks.filter(({ play: head }) => head?.failedOn !== null && head?.failedOn !== undefined && head.failedOn <= asOf).length,
    median_days: days.length === 0 ? null : ((days[(days.length - 1) >> 1] ?? 0) + (days[days.length >> 1] ?? 0)) / 2,
    effects: MEASURES.map((measure) => ({ measure, effect: effectOf(measure, runs, on, treated) })),
    split: split.length === 0 ? [] : MEASURES.map((measure) => ({ measure, effect: splitEffect(measure, splitObserved(split, on)) })),
  };
}

/** Plays that began long enough ago, of accounts. */
function runsOf(tasks: readonly FoundTask[], asOf: Day): PlayRun[] {
  return tasks.flatMap((task) =>
    task.play !== undefined && addDays(task.play.began, EFFECT_DAYS) <= asOf ? [{ account: accountOf(task), began: task.play.began }] : [],
  );
}

/** A play of the kind that ran at any time of the days compared, or in the 30 days before: such an account shows nothing of doing without. */
function overlaps({ play, ending }: FoundTask, day: Day): boolean {
  return play !== undefined && play.began <= addDays(day, EFFECT_DAYS) && (ending?.on ?? "9999") >= addDays(day, -EFFECT_DAYS);
}

function accountOf({ key }: FoundTask): string {
  return key.slice(key.indexOf("/") + 1);
}

function splitObserved(split: readonly PlaySplit[], on: (day: Day) => readonly Observation[]): Parameters<typeof splitEffect>[1] {
  return split.flatMap(({ account, group, from }) => on(from).flatMap((one) => (one.account === account ? [{ ...one, group }] : [])));
}

type Observed = ReadonlyMap<Day, readonly Observation[]>;

/** Every account on each day on which a play or a split began, and EFFECT_DAYS later; the latest days where there are too many. */
async function observations(session: Session, tasks: readonly FoundTask[], split: readonly PlaySplit[], most: number): Promise<Observed> {
  const { asOf } = session;
  const began = [...runsOf(tasks, asOf).map((run) => run.began), ...split.map(({ from }) => from)];
  const observed = new Map<Day, Observation[]>();
  const days = [...new Set(began.filter((day) => addDays(day, EFFECT_DAYS) <= asOf))].sort().reverse().slice(0, MOST_DAYS);
  if (days.length > most) return observed;
  for (let start = 0; start < days.length; start += DAYS_AT_ONCE) {
    const some = days.slice(start, start + DAYS_AT_ONCE);
    for (const [day, rows] of await observeDays(session, some)) observed.set(day, rows);
  }
  return observed;
}

async function observeDays(session: Session, days: readonly Day[]): Promise<[Day, Observation[]][]> {
  const { asOf } = session;
  const context = session.context();
  // The first day asked for has to be as-of itself.
  const daysAgo = [0, ...days.flatMap((day) => [daysBetween(day, asOf), daysBetween(day, asOf) - EFFECT_DAYS])];
  const scored = await scoreBook(context, daysAgo);
  const panel = await readPanel(context, ["segment", "logins_last_30d"], daysAgo);
  return days.map((day, index) => {
    const [from, to] = [1 + 2 * index, 2 + 2 * index];
    const score = (at: number, row: number): number | null => {
      const known = scored.days[at];
      const value = known?.table.scores[row];
      return known?.here[row] !== 1 || value === undefined || Number.isNaN(value) ? null : value;
    };
    const logins = (at: number, row: number): number | null => {
      const value = panel.days[at]?.numbers.get("logins_last_30d")?.[row];
      return value === undefined || Number.isNaN(value) ? null : value;
    };
    const rows = scored.accounts.map((account, row) => ({
      account,
      segment: panel.days[from]?.texts.get("segment")?.[row] ?? "unknown",
      scoreBefore: score(from, row),
      scoreAfter: score(to, row),
      loginsBefore: logins(from, row),
      loginsAfter: logins(to, row),
    }));
    return [day, rows];
  });
}
