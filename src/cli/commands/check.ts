import { Command, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { CheckFlags } from "./check-run.ts";

/** Declares `echo-cs check`; what it does is loaded when it runs. */
export function checkCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("check"))
    .summary("hold the book against the standards")
    .description(
      "Holds the book, or one account, against the rules of references/validations.md: response times, onboarding, check-ins and reviews by touch, renewal talks, success plans, targets, and whether the data add up. Ends with 2 where a finding is as grave as --fail-on.",
    )
    .argument("[account]", "name, domain or id of an account (default: the whole book)")
    .addOption(
      new Option("--fail-on <severity>", "end with 2 from this severity on (default: fail_on in echo.yaml, else high)").choices([
        "low",
        "medium",
        "high",
        "critical",
        "error",
        "warning",
        "note",
      ]),
    )
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json", "junit", "sarif", "github"]).default("text"))
    .option("--baseline <file>", "findings in this file are known: only new ones count")
    .option("--write-baseline <file>", "write the findings as a baseline, and end with 0")
    .option("--rule <id...>", "only these rules, by id or name")
    .option("--list-rules", "list the rules and check nothing")
    .option("--all", "print every finding, not the first five of each rule")
    .action(async (account: string | undefined, flags: CheckFlags) => {
      const { runCheck } = await import("./check-run.ts");
      setExit(await runCheck(account, flags, io));
    });
  return withExamples(
    command,
    "echo-cs check --demo",
    "echo-cs check acme --demo --rule renewal-talk",
    "echo-cs check --write-baseline check-baseline.json",
    "echo-cs check --baseline check-baseline.json --format sarif > check.sarif",
    "echo-cs check --json | jq '.findings[] | select(.severity == \"high\") | .message'",
  );
}
