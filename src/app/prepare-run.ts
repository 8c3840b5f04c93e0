import { measure } from "../book/measure.ts";
import type { QueryContext } from "../book/queries/query.ts";
import { InternalError } from "../core/errors.ts";
import type { FactDesk } from "../domain/facts/fact-desk.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { asTier } from "../domain/health/tier.ts";
import { metricsUsed } from "../run/analyst/metrics-used.ts";
import { taskIntentOf } from "../run/answer/choose-playbook.ts";
import type { Practice } from "../run/answer/practice.ts";
import type { Seat, Shared, TeamRules } from "../run/model/consult-team.ts";
import type { ModelRunInput } from "../run/model/model-run.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import type { Assignment } from "./assignment.ts";
import { backgroundOf } from "./background.ts";
import { limitsOf, pricesOf, requireKnownPrices } from "./budget-settings.ts";
import { factDesk } from "./fact-desk.ts";
import { handoffRules } from "./handoff-rules.ts";
import type { ModelChoice } from "./model-choice.ts";
import { modelNotes } from "./model-notes.ts";
import { toolContext } from "./model-tools.ts";
import type { Session } from "./open-session.ts";
import { type SeatChoice, teamSeats } from "./team-seats.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** A model run before its first call: all but the model itself. */
export interface PreparedRun {
  readonly task: string;
  readonly context: QueryContext;
  readonly seat: Seat;
  readonly opening: ModelRunInput["task"];
  readonly shared: Omit<Shared, "model">;
  readonly rules: TeamRules;
  readonly desk: FactDesk;
}

/**
 * What the routed agent starts from: its seat, the Facts that its playbook would use, the team behind it and the limits. Throws UserError
 * where a limit in dollars cannot be kept.
 */
export async function prepareRun(
  session: Session,
  practice: Practice,
  assignment: Assignment,
  choice: ModelChoice,
  external?: SeatChoice["external"],
): Promise<PreparedRun> {
  const { workspace, clock } = session.deps;
  const { agent, account, question } = assignment;
  const { playbook } = assignment.choice;
  const context = session.context(playbook.health ?? agent.healthModel);
  const seats = await teamSeats(session.deps, practice, { llm: choice.llm ?? workspace.config.llm, web: choice.web === true, external });
  const seat = seats(agent.name);
  if (seat === undefined)
    throw new InternalError({ code: "no-seat", message: `The agent ${agent.name} was routed to but is not in the team.` });
  requireKnownPrices(session.deps, practice, seats);
  const task = choice.resume ?? (await taskOf(session, assignment));
  const desk = factDesk(context, workspace.runs, task);
  const facts = await desk.measure(assignment.subject, await openingMetrics(assignment, context));
  const vocabulary = await vocabularyOf(session, practice, assignment);
  return {
    task,
    context,
    seat,
    desk,
    opening: {
      question,
      account: account === undefined ? null : { id: account.account, name: account.name },
      background: await backgroundOf(session, account),
      facts,
    },
    shared: {
      context: toolContext(session, practice, assignment.accounts, desk, modelNotes(session, task, desk, vocabulary)),
      vocabulary,
      owners: new Set(practice.team.agents.map(({ name }) => name)),
      references: new Map(practice.references.map(({ id, file, title }) => [id, { file: `references/${file}`, id, title }])),
      clock,
      limits: limitsOf(workspace.config, choice.viaBatches === true),
      prices: pricesOf(workspace.config),
      taskId: task,
    },
    rules: handoffRules(practice, seats, asTier(facts.find((fact) => fact.metric === "health_tier")?.value)),
  };
}

async function taskOf({ deps, book, asOf }: Session, { account, choice }: Assignment): Promise<string> {
  return resolveTaskId(deps.workspace.tasks, { intent: taskIntentOf(choice), subject: account?.account ?? null, owner: book.owner, asOf });
}

/** The metrics of the playbook that have a value here. */
async function openingMetrics({ choice, subject }: Assignment, context: QueryContext): Promise<string[]> {
  const looked = [...metricsUsed(choice.playbook), ...(choice.asked === undefined ? [] : [choice.asked])].filter(
    (name) => "account" in subject || METRICS.get(name)?.about === "book",
  );
  return (await measure(context, subject, looked)).filter(({ value }) => value !== null).map(({ metric }) => metric);
}
