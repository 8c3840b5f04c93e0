import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { AskFlags } from "./ask-flags.ts";

/** Declares `echo-cs ask`; what it does is loaded when it runs. */
export function askCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("ask"))
    .summary("answer a question from the book")
    .description(
      "Answers a question about an account or the whole book with causes, actions, owners and dates. Without a key the analyst answers; with ANTHROPIC_API_KEY the routed agent does. Both return the same brief, and write its tracking files.",
    )
    .argument("[question...]", "the question, best in quotes")
    .option("--account <name>", "the account it is about, where the question does not say")
    .option("--agent <name>", "who answers, instead of the router's choice")
    .option("--llm <name>", "language model: haiku, sonnet, opus or a full id")
    .option("--full", "print the findings and steps of every agent that was asked")
    .option("--resume <task>", "go on with the task's last model run where it was cut; no finished call is made again")
    .option("--web", "let agents whose tools list holds WebSearch or WebFetch use them")
    .option("--estimate", "print what the model run would cost, without asking the model")
    .option("--dry-run", "print the first request as it would be sent, and send nothing")
    .option("--record <dir>", "keep every call and reply in a folder, without keys and personal data")
    .option("--replay <dir>", "answer from recorded calls: no network, no key; stops where a call differs")
    .option("--via <way>", "batches: ask by way of Message Batches, at half the price and within a day; --resume goes on")
    .option("--log-level <level>", "how much is told on stderr: warn, info or debug (default info)")
    .option("--no-model", "never call a model, even with a key")
    .action(async (words: string[], flags: AskFlags) => {
      const { runAsk } = await import("./ask-run.ts");
      setExit(await runAsk(words.join(" "), flags, io));
    });
  return withExamples(
    command,
    'echo-cs ask "why is Acme churning?" --demo',
    'echo-cs ask "which accounts are at risk?" -C my-book',
    `echo-cs ask "prepare Acme's renewal" --json | jq .actions`,
    'echo-cs ask "what is our NRR?" --as-of 2026-09-30',
  );
}
