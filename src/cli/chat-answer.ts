import { aboutAccount, type ChatBook, type ChatState, chatTurn, withAgent, wholeQuestion } from "../app/chat.ts";
import type { Deps } from "../app/deps.ts";
import type { ModelChoice } from "../app/model-choice.ts";
import type { SharedCalls } from "../app/shared-calls.ts";
import { UserError } from "../core/errors.ts";
import type { ChatInput } from "./chat-input.ts";
import type { AskFlags } from "./commands/ask-flags.ts";
import { CHAT_LINES, slashLine, type SlashLine } from "./chat-lines.ts";
import { withParts } from "./everywhere.ts";
import type { Io } from "./io.ts";
import { paintFor } from "./render/paint.ts";
import { renderBrief } from "./render/render-brief.ts";
import { pad, wrap } from "./render/wrap.ts";
import { reportError } from "./report-error.ts";
import { startSpinner } from "./spinner.ts";

export interface Conversation {
  readonly deps: Deps;
  readonly book: ChatBook;
  readonly calls: SharedCalls;
  readonly model: ModelChoice | undefined;
  readonly flags: AskFlags;
  readonly io: Io;
  readonly input: ChatInput;
}

export interface AnsweredLine {
  readonly state: ChatState;
  readonly quit?: boolean;
  readonly failed?: boolean;
}

/** Answers one line of a conversation. What goes wrong is told, and the conversation stays where it was. */
export async function answerLine(line: string, state: ChatState, conversation: Conversation): Promise<AnsweredLine> {
  const { io, flags } = conversation;
  const stopper = new AbortController();
  try {
    const slash = slashLine(line);
    if (slash?.word === "quit") return { state, quit: true };
    if (slash !== undefined) return { state: await told(slash, state, conversation) };
    conversation.input.whileWorking(() => stopper.abort());
    return { state: await asked(line, state, conversation, stopper.signal) };
  } catch (error) {
    reportError(error, withParts(io, { signal: stopper.signal }), flags.json === true);
    return { state, failed: true };
  } finally {
    conversation.input.whileWorking(undefined);
  }
}

async function asked(
  line: string,
  state: ChatState,
  { deps, book, calls, model, flags, io }: Conversation,
  signal: AbortSignal,
): Promise<ChatState> {
  const whole = wholeQuestion(line, state, book);
  const spinner = model === undefined ? undefined : await startSpinner(io, "The team is at work …");
  const turned = await chatTurn(deps, whole, state, { calls, asOf: flags.asOf, health: flags.health, model, signal }).finally(() =>
    spinner?.stop(),
  );
  if (whole.carried.length > 0)
    deps.log.info(
      whole.question === line ? `About ${state.topic.account?.name ?? whole.account ?? "the book"}.` : `Asked as: ${whole.question}`,
    );
  const { brief, stopped } = turned.result;
  io.stdout(flags.json === true ? `${JSON.stringify(brief)}\n` : `${answerText(turned.state, io, false)}\n`);
  if (stopped !== undefined) deps.log.warn(stopped);
  return turned.state;
}

async function told({ word, rest }: SlashLine, state: ChatState, { deps, book, flags, io }: Conversation): Promise<ChatState> {
  const name = rest === "none" ? undefined : rest;
  switch (word) {
    case "account": {
      const next = rest === "" ? state : aboutAccount(state, name, book);
      io.stderr(`${next.topic.account === undefined ? "About the whole book." : `About ${next.topic.account.name}.`}\n`);
      return next;
    }
    case "agent": {
      const next = rest === "" ? state : await withAgent(state, name, deps);
      io.stderr(`${next.agent === undefined ? "The router chooses who answers." : `${next.agent} answers.`}\n`);
      return next;
    }
    case "evidence": {
      const { runEvidence } = await import("./commands/evidence-run.ts");
      await runEvidence(rest === "" ? "F1" : rest, { ...place(flags), task: lastOf(state).brief.task, limit: "10" }, io);
      return state;
    }
    case "tasks": {
      const { runTasksList } = await import("./commands/tasks-run.ts");
      await runTasksList({ ...place(flags), open: true }, io);
      return state;
    }
    case "full":
      lastOf(state);
      io.stdout(`${answerText(state, io, true)}\n`);
      return state;
    case "help":
      io.stderr(`${CHAT_LINES.map(([typed, about]) => `  ${pad(typed, 14)}  ${wrap(about, io.width - 18, 18)}`).join("\n")}\n`);
      return state;
    case "quit":
      return state;
  }
}

function place({ directory, demo, json }: AskFlags): Pick<AskFlags, "directory" | "demo" | "json"> {
  return {
    ...(directory === undefined ? {} : { directory }),
    ...(demo === undefined ? {} : { demo }),
    ...(json === undefined ? {} : { json }),
  };
}

function answerText({ last }: ChatState, io: Io, full: boolean): string {
  if (last === undefined) return "";
  return renderBrief(last.brief, { paint: paintFor(io), width: io.width, files: last.files, full });
}

function lastOf({ last }: ChatState): NonNullable<ChatState["last"]> {
  if (last === undefined) throw new UserError({ code: "nothing-asked", message: "Nothing was answered yet.", fix: "Ask something first." });
  return last;
}
