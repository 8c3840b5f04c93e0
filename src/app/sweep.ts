import type { Day } from "../core/days.ts";
import { planSweep, type SweepPlan, type TaskKeys } from "../domain/plays/plan-sweep.ts";
import type { PlaybookStep } from "../domain/plays/swept.ts";
import type { Tier } from "../domain/health/tier.ts";
import { tellingOnce } from "../core/log.ts";
import { dueDay } from "../run/playbook/due.ts";
import { loadPlaybooks } from "../run/playbook/load-playbooks.ts";
import { taskKey } from "../tasks/task-id.ts";
import { listPackets } from "../tasks/list-packets.ts";
import { refuseBeyondData } from "./beyond-data.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import type { Deps } from "./deps.ts";
import { wonHandoff } from "./handoffs-won.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { outcomesOf, type PlayOutcome } from "./play-outcomes.ts";
import { heldOutBy, readPlaySplit, tellStrangers } from "./play-split.ts";
import { type AppliedStep, type Applied, applyPlan, hasWritten, subjectOf } from "./sweep-apply.ts";
import { sweptBook } from "./sweep-book.ts";
import { readHealthHistory, recordHealth } from "./sweep-history.ts";
import { sweptPatterns, type SweptPatterns } from "./sweep-patterns.ts";
import { sweptBreaches } from "./sweep-standards.ts";
import { sweptTasks, tellGone } from "./sweep-tasks.ts";
import { shared } from "./within.ts";

export interface SweepOptions extends BookOptions {
  /** Only the plan: nothing is written. */
  readonly dryRun?: boolean | undefined;
}

export interface SweepReport {
  readonly asOf: Day;
  readonly age: number;
  /** The health model that judged. */
  readonly model: string;
  readonly dryRun: boolean;
  /** Customers looked at. */
  readonly accounts: number;
  readonly tiers: Readonly<Record<Tier | "unknown", number>>;
  /** What was done; for a dry run what would be. A step that found its work done already, by another sweep in the same moment, is none. */
  readonly plan: SweepPlan;
  /** What was carried out, in the order of the plan; empty for a dry run. */
  readonly applied: readonly AppliedStep[];
  /** What was told of each task that could not be read or written, and so was left as it is. */
  readonly leftAlone: readonly string[];
  /** All open tasks of the workspace, once the sweep is done: those that questions opened, and other people's, too. */
  readonly openTasks: number;
  /** Health scores written to the history; those that would be, for a dry run. */
  readonly recorded: number;
  /** Handovers of won deals that were filed, by the packet's id. */
  readonly handovers: readonly string[];
  /** What recurs across customers and went to product now; null where it was looked at earlier this week. */
  readonly patterns: SweptPatterns | null;
  /** What became of the plays so far, one entry a kind; the effect of each is measured where that does not take long, and by `plays` in any case. */
  readonly outcomes: readonly PlayOutcome[];
}

/** Accounts times days that a sweep looks up to measure what plays did; more is left to `plays`. */
const MOST_LOOKED_UP = 20_000;

/**
 * Looks the whole book over on as-of and opens, brings up to date and closes the tasks that it calls for. The plan is made first, as a value; then
 * it is carried out. The same sweep twice writes nothing the second time. Throws what opening the book and reading its settings throw.
 */
export async function sweep(deps: Deps, options: SweepOptions): Promise<SweepReport> {
  if (deps.within !== undefined) return sweepTogether(deps, options);
  // Its parts look at the same book: what one has asked the others need not ask again.
  const own = shared();
  try {
    return await sweepTogether({ ...deps, within: { shared: own } }, options);
  } finally {
    await own.close();
  }
}

