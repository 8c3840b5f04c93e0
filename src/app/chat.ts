import { knownAccounts } from "../book/known-accounts.ts";
import type { Day } from "../core/days.ts";
import type { Brief } from "../domain/brief/brief.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import { loadTeam } from "../team/load-team.ts";
import { requireAgent } from "../team/require-agent.ts";
import { ask, type AskResult } from "./ask.ts";
import { type ChatTopic, followUp, type WholeQuestion } from "./chat-follow.ts";
import type { Deps } from "./deps.ts";
import type { ModelChoice } from "./model-choice.ts";
import { type BookOptions, openWholeSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";
import type { SharedCalls } from "./shared-calls.ts";

/** What a conversation has come to. */
export interface ChatState {
  readonly topic: ChatTopic;
  /** Who answers; undefined: whom the router chooses. */
  readonly agent?: string | undefined;
  readonly last?: AskResult | undefined;
}

/** A conversation with the book: the accounts there are, and the day it looks back from. */
export interface ChatBook {
  readonly accounts: readonly KnownAccount[];
  readonly asOf: Day;
  /** Whole days between as-of and today. */
  readonly age: number;
}

export interface ChatTurn extends BookOptions {
  /** What turns share. */
  readonly calls: SharedCalls;
  readonly model?: ModelChoice | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Turned {
  readonly state: ChatState;
  readonly result: AskResult;
}

/** Reads what a conversation needs to know of the book. Throws as opening a book does. */
export async function openChat(deps: Deps, options: BookOptions): Promise<ChatBook> {
  const session = await openWholeSession(deps, options);
  try {
    return { accounts: await knownAccounts(session.book), asOf: session.asOf, age: session.age };
  } finally {
    session.close();
  }
}

/** What a line asks, by what was said before. */
export function wholeQuestion(line: string, { topic }: ChatState, { accounts, asOf }: ChatBook): WholeQuestion {
  return followUp(line, topic, accounts, asOf);
}

/** Asks a question of the conversation and moves it on. Throws as `ask` does, and leaves the conversation where it was then. */
export async function chatTurn(deps: Deps, whole: WholeQuestion, state: ChatState, turn: ChatTurn): Promise<Turned> {
  const { calls, model, signal, asOf, health } = turn;
  const carried = whole.carried.includes("account");
  const asked = { question: whole.question, account: whole.account, carried, agent: state.agent, asOf, health, model, signal };
  const result = await calls.use((shared) => ask({ ...deps, within: { shared } }, asked));
  return { state: { ...state, last: result, topic: topicOf(result.brief, whole, state.topic) }, result };
}

function topicOf({ account, account_name: name }: Brief, { question, time }: WholeQuestion, before: ChatTopic): ChatTopic {
  if (account !== null) return { question, time, account: { account, name: name ?? account } };
  return { question, time, earlier: before.account ?? before.earlier };
}

/** The conversation about another account; about the whole book for undefined. Throws UserError for an unknown one. */
export function aboutAccount(state: ChatState, name: string | undefined, { accounts }: ChatBook): ChatState {
  if (name === undefined) return { ...state, topic: {} };
  const { account, name: called } = resolveAccount(name, accounts);
  return { ...state, topic: { account: { account, name: called } } };
}

/** The conversation with another agent; with whom the router chooses for undefined. Throws UserError for an unknown one. */
export async function withAgent(state: ChatState, name: string | undefined, { workspace }: Deps): Promise<ChatState> {
  if (name === undefined) return { ...state, agent: undefined };
  const team = await loadTeam(workspace.agents, { references: workspace.references });
  return { ...state, agent: requireAgent(team, name).name };
}
