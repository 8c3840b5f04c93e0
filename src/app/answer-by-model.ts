import { join } from "node:path";
import { measure } from "../book/measure.ts";
import { addDays } from "../core/days.ts";
import { InternalError } from "../core/errors.ts";
import { asTier } from "../domain/health/tier.ts";
import { anthropicModel } from "../llm/anthropic.ts";
import { maskedModel } from "../llm/masked-model.ts";
import { masker } from "../llm/masker.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { metricsUsed } from "../run/analyst/metrics-used.ts";
import { buildModelBrief } from "../run/answer/build-model-brief.ts";
import type { Practice } from "../run/answer/practice.ts";
import { DEFAULT_LIMITS } from "../run/model/budget.ts";
import { runTeam, stopText, type TeamRules } from "../run/model/consult-team.ts";
import { fileJournal } from "../run/model/write-journal.ts";
import { checkHandoff } from "../team/policy/check-handoff.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import type { Answer } from "./answer-by-analyst.ts";
import type { Assignment } from "./assignment.ts";
import { backgroundOf } from "./background.ts";
import { factDesk } from "./fact-desk.ts";
import { fileAnswer } from "./file-answer.ts";
import { peopleOf } from "../book/people-of.ts";
import type { ModelChoice } from "./model-choice.ts";
import { toolContext } from "./model-tools.ts";
import type { Session } from "./open-session.ts";
import { ownerNames } from "./owner-names.ts";
import { teamSeats } from "./team-seats.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** A packet nobody named a date for is due in a week. */
const DEADLINE_DAYS = 7;

/**
 * The routed agent's answer: it gets the Facts its playbook would use, fetches more with its tools, may hand work on, and its Brief is
 * verified. Throws ModelError where the model or the way to it fails; nothing but the transcript and the Facts is written then.
 */
export async function answerByModel(
  session: Session,
  practice: Practice,
  assignment: Assignment,
  choice: ModelChoice,
  signal?: AbortSignal,
): Promise<Answer> {
  const { workspace, clock, log } = session.deps;
  const { agent, account, accounts, question, subject } = assignment;
  const { playbook } = assignment.choice;
  const context = session.context(playbook.health ?? agent.healthModel);
  const background = await backgroundOf(session, account);
  const seats = await teamSeats(session.deps, practice, choice.llm ?? workspace.config.llm, background);
  const seat = seats(agent.name);
  if (seat === undefined)
    throw new InternalError({ code: "no-seat", message: `The agent ${agent.name} was routed to but is not in the team.` });
  const direct = anthropicModel({
    apiKey: choice.apiKey,
    authToken: choice.authToken,
    baseUrl: choice.baseUrl,
    log,
    aliases: workspace.config.models,
  });
  const task = await resolveTaskId(workspace.tasks, {
    intent: playbook.intent,
    subject: account?.account ?? null,
    owner: session.book.owner,
    asOf: session.asOf,
  });
  const desk = factDesk(context, workspace.runs, task);
  const looked = [...metricsUsed(playbook), ...(assignment.choice.asked === undefined ? [] : [assignment.choice.asked])].filter(
    (name) => "account" in subject || METRICS.get(name)?.about === "book",
  );
  const wanted = (await measure(context, subject, looked)).filter((fact) => fact.value !== null);
  const facts = await desk.measure(
    subject,
    wanted.map((fact) => fact.metric),
  );
  const tier = asTier(facts.find((fact) => fact.metric === "health_tier")?.value);
  const rules: TeamRules = {
    seatOf: seats,
    refuse: (request) => {
      const verdict = checkHandoff(
        {
          from: request.from,
          to: request.to,
          mode: request.mode,
          reason: request.reason,
          depth: request.chain.length,
          path: request.chain,
          account: { tier },
        },
        practice.team,
      );
      return verdict.allowed ? undefined : `${verdict.rule}: ${verdict.reason}`;
    },
    file: async () => ({ answer: "Filed: nobody of this team answers for them, so a packet waits on disk.", complete: true }),
  };
  const { budget } = workspace.config;
  const show = choice.onSentence;
  const vocabulary = await vocabularyOf(session, practice, assignment);
  const model = workspace.config.privacy?.mask === false ? direct : maskedModel(direct, masker(await peopleOf(session.book)));
  const result = await runTeam(
    seat,
    { question, account: account === undefined ? null : { id: account.account, name: account.name }, facts },
    {
      context: toolContext(session, practice, accounts, desk),
      model,
      vocabulary,
      owners: new Set(practice.team.agents.map(({ name }) => name)),
      references: new Map(practice.references.map(({ id, file, title }) => [id, { file: `references/${file}`, id, title }])),
      clock,
      limits: {
        turns: budget?.turns ?? DEFAULT_LIMITS.turns,
        tokens: budget?.tokens ?? DEFAULT_LIMITS.tokens,
        seconds: budget?.seconds ?? DEFAULT_LIMITS.seconds,
      },
      journal: fileJournal(join(workspace.runs, task, "transcript.ndjson"), clock),
      signal,
      ...(show === undefined ? {} : { onPreview: ({ template }: { readonly template: string }) => show(template) }),
    },
    rules,
  );
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
    facts: desk.issued(),
    deadline: addDays(session.asOf, DEADLINE_DAYS),
    ownerName: await ownerNames(session, assignment),
    isOutside: (name) => seats(name) === undefined || practice.team.agents.find((one) => one.name === name)?.lane === "partners",
    correction: assignment.correction,
  });
  const filed = await fileAnswer(session, brief, { title: playbook.title, context, account, handoffs, team: practice.team });
  return { ...filed, stopped: result.stop === null ? undefined : `The run ${stopText(result.stop)}; this is what it had.` };
}
