import { accountOwners } from "../book/account-owners.ts";
import { knownAccounts } from "../book/known-accounts.ts";
import { knownValues } from "../book/known-values.ts";
import { measure } from "../book/measure.ts";
import { InternalError, UserError } from "../core/errors.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { Subject } from "../domain/facts/fact.ts";
import { askedOfAccount } from "../domain/questions/account-question.ts";
import { namedOwner } from "../domain/questions/named-owner.ts";
import { asTier, type Tier } from "../domain/health/tier.ts";
import { choosePlaybook, leaderOf, type PlaybookChoice } from "../run/answer/choose-playbook.ts";
import type { QuestionContext } from "../run/answer/fit-question.ts";
import type { Practice } from "../run/answer/practice.ts";
import type { Agent } from "../team/agent.ts";
import { contradiction } from "../team/contradiction.ts";
import { type Route, route } from "../team/route/route.ts";
import { requireAgent } from "../team/require-agent.ts";
import { findAgent } from "../team/team.ts";
import type { Assignment } from "./assignment.ts";
import { carriedAccount, refuseLoneWord } from "./carried-account.ts";
import { comparedAccounts, refuseUnknownPartner } from "./compared-accounts.ts";
import type { Session } from "./open-session.ts";
import { outOfScope } from "./out-of-scope.ts";
import { callNeutrally } from "../domain/accounts/call-neutrally.ts";
import { accountInQuestion, resolveAccount } from "./resolve-account.ts";

export interface UnderstandInput {
  readonly question: string;
  /** --account: overrides what the question says. */
  readonly account?: string | undefined;
  /** True where `account` is only the one that was talked about before: another name in the question is not overridden. */
  readonly carried?: boolean | undefined;
  /** --agent: overrides the router. */
  readonly agent?: string | undefined;
}

/** Who answers a question about somebody's accounts that nobody else does. */
const OF_AN_OWNER = "customer-success-manager";
/** Words of a question that a playbook must answer to, for the question to be in scope by that alone. */
const PLAINLY = 2;
/** Points that a playbook has for its agent alone, without a word of the question. */
const OWN_BUSINESS = 0.3;

/** Finds out what a question is about, whose business it is and which playbook answers it. Throws UserError for an unknown account and for a question that is nobody's. */
export async function understand(
  session: Session,
  practice: Practice,
  input: UnderstandInput,
): Promise<{ assignment: Assignment; routed: Route }> {
  const { question } = input;
  const accounts = await knownAccounts(session.book);
  const compared = input.account === undefined ? comparedAccounts(question, accounts) : undefined;
  refuseUnknownPartner(question, compared, accounts);
  if (compared !== undefined) return compareAccounts(session, practice, input, compared);
  const owner = namedOwner(
    question,
    (await accountOwners(session.book)).map(({ name }) => name),
  );
  // A colleague's name is no account's.
  const whose = owner === undefined ? question : withoutName(question, owner);
  const account =
    input.account === undefined
      ? accountNamed(whose, accounts, practice)
      : input.carried === true
        ? await carriedAccount(input.account, whose, accounts, session.book, wordsOfPlaybooks(practice))
        : resolveAccount(input.account, accounts);
  const asked = account === undefined ? whose : callNeutrally(whose, account);
  const context = { asOf: session.asOf, known: await knownValues(session.book), owner: account === undefined ? owner : undefined };
  const tier = account === undefined ? null : await tierOf(session, account);
  const routed = route({ text: question, ...(account === undefined ? {} : { account: { name: account.name, tier } }) }, practice.team);
  const about = account === undefined ? "book" : "account";
  const wanted = agentFor(
    input.agent ?? routed.agent ?? leaderByPlaybook(asked, about, practice, context) ?? (owner === undefined ? null : OF_AN_OWNER),
    account !== undefined,
    practice,
  );
  const first = choosePlaybook(asked, about, practice.playbooks, wanted.name, context);
  if (first === undefined) throw new InternalError({ code: "no-playbook", message: "No playbook is shipped for this question." });
  if (input.carried === true && first.points <= OWN_BUSINESS) refuseLoneWord(whose, accounts);
  const agent = input.agent === undefined && account !== undefined ? ledBy(first, wanted, routed.lane, practice) : wanted;
  const choice = agent === wanted ? first : (choosePlaybook(asked, about, practice.playbooks, agent.name, context) ?? first);
  const subject: Subject = account === undefined ? { book: "all" } : { account: account.account };
  return {
    assignment: {
      question,
      agent,
      choice,
      account,
      accounts,
      subject,
      owner: account === undefined ? owner : undefined,
      correction: contradiction(practice.references, question),
    },
    routed,
  };
}

