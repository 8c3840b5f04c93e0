import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { AskFlags } from "./ask-flags.ts";

/** Declares `echo-cs chat`; what it does is loaded when it runs. */
export function chatCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("chat"))
    .summary("ask one question after the other")
    .description(
      'A conversation with the book: every line is a question, and the account and time of the last one carry over, so that "and its tickets?" is understood. Lines that begin with a slash are for the conversation: /help lists them. Works without a key; with one the agents answer. In a pipe every line is answered in turn.',
    )
    .option("--account <name>", "the account it begins with")
    .option("--agent <name>", "who answers, instead of the router's choice")
    .option("--llm <name>", "language model: haiku, sonnet, opus or a full id")
    .option("--web", "let agents whose tools list holds WebSearch or WebFetch use them")
    .option("--log-level <level>", "how much is told on stderr: warn, info or debug (default info)")
    .option("--no-model", "never call a model, even with a key")
    .action(async (flags: AskFlags) => {
      const { runChat } = await import("./chat-run.ts");
      setExit(await runChat(flags, io));
    });
  return withExamples(
    command,
    "echo-cs chat --demo",
    "echo-cs chat --account acme --no-model",
    "printf 'why is Acme churning?\\nand its tickets?\\n' | echo-cs chat --demo --json",
  );
}
