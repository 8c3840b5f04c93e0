import { loadPractice } from "../../src/app/load-practice.ts";
import { openSession, type Session } from "../../src/app/open-session.ts";
import { ownerNames } from "../../src/app/owner-names.ts";
import { vocabularyOf } from "../../src/app/vocabulary.ts";
import { knownAccounts } from "../../src/book/known-accounts.ts";
import { tablesWithRows } from "../../src/book/tables-with-rows.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { findWorkspace } from "../../src/config/workspace.ts";
import { fixedClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import type { KnownAccount } from "../../src/domain/accounts/match-account.ts";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { analyse } from "../../src/run/analyst/analyse.ts";
import { fileHandoffs } from "../../src/run/analyst/file-handoffs.ts";
import { buildBrief, citedKeys } from "../../src/run/answer/build-brief.ts";
import { type Contribution, flatten } from "../../src/run/answer/contribution.ts";
import type { FiledHandoff } from "../../src/run/answer/filed-handoff.ts";
import type { Practice } from "../../src/run/answer/practice.ts";
import { assignIds } from "../../src/tasks/assign-ids.ts";
import type { Fact } from "../../src/domain/facts/fact.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

/** The example book on one day, with the Markdown that answers from it. */
export interface Example {
  readonly session: Session;
  readonly practice: Practice;
  readonly accounts: readonly KnownAccount[];
  readonly present: ReadonlySet<string>;
  close(): void;
}

/** Opens the example book; `references` stands for the shipped folder of that name. */
export async function openExample(asOf = "2026-11-20", references?: string): Promise<Example> {
  const folder = await demoFolder();
  const shipped = await findWorkspace({ cwd: folder, packageRoot: ROOT, demo: true });
  const workspace = references === undefined ? shipped : { ...shipped, references: [references, ...shipped.references.slice(1)] };
  const deps = { workspace, environment: readEnvironment({}), clock: fixedClock("2026-11-22T09:00:00Z"), log: silentLog };
  const session = await openSession(deps, { asOf });
  const close = (): void => {
    session.close();
    removeFolder(folder);
  };
  return {
    session,
    practice: await loadPractice(workspace, silentLog),
    accounts: await knownAccounts(session.book),
    present: await tablesWithRows(session.book),
    close,
  };
}

export interface Asked {
  readonly playbook: string;
  /** An account's id; undefined for the whole book. */
  readonly account?: string | undefined;
  readonly agent?: string;
  readonly asked?: string | undefined;
  /** What the task's ledger holds already. */
  readonly ledger?: readonly Fact[];
}

export interface Answered {
  readonly contribution: Contribution;
  readonly brief: Brief;
  readonly handoffs: readonly FiledHandoff[];
  readonly ledger: readonly Fact[];
}

const TASK = "test-2026w47";

/** Answers as `ask` does without a model, with the ledger in memory. */
export async function answer(
  { session, practice, accounts, present }: Example,
  { playbook: id, account: wanted, agent = "retention-specialist", asked, ledger = [] }: Asked,
): Promise<Answered> {
  const playbook = practice.playbooks.get(id);
  const account = accounts.find((known) => known.account === wanted);
  if (playbook === undefined || (wanted !== undefined && account === undefined))
    throw new Error(`no playbook ${id}, or no account ${wanted}`);
  const work = {
    agent,
    playbook,
    subject: account === undefined ? ({ book: "all" } as const) : { account: account.account },
    asked,
    present,
    accounts: accounts.map((known) => known.account),
    path: [],
    workOn: session.workOn,
  };
  const contribution = await analyse(work, session.context(playbook.health), practice);
  const measurements = new Map(flatten(contribution).flatMap(({ draft }) => [...draft.measurements]));
  const { facts, added } = assignIds(
    ledger,
    citedKeys(contribution).flatMap((key) => measurements.get(key) ?? []),
  );
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  const filing = { task: TASK, question: "why?", asOf: session.asOf, account: account?.account ?? null, facts: byKey };
  const handoffs = fileHandoffs(contribution, filing);
  const choice = { playbook, points: 1, ...(asked === undefined ? {} : { asked }) };
  const brief = buildBrief(contribution, {
    ...filing,
    snapshot: session.book.snapshot,
    accountName: account?.name ?? null,
    accountsOf: undefined,
    references: practice.references,
    vocabulary: await vocabularyOf(session, practice, { account, accounts, choice }),
    ownerName: await ownerNames(session, { account }),
  });
  return { contribution, brief, handoffs, ledger: [...ledger, ...added] };
}

/** Every text of an answer that a person reads. */
export function textsOf({ brief, handoffs }: Answered): string[] {
  return [
    brief.headline,
    ...brief.findings.map(({ statement }) => statement),
    ...brief.actions.map(({ what }) => what),
    ...brief.unknowns.map(({ what }) => what),
    ...handoffs.flatMap(({ reason, packet }) => [reason, packet.title, packet.asked, packet.answer ?? ""]),
  ];
}