function withoutName(question: string, name: string): string {
  const words = new Set(name.toLowerCase().split(/\s+/));
  return question
    .split(/(?<=\s)|(?=\s)/)
    .filter((word) => !words.has(word.toLowerCase().replaceAll(/['’]s\b|[^\p{L}\p{N}]/gu, "")))
    .join("");
}

function wordsOfPlaybooks({ playbooks }: Practice): string[] {
  return [...playbooks.values()].flatMap(({ asks }) => asks.flatMap((phrase) => phrase.toLowerCase().split(/\s+/)));
}

/** The account a question names. A name that no account has, in a question that is nobody's business, is no account's: it is out of scope. */
function accountNamed(question: string, accounts: readonly KnownAccount[], practice: Practice): KnownAccount | undefined {
  try {
    return accountInQuestion(question, accounts);
  } catch (error) {
    if (error instanceof UserError && error.code === "unknown-account" && !isInScope(question, practice)) throw outOfScope(practice);
    throw error;
  }
}

function isInScope(question: string, practice: Practice): boolean {
  return (
    askedOfAccount(question) !== undefined ||
    route({ text: question }, practice.team).agent !== null ||
    leaderByPlaybook(question, "book", practice) !== null
  );
}

function compareAccounts(
  session: Session,
  practice: Practice,
  { question, agent }: UnderstandInput,
  accounts: readonly KnownAccount[],
): { assignment: Assignment; routed: Route } {
  const routed = route({ text: question }, practice.team);
  const playbook = practice.playbooks.get("comparison");
  if (playbook === undefined) throw new InternalError({ code: "no-playbook", message: "The playbook comparison.md is missing." });
  const subject: Subject = { book: session.book.owner ?? "all" };
  const correction = contradiction(practice.references, question);
  return {
    assignment: {
      question,
      agent: agentFor(agent ?? routed.agent ?? "customer-success-manager", true, practice),
      choice: { playbook, points: 1 },
      account: undefined,
      accounts,
      compared: true,
      subject,
      correction,
    },
    routed,
  };
}

async function tierOf(session: Session, account: KnownAccount): Promise<Tier | null> {
  const [fact] = await measure(session.context(), { account: account.account }, ["health_tier"]);
  return asTier(fact?.value);
}

/** Where the router is not sure, a question that a playbook plainly answers is the business of the agent whose playbook it is. */
function leaderByPlaybook(question: string, about: "account" | "book", { playbooks }: Practice, context?: QuestionContext): string | null {
  const choice = choosePlaybook(question, about, playbooks, "", context);
  const enough = Math.min(PLAINLY, question.trim().split(/\s+/).length);
  return choice === undefined || choice.points < enough ? null : (leaderOf(choice.playbook.intent) ?? null);
}

/** The lane whose agents receive what others learn across customers; about one customer none of them leads an answer, and their tables let them ask nobody. */
const RECEIVING = "partners";

function ledBy({ playbook, points }: PlaybookChoice, agent: Agent, lane: string, { team }: Practice): Agent {
  const leader = points >= 1 && lane === RECEIVING ? leaderOf(playbook.intent) : undefined;
  return leader === undefined ? agent : (findAgent(team, leader) ?? agent);
}

function agentFor(name: string | null, aboutAccount: boolean, practice: Practice): Agent {
  const { team } = practice;
  if (name !== null) return requireAgent(team, name);
  const agent = findAgent(team, aboutAccount ? "customer-success-manager" : "");
  if (agent === undefined) throw outOfScope(practice);
  return agent;
}
