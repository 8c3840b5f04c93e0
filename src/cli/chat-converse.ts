import type { ChatState } from "../app/chat.ts";
import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import { answerLine, type Conversation } from "./chat-answer.ts";

/**
 * Answers line after line until the input ends or somebody leaves. Exit 3 where lines of a pipe could not be answered. `keep` gets every
 * line
 * that was typed.
 */
export async function converse(conversation: Conversation, begun: ChatState, keep: (line: string) => Promise<void>): Promise<ExitCode> {
  const { input, io } = conversation;
  let state = begun;
  let failed = 0;
  let interrupted = false;
  input.prompt(promptOf(state));
  for await (const event of input.events) {
    if (event.kind === "interrupt") {
      if (interrupted) break;
      interrupted = event.wasEmpty;
      if (event.wasEmpty) io.stderr("(Ctrl-C again, Ctrl-D or /quit leaves)\n");
    } else {
      interrupted = false;
      const line = event.text.trim();
      if (line !== "") {
        await keep(line);
        const answered = await answerLine(line, state, conversation);
        if (answered.quit === true) break;
        state = answered.state;
        failed += answered.failed === true ? 1 : 0;
      }
    }
    input.prompt(promptOf(state));
  }
  input.close();
  return failed > 0 && io.stdinIsTerminal !== true ? EXIT.partial : EXIT.ok;
}

function promptOf({ topic, agent }: ChatState): string {
  const about = [topic.account?.account, agent].filter((part) => part !== undefined).join(" · ");
  return about === "" ? "> " : `${about} > `;
}
