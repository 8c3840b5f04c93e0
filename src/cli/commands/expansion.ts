import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { ExpansionFlags } from "./expansion-run.ts";

/** Declares `echo-cs expansion`; what it does is loaded when it runs. */
export function expansionCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("expansion"))
    .summary("where customers could grow, on what grounds, and whether to offer it now")
    .description(
      "Lists the accounts with grounds to grow: signals, seats that fill up (with the date by their trend), and what of the catalogue they do not have. An account that is red, or has no problem on record, is not to be offered more: the rule says so. Success drives an expansion, sales closes it.",
    )
    .argument("[account]", "name, domain or id of an account (default: all)")
    .option("--grid", "print accounts against products: owned, in pipeline, gap, not eligible")
    .action(async (account: string | undefined, flags: ExpansionFlags) => {
      const { runExpansion } = await import("./expansion-run.ts");
      setExit(await runExpansion(account, flags, io));
    });
  return withExamples(command, "echo-cs expansion --demo", "echo-cs expansion brightloom --demo", "echo-cs expansion --grid --demo");
}