async function sweepTogether(given: Deps, options: SweepOptions): Promise<SweepReport> {
  const log = tellingOnce(given.log);
  const deps = { ...given, log };
  const { workspace } = deps;
  const session = await openSession(deps, options);
  try {
    const { asOf, workOn, age } = session;
    await refuseBeyondData(session);
    const model = session.context().scope.health;
    const history = await readHealthHistory(workspace, asOf, model);
    const { accounts, records } = await sweptBook(session, history);
    const managers = new Map(accounts.map(({ account, csm }) => [account, csm]));
    const breaches = await sweptBreaches(deps, { asOf, health: options.health }, (account) => managers.get(account) ?? null);
    const swept = await sweptTasks(workspace.tasks, log);
    const tasks = swept.tasks.filter(
      ({ play }) => play?.trigger !== "standards" || session.book.owner === undefined || play.ownerName === session.book.owner,
    );
    const step = await playbookSteps(session);
    const split = await readPlaySplit(workspace);
    await tellStrangers(split, session.book, log);
    const plan = planSweep({ asOf, workOn, accounts, tasks, breaches, step, isHeldOut: heldOutBy(split, asOf) }, KEYS);
    const isDry = options.dryRun === true;
    const { applied, refused } = isDry ? NOTHING : await applyPlan(session, plan);
    const leftAlone = [...new Set([...swept.leftAlone, ...refused.map(({ told }) => told)])].sort();
    await tellGone(workspace.tasks, swept.listless, log);
    const kept = new Set(refused.map(({ step: one }) => one));
    const handovers = isDry ? [] : await fileHandovers(deps, plan, options);
    const patterns = await sweptPatterns(deps, { asOf, health: options.health, dryRun: isDry });
    const due = records.filter(({ account }) => !history.today.has(account));
    const recorded = isDry ? due.length : await recordHealth(workspace, due);
    // A sweep comes round by itself: what killed commands left behind is not left to people.
    for (const file of isDry ? [] : await clearLeftovers(workspace, deps.clock))
      log.warn(`A command was killed while it wrote; what the file held before lies in ${file}. Put back what you miss.`);
    return {
      asOf,
      age,
      model,
      dryRun: isDry,
      accounts: records.length,
      tiers: tiersOf(records),
      // What another sweep wrote in the same moment is told by that one.
      plan: isDry ? plan : { ...plan, steps: applied.filter(hasWritten).map(({ step: done }) => done) },
      applied,
      leftAlone,
      recorded,
      handovers,
      patterns,
      outcomes: await outcomesOf(session, Math.floor(MOST_LOOKED_UP / Math.max(1, records.length))),
      openTasks: openAfter(
        swept.open,
        plan.steps.filter((one) => !kept.has(one)),
      ),
    };
  } finally {
    session.close();
  }
}

const NOTHING: Applied = { applied: [], refused: [] };

const KEYS: TaskKeys = {
  ofAccount: (intent, account) => taskKey(subjectOf({ intent, account, accountsOf: null })),
  ofOwner: (intent, owner) => taskKey(subjectOf({ intent, account: null, accountsOf: owner })),
};

/** The steps of the workspace's playbooks: whoever edits one there moves the dates of the next task. */
async function playbookSteps({ deps }: Session): Promise<(playbook: string, id: string) => PlaybookStep | undefined> {
  const playbooks = await loadPlaybooks(deps.workspace.references);
  return (playbook, id) => {
    const rule = playbooks.get(playbook)?.steps.find((one) => one.id === id);
    if (rule === undefined) return undefined;
    return { what: rule.what, owner: rule.owner, dueOn: (from, dateOf) => dueDay(rule.due, from, dateOf) };
  };
}

/** One handover from sales a won deal, where there is none yet. */
async function fileHandovers(deps: Deps, { steps, asOf }: SweepPlan, { health }: SweepOptions): Promise<string[]> {
  const won = steps.flatMap(({ op, play, account }) =>
    (op === "open" || op === "adopt") && play.trigger === "won" && account !== null ? [account] : [],
  );
  if (won.length === 0) return [];
  const filed = new Set((await listPackets(deps.workspace.handoffs, deps.log)).map(({ packet }) => packet.subject));
  const ids: string[] = [];
  for (const account of won.filter((one) => !filed.has(`won/${one}`)).sort()) {
    const { handover } = await wonHandoff(deps, { account, days: 30, promises: [], notes: [], asOf, health });
    if (handover !== null) ids.push(handover.id);
  }
  return ids;
}

function tiersOf(records: readonly { readonly tier: Tier | null }[]): SweepReport["tiers"] {
  const counted = { green: 0, yellow: 0, red: 0, unknown: 0 };
  for (const { tier } of records) counted[tier ?? "unknown"] += 1;
  return counted;
}

function openAfter(open: number, steps: SweepPlan["steps"]): number {
  const opened = steps.filter(({ op }) => op === "open").length;
  return open + opened - steps.filter(({ op }) => op === "close").length;
}
