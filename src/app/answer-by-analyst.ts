import type { QueryContext } from "../book/queries/query.ts";
import { tablesWithRows } from "../book/tables-with-rows.ts";
import { analyse } from "../run/analyst/analyse.ts";
import { fileHandoffs } from "../run/analyst/file-handoffs.ts";
import { buildBrief, citedKeys } from "../run/answer/build-brief.ts";
import { type Contribution, flatten } from "../run/answer/contribution.ts";
import { taskIntentOf } from "../run/answer/choose-playbook.ts";
import { nameHealthModel } from "../run/answer/name-health-model.ts";
import type { Practice } from "../run/answer/practice.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import type { Day } from "../core/days.ts";
import type { Brief, Unknown } from "../domain/brief/brief.ts";
import { namedPeriod } from "../domain/questions/named-period.ts";
import { namesATime } from "../domain/questions/names-a-time.ts";
import { otherCommand } from "../domain/questions/other-command.ts";
import type { Assignment } from "./assignment.ts";
import { nearRowsUnknown } from "./near-rows-unknown.ts";
import { ownerNames } from "./owner-names.ts";
import type { Session } from "./open-session.ts";
import { fileAnswer } from "./file-answer.ts";
import { quotedReferences } from "./quoted-references.ts";
import { vocabularyOf } from "./vocabulary.ts";

export interface Answer {
  readonly brief: Brief;
  readonly files: readonly string[];
  readonly stopped: string | undefined;
}

/** The answer without a model: the playbook's own, with the work it hands on, written to the task's files. */
export async function answerByAnalyst(session: Session, practice: Practice, assignment: Assignment): Promise<Answer> {
  const { workspace } = session.deps;
  const { choice, account, agent, question } = assignment;
  const context = session.context(choice.playbook.health ?? agent.healthModel);
  const computed = await analyse(
    {
      agent: agent.name,
      playbook: choice.playbook,
      subject: assignment.subject,
      asked: choice.asked,
      earlier: choice.lookFrom !== undefined,
      accounts: assignment.accounts.map((known) => known.account),
      present: await tablesWithRows(session.book),
      path: [],
      workOn: session.workOn,
    },
    context,
    practice,
  );
  const timed = namesATime(question) && choice.timed !== true ? [OTHER_TIME] : [];
  const near = await nearRowsUnknown(session.book, account?.account);
  const contribution = withUnknowns([...elsewhere(assignment, session.asOf), ...near], modelNamed(computed, session, context), timed);
  const task = await resolveTaskId(workspace.tasks, {
    intent: taskIntentOf(choice),
    subject: account?.account ?? null,
    owner: session.book.owner,
    asOf: session.asOf,
  });
  const measurements = new Map(flatten(contribution).flatMap(({ draft }) => [...draft.measurements]));
  const cited = citedKeys(contribution).flatMap((key) => measurements.get(key) ?? []);
  const facts = await recordFacts(workspace.runs, task, cited);
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  const handoffs = fileHandoffs(contribution, { task, question, asOf: session.asOf, account: account?.account ?? null, facts: byKey });
  const brief = buildBrief(contribution, {
    question,
    asOf: session.asOf,
    snapshot: session.book.snapshot,
    account: account?.account ?? null,
    accountName: account?.name ?? null,
    accountsOf: session.book.owner,
    task,
    facts: byKey,
    vocabulary: await vocabularyOf(session, practice, assignment),
    references: practice.references,
    quoted: quotedReferences(assignment, practice),
    ownerName: await ownerNames(session, assignment),
  });
  const filed = await fileAnswer(session, brief, { title: choice.playbook.title, context, account, handoffs, team: practice.team });
  return { ...filed, stopped: undefined };
}

/** Lists score by the workspace's model; an agent that has another says so beside its first score. */
function modelNamed(contribution: Contribution, session: Session, { scope }: QueryContext): Contribution {
  const isOther = scope.health !== session.context().scope.health;
  return isOther ? { ...contribution, draft: nameHealthModel(contribution.draft, scope.health) } : contribution;
}

const OTHER_TIME: Unknown = {
  what: "what the figures were in the time you name: they look back from as-of over windows of their own, which each Fact states",
  needs: "`echo-cs metrics --from DAY --to DAY` for a period, or --as-of DAY to look back from an earlier day",
};

/** What the question wants that another command makes; a question for one figure wants no more than it. */
function elsewhere({ question, account, choice }: Assignment, asOf: Day): readonly Unknown[] {
  const other =
    choice.asked === undefined
      ? otherCommand({ question, account: account?.account, asOf, period: namedPeriod(question, asOf) })
      : undefined;
  return other === undefined ? [] : [other];
}

function withUnknowns(first: readonly Unknown[], contribution: Contribution, last: readonly Unknown[]): Contribution {
  return { ...contribution, draft: { ...contribution.draft, unknowns: [...first, ...contribution.draft.unknowns, ...last] } };
}
