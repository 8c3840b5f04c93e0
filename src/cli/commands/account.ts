import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { AccountFlags } from "./account-run.ts";

/** Declares `echo-cs account`; what it does is loaded when it runs. */
export function accountCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("account"))
    .summary("one page on one account")
    .description(
      "Everything to know before you talk to an account: what it pays, health and its trend, warnings, renewal, people, use, open tickets, where it stands on its journey, and how far its plans are.",
    )
    .argument("<account>", "name, domain or id of the account")
    .option("--format <formats>", "md or html, or both with a comma: written to --out, else to reports/")
    .option("--out <path>", "the file to write, or the folder; - prints it, as Markdown or in the --format")
    .action(async (account: string, flags: AccountFlags) => {
      const { runAccount } = await import("./account-run.ts");
      setExit(await runAccount(account, flags, io));
    });
  return withExamples(
    command,
    "echo-cs account acme --demo",
    "echo-cs account acme --demo --format html",
    "echo-cs account acme --json | jq '.health.score'",
  );
}
