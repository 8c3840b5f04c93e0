import type { QueryContext } from "../book/queries/query.ts";
import { addDays } from "../core/days.ts";
import { Interrupted } from "../core/errors.ts";
import type { Fact } from "../domain/facts/fact.ts";
import type { Masker } from "../llm/masker.ts";
import { buildModelBrief } from "../run/answer/build-model-brief.ts";
import type { Practice } from "../run/answer/practice.ts";
import { runTeam, stopText, type Seat } from "../run/model/consult-team.ts";
import type { Stop } from "../run/model/step.ts";
import type { ModelRunResult } from "../run/model/model-run.ts";
import type { Asked } from "../run/model/run-event.ts";
import type { Answer } from "./answer-by-analyst.ts";
import type { Assignment } from "./assignment.ts";
import type { Deps } from "./deps.ts";
import type { ExternalTools } from "./external-tools.ts";
import { fileAnswer } from "./file-answer.ts";
import { modelClient, type ModelAccess } from "./model-client.ts";
import type { ModelChoice } from "./model-choice.ts";
import { openRun } from "./open-run.ts";
import type { Session } from "./open-session.ts";
import { ownerNames } from "./owner-names.ts";
import { peopleMasker } from "./people-masker.ts";
import { prepareRun } from "./prepare-run.ts";
import { showRun } from "./run-show.ts";

/** A packet nobody named a date for is due in a week. */
const DEADLINE_DAYS = 7;

/**
 * The routed agent's answer: it gets the Facts its playbook would use, fetches more with its tools, may hand work on, and its Brief is
 * verified. Throws ModelError where the model or the way to it fails, Interrupted where a person stopped it; nothing but the transcript and
 * the Facts is written then.
 */
export async function answerByModel(
  session: Session,
  practice: Practice,
  assignment: Assignment,
  choice: ModelChoice,
  signal?: AbortSignal,
): Promise<Answer> {
  const people = await peopleMasker(session.book);
  const external = await choice.external?.(practice.team.agents.flatMap(({ grants }) => grants.unknown));
  try {
    return await answer(session, practice, assignment, { choice, people, external, signal });
  } finally {
    await external?.close();
  }
}

interface Surroundings {
  readonly choice: ModelChoice;
  readonly people: Masker;
  readonly external: ExternalTools | undefined;
  readonly signal: AbortSignal | undefined;
}

async function answer(session: Session, practice: Practice, assignment: Assignment, at: Surroundings): Promise<Answer> {
  const { choice, people, external, signal } = at;
  const { account, agent, question } = assignment;
  const mask = session.deps.workspace.config.privacy?.mask === false ? (text: string) => text : people.mask;
  const run = await prepareRun(session, practice, assignment, choice, external && ((grants) => external.toolsFor(grants, mask)));
  const { task, context } = run;
  const asked: Asked = {
    question,
    task,
    asOf: session.asOf,
    snapshot: session.book.snapshot,
    agent: agent.name,
    account: account?.account,
    health: context.scope.health,
    owner: session.deps.owner,
    llm: choice.llm,
    web: choice.web,
    ...(choice.viaBatches === true ? { via: "batches" } : {}),
  };
  const show = choice.onSentence;
  const journal = await openRun(session.deps, asked, choice.resume !== undefined, choice.onEvent);
  const preview = show === undefined ? {} : { onPreview: ({ template }: { readonly template: string }) => show(template) };
  let access: ModelAccess | undefined;
  let result: ModelRunResult;
  try {
    access = await modelClient(session, choice, people);
    const { model } = access;
    result = await runTeam(run.seat, run.opening, { ...run.shared, ...preview, model, journal, signal }, run.rules);
  } finally {
    await journal.close();
    await access?.close();
  }
  if (result.stop?.reason === "interrupted") throw interrupted(task);
  await trace(session.deps, task);
  await access.finish();
  const filed = await fileResult(result, {
    session,
    practice,
    assignment,
    context,
    task,
    facts: run.desk.issued(),
    seats: run.rules.seatOf,
  });
  return { ...filed, stopped: result.stop === null ? undefined : stoppedText(result.stop) };
}

function stoppedText(stop: Stop): string {
  const raise = stop.limit === undefined ? "" : ` To give it more, raise budget.${stop.reason} in echo.yaml.`;
  return `The run ${stopText(stop)}; this is what it had.${raise}`;
}

/** Sends the run's spans where the environment names an exporter. */
async function trace(deps: Deps, task: string): Promise<void> {
  const { traces } = deps.environment;
  // A job of a queue has no transcript here to make spans of.
  if (traces === undefined || deps.within?.job?.journal !== undefined) return;
  const { exportTrace } = await import("./trace-run.ts");
  const failure = await exportTrace(await showRun(deps, task), traces);
  if (failure !== undefined) deps.log.warn(`The trace was not exported: ${failure}.`);
}

function interrupted(task: string): Interrupted {
  return new Interrupted({
    code: "interrupted",
    message: "stopped. Everything up to here is saved.",
    fix: `Go on with it: echo-cs ask --resume ${task}`,
  });
}

interface Circumstances {
  readonly session: Session;
  readonly practice: Practice;
  readonly assignment: Assignment;
  readonly context: QueryContext;
  readonly task: string;
  readonly facts: readonly Fact[];
  readonly seats: (name: string) => Seat | undefined;
}

async function fileResult(result: ModelRunResult, at: Circumstances): Promise<Omit<Answer, "stopped">> {
  const { session, practice, assignment, context, task, facts, seats } = at;
  const { agent, account, question } = assignment;
  const { playbook } = assignment.choice;
  const { brief, handoffs } = buildModelBrief(result, {
    question,
    asOf: session.asOf,
    snapshot: session.book.snapshot,
    account: account?.account ?? null,
    accountName: account?.name ?? null,
    accountsOf: session.book.owner,
    task,
    intent: playbook.intent,
    agent: agent.name,
    lane: agent.lane ?? "none",
    facts,
    deadline: addDays(session.asOf, DEADLINE_DAYS),
    ownerName: await ownerNames(session, assignment),
    isOutside: (name) => seats(name) === undefined || practice.team.agents.find((one) => one.name === name)?.lane === "partners",
    correction: assignment.correction,
  });
  return fileAnswer(session, brief, { title: playbook.title, context, account, handoffs, team: practice.team });
}
