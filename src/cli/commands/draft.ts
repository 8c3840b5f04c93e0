import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { DraftFlags } from "./draft-run.ts";

/** Declares `echo-cs draft`; what it does is loaded when it runs. */
export function draftCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("draft"))
    .summary("draft a message to an account, for you to send")
    .description(
      "Writes a message from a play's template and the account's own figures, always into drafts/. You read it, change it and send it; nothing is sent from here. What the charter forbids is refused with the rule. The templates are references/playbooks/drafts/*.md; one of the same name in your workspace replaces it.",
    )
    .option("--account <name>", "name, domain or id of the account")
    .option("--play <play>", "what the message is for: recovery, kickoff, renewal, check-in, … (--list shows all)")
    .option("--to <name>", "to whom (default: the decision maker or champion the book knows)")
    .option("--as <agent>", "whose message it is (default: the play's agent)")
    .option("--problem <words>", "the customer's problem as they put it, where no export holds it")
    .option("--feature <name>", "what was shipped, where no export holds it")
    .option("--send", "refused: people send")
    .option("--list", "the plays there are")
    .action(async (flags: DraftFlags) => {
      const { runDraft } = await import("./draft-run.ts");
      setExit(await runDraft(flags, io));
    });
  return withExamples(
    command,
    "echo-cs draft --account acme --play recovery --demo",
    "echo-cs draft --list",
    'echo-cs draft --account globex --play expansion --problem "we copy the figures by hand every Friday"',
    "echo-cs draft --account acme --play renewal --json | jq -r .text",
  );
}
