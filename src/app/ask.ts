import { knownAccounts } from "../book/known-accounts.ts";
import { UserError } from "../core/errors.ts";
import type { Brief } from "../domain/brief/brief.ts";
import type { Practice } from "../run/answer/practice.ts";
import type { Route } from "../team/route/route.ts";
import type { Assignment } from "./assignment.ts";
import { answerByAnalyst } from "./answer-by-analyst.ts";
import type { Deps } from "./deps.ts";
import { loadPractice } from "./load-practice.ts";
import type { ModelChoice } from "./model-choice.ts";
import { type BookOptions, openWholeSession, type Session } from "./open-session.ts";
import { refuseUnanswered } from "./refuse-unanswered.ts";
import { understand, type UnderstandInput } from "./understand.ts";

export interface AskInput extends BookOptions, UnderstandInput {
  readonly account?: string | undefined;
  /** The model to answer with, or undefined for the analyst. */
  readonly model?: ModelChoice | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface AskResult {
  readonly brief: Brief;
  readonly route: Route;
  /** Files written or updated, inside the workspace. */
  readonly files: readonly string[];
  /** Whole days between as-of and today. */
  readonly age: number;
  /** A budget that ended the run early, in words. */
  readonly stopped: string | undefined;
}

/**
 * Answers a question from the book: by the routed agent's playbook, or by a model run where one is given. Writes the task's tracking
 * files, its facts and the packets of handoffs. Throws UserError for an unknown account or a question that is not the team's.
 */
export async function ask(deps: Deps, input: AskInput): Promise<AskResult> {
  return withAssignment(deps, input, async ({ session, practice, assignment, routed }) => {
    if (input.model === undefined) {
      refuseUnanswered(assignment, practice);
      return { ...(await answerByAnalyst(session, practice, assignment)), route: routed, age: session.age };
    }
    const { answerByModel } = await import("./answer-by-model.ts");
    const answer = await answerByModel(session, practice, assignment, input.model, input.signal);
    return { ...answer, route: routed, age: session.age };
  });
}

/** What a question is answered from, once it is understood. */
export interface Understood {
  readonly session: Session;
  readonly practice: Practice;
  readonly assignment: Assignment;
  readonly routed: Route;
}

/** Opens the book, understands the question and hands both to `use`. Throws UserError as `ask` does. */
export async function withAssignment<T>(
  deps: Deps,
  input: BookOptions & UnderstandInput,
  use: (understood: Understood) => Promise<T>,
): Promise<T> {
  if (input.question.trim() === "")
    throw new UserError({
      code: "no-question",
      message: "There is no question.",
      fix: 'Ask in quotes: echo-cs ask "why is Acme churning?"',
    });
  const whole = await openWholeSession(deps, input);
  try {
    const practice = await loadPractice(deps.workspace, deps.log, deps.within);
    const { assignment, routed } = await understand(whole, practice, input);
    const narrowed = await narrowedToOwner(whole, assignment);
    return await use({ ...narrowed, session: lookingAt(narrowed.session, narrowed.assignment), practice, routed });
  } finally {
    whole.close();
  }
}

/** The session in which figures of a period are of the days that the question names, and others are looked back at from the end of them. */
function lookingAt(session: Session, { choice: { period, lookFrom } }: Assignment): Session {
  if (period === undefined && lookFrom === undefined) return session;
  return {
    ...session,
    context: (health) => {
      const context = session.context(health);
      return { ...context, scope: { ...context.scope, asOf: lookFrom ?? context.scope.asOf, period } };
    },
  };
}

/** A question of the book is one of the owner's accounts; one that names its accounts is not narrowed, whoever owns them. */
async function narrowedToOwner(whole: Session, assignment: Assignment): Promise<{ session: Session; assignment: Assignment }> {
  if (assignment.account !== undefined || assignment.compared === true) return { session: whole, assignment };
  const session = await whole.narrowed(assignment.owner);
  const { owner } = session.book;
  if (owner === undefined) return { session, assignment };
  return { session, assignment: { ...assignment, accounts: await knownAccounts(session.book), subject: { book: owner } } };
}
