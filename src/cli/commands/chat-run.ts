import { aboutAccount, type ChatState, openChat, withAgent } from "../../app/chat.ts";
import { openChatHistory } from "../../app/chat-history.ts";
import { sharedCalls } from "../../app/shared-calls.ts";
import { UserError } from "../../core/errors.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { converse } from "../chat-converse.ts";
import { pipedInput, terminalInput } from "../chat-input.ts";
import { completeLine } from "../chat-lines.ts";
import { chooseModel } from "../choose-model.ts";
import type { Io } from "../io.ts";
import { mcpOf } from "../mcp-of.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";
import type { AskFlags } from "./ask-flags.ts";

/** Runs `chat` until the input ends or somebody leaves. Exit 3 where lines of a pipe could not be answered. */
export async function runChat(flags: AskFlags, io: Io): Promise<ExitCode> {
  const isTyped = io.stdinIsTerminal === true;
  if (isTyped && io.mayAsk === false && flags.json !== true)
    throw new UserError({
      code: "no-conversation",
      message: "With --no-input nobody can be talked to.",
      fix: "Leave it out, or pipe the questions in.",
    });
  const deps = await wire(io, flags);
  const chosen = await chooseModel(deps, flags);
  const book = await openChat(deps, flags);
  sayAge(deps.log, book.asOf, book.age);
  const begun = flags.account === undefined ? { topic: {} } : aboutAccount({ topic: {} }, flags.account, book);
  const state: ChatState = await withAgent(begun, flags.agent, deps);
  const model = chosen === undefined ? undefined : { ...chosen, external: mcpOf(deps, io) };
  const history = isTyped ? await openChatHistory(deps.workspace) : undefined;
  const input =
    history === undefined ? pipedInput(io) : terminalInput({ history: history.lines, complete: (line) => completeLine(line, book) });
  if (isTyped) io.stderr("Ask about an account or the book. /help tells what else there is, /quit or Ctrl-D ends it.\n");
  const calls = sharedCalls(deps);
  try {
    return await converse({ deps, book, calls, model, flags, io, input }, state, async (line) => history?.add(line));
  } finally {
    await calls.close();
  }
}
