import { relative, sep } from "node:path";
import { measure } from "../book/measure.ts";
import type { QueryContext } from "../book/queries/query.ts";
import type { Brief } from "../domain/brief/brief.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import type { FiledHandoff } from "../run/answer/filed-handoff.ts";
import { saveBrief } from "../tasks/brief-store.ts";
import type { Insight } from "../tasks/insights.ts";
import type { TaskContext } from "../tasks/task-context.ts";
import { taskKey } from "../tasks/task-id.ts";
import { accountTodoId, type Todo } from "../tasks/todo-line.ts";
import { writeTracking } from "../tasks/write-tracking.ts";
import type { Team } from "../team/team.ts";
import { filePackets } from "./file-packets.ts";
import { recalled } from "./recalled.ts";
import { circumstancesOf } from "./handoff-circumstances.ts";
import { requiredPackets } from "./required-packets.ts";
import type { Session } from "./open-session.ts";
import { FIGURES, healthCriteria, segmentRows } from "./task-figures.ts";

export interface Filing {
  /** The playbook's title: what the task is for. */
  readonly title: string;
  /** The health model that judges. */
  readonly context: QueryContext;
  readonly account: KnownAccount | undefined;
  readonly handoffs: readonly FiledHandoff[];
  readonly team: Team;
}

type Figures = ReadonlyMap<string, readonly Measurement[]>;

export interface FiledAnswer {
  readonly brief: Brief;
  /** Files written or updated, relative to the workspace. */
  readonly files: readonly string[];
}

/** Files an answer: one packet a handoff, the brief, and the task's three tracking files. */
export async function fileAnswer(session: Session, draft: Brief, filing: Filing): Promise<FiledAnswer> {
  const { workspace, log } = session.deps;
  const { account, team } = filing;
  const circumstances = account === undefined ? undefined : await circumstancesOf(account.account, filing.context, workspace, log);
  const required = requiredPackets(draft, filing.handoffs, { team, openDeal: circumstances?.openDeal === true });
  const { brief: filed, files: packets } = await filePackets(session, draft, [...filing.handoffs, ...required], { team, circumstances });
  const remembered = await recalled(session, account);
  const brief: Brief = remembered.length === 0 ? filed : { ...filed, remembered };
  await saveBrief(workspace.runs, brief);
  const accounts = filing.account === undefined ? accountsIn(brief) : [filing.account.account];
  const figures = new Map<string, readonly Measurement[]>();
  for (const account of accounts) figures.set(account, await measure(filing.context, { account }, FIGURES));
  const tracking = await writeTracking(workspace.tasks, {
    context: taskContext(brief, filing, figures),
    todos: todos(brief, figures),
    insights: insights(brief),
  });
  for (const kept of tracking.kept) log.info(`Kept as you wrote it: ${kept}`);
  for (const { aside } of tracking.files) if (aside !== undefined) log.warn(`The file was being changed; ECHO's version lies in ${aside}.`);
  return {
    brief,
    files: [...new Set([...tracking.files.map(({ file }) => relative(workspace.root, file).split(sep).join("/")), ...packets])],
  };
}

function taskContext(brief: Brief, { title, context }: Filing, figures: Figures): TaskContext {
  return {
    task: brief.task,
    key: taskKey({ intent: brief.intent, subject: brief.account, owner: brief.accounts_of }),
    status: "open",
    opened: brief.asOf,
    asOf: brief.asOf,
    updatedAsOf: brief.asOf,
    agent: brief.agent,
    lane: brief.lane,
    snapshot: brief.snapshot,
    stage: brief.findings.some(({ kind }) => kind === "cause") ? "at risk" : "open",
    title: `${title}: ${brief.account_name ?? (brief.accounts_of === undefined ? "the whole book" : `the accounts of ${brief.accounts_of}`)}`,
    goal: `${title}.\n\n${brief.headline}`,
    segments: segmentRows(figures),
    health: healthCriteria(context, brief.account === null ? undefined : figures.get(brief.account)),
    question: brief.question,
  };
}

function todos(brief: Brief, figures: Figures): Todo[] {
  const reviews = [...figures].map(([account, known]): Todo => ({
    id: accountTodoId(account),
    section: "Accounts to review",
    what: `Review ${String(known[0]?.value ?? account)}`,
    owner: brief.agent,
  }));
  const steps = brief.actions.map((action, index): Todo => ({
    id: action.step === undefined ? `step-${index + 1}` : `${action.playbook ?? brief.intent}/${action.step}`,
    section: "Steps",
    what: action.what,
    owner: action.owner,
    due: action.due,
    ...(action.owner_name === undefined ? {} : { owner_name: action.owner_name }),
  }));
  return [...reviews, ...steps];
}

function insights(brief: Brief): Insight[] {
  const doubted = new Set(brief.verification.unverified.map(({ where }) => where));
  const verified = brief.findings.filter((_, index) => !doubted.has(`findings[${index}]`));
  const kept = verified.filter(
    (finding) => finding.kind === "cause" || finding.kind === "risk" || (finding.kind === "strength" && brief.intent === "expansion"),
  );
  return kept.map((finding): Insight => ({
    section: finding.kind === "strength" ? "Expansion opportunities" : "At-risk customers and reasons",
    key: [subjectOf(finding.facts, brief), finding.agent ?? brief.agent, finding.id ?? finding.template].join("/"),
    date: brief.asOf,
    text: finding.statement,
    facts: finding.facts,
  }));
}

function subjectOf(ids: readonly string[], brief: Brief): string {
  const subject = brief.facts.find((fact) => ids.includes(fact.id))?.subject;
  return subject !== undefined && "account" in subject ? subject.account : (brief.account ?? "book");
}

function accountsIn(brief: Brief): string[] {
  return [...new Set(brief.facts.flatMap(({ subject }) => ("account" in subject ? [subject.account] : [])))];
}
