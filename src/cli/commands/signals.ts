import { Command, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { SignalsFlags } from "./signals-run.ts";

/** Declares `echo-cs signals`; what it does is loaded when it runs. */
export function signalsCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("signals"))
    .summary("list early warnings and chances, gravest first")
    .description(
      "Lists what an account or the whole book gives reason to act on: falling usage, overdue invoices, a champion gone, a renewal coming up; and seats running out, promoters, requests for more. Each with its severity, since when, and the figures behind it.",
    )
    .argument("[account]", "name, domain or id of an account (default: all)")
    .addOption(new Option("--kind <kind>", "only warnings or only chances to grow").choices(["risk", "expansion"]))
    .option("--rules", "list the kinds of signals: what raises each, and from which exports")
    .action(async (account: string | undefined, flags: SignalsFlags) => {
      const { runSignals } = await import("./signals-run.ts");
      setExit(await runSignals(account, flags, io));
    });
  return withExamples(
    command,
    "echo-cs signals acme --demo",
    "echo-cs signals --kind expansion",
    "echo-cs signals --rules",
    "echo-cs signals --json | jq '.[] | select(.severity == \"critical\")'",
  );
}
