import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { RenewalsFlags } from "./renewals-run.ts";

/** Declares `echo-cs renewals`; what it does is loaded when it runs. */
export function renewalsCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("renewals"))
    .summary("what is up for renewal, how it looks, and what comes next")
    .description(
      "Lists the contracts that end within the next days, with the revenue at stake, a forecast (commit, likely, at risk) and its reasons from the book, the owner's own judgement beside it where the exports hold one, and the next step with owner and due date. Monthly plans renew themselves and are left out.",
    )
    .argument("[account]", "name, domain or id of an account (default: all)")
    .option("--days <n>", "how far to look ahead", "90")
    .action(async (account: string | undefined, flags: RenewalsFlags) => {
      const { runRenewals } = await import("./renewals-run.ts");
      setExit(await runRenewals(account, flags, io));
    });
  return withExamples(
    command,
    "echo-cs renewals --demo",
    'echo-cs renewals --days 180 --owner "Hannah Lindqvist"',
    "echo-cs renewals --json | jq '.renewals[] | select(.disagree)'",
  );
}
