import { Command, Option } from "commander";
import { CLOSE_REASONS } from "../../domain/patterns/ledger-event.ts";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import { dollars } from "./dollars.ts";
import type { CloseFlags, FileFlags, SplitFlags } from "./patterns-edit-run.ts";
import type { PatternsFlags } from "./patterns-flags.ts";

/** Declares `echo-cs patterns`; what it does is loaded when it runs. */
export function patternsCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("patterns"))
    .summary("what recurs across customers this week, for product")
    .description(
      "What several customers tell support in like words, and capabilities whose tickets rise as a whole: how many accounts, what they pay, since when, and whether it rises against its own past. Looking writes nothing; `patterns file` records what is seen and hands it to product.",
    )
    .argument("[pattern]", "one of them in full: its id, the beginning of one, or words of its title")
    .option("--week <week>", "as it was at the end of this week, such as 2026w47 (default: the week of as-of)")
    .option("--weeks <n>", "weeks of history to compare with (default: 52)", Number)
    .option("--all", "list every pattern (default: what rises, and the 15 next)")
    .option("--md", "print Markdown, to read or to paste")
    .option("--github <file>", "write what is due or with product as GitHub issues, one JSON object a line; - for standard output")
    .option("--jira <file>", "the same as CSV for Jira's import")
    .option("--linear <file>", "the same as CSV for Linear's import")
    .option("--assist", ASSIST)
    .option("--llm <name>", LLM)
    .option("--budget <usd>", BUDGET, dollars)
    .action(async (pattern: string | undefined, flags: PatternsFlags) => {
      const { runPatterns } = await import("./patterns-run.ts");
      setExit(await runPatterns(pattern, flags, io));
    });
  for (const sub of [file, merge, split, rename, close, reopen, undo]) command.addCommand(sub(io, setExit));
  return withExamples(
    command,
    "echo-cs patterns --demo",
    "echo-cs patterns sso-and-provisioning --demo",
    "echo-cs patterns --week 2026w45 --md",
    "echo-cs patterns --json | jq '.[] | select(.rising)'",
    "echo-cs patterns file --demo",
    "echo-cs patterns --assist --budget 0.10",
    'echo-cs patterns --github - | while read -r issue; do gh api repos/OWNER/REPO/issues --input - <<<"$issue"; done',
  );
}

const ASSIST = "let a language model (with a key) give better titles; those that a person gave stay, and nothing else changes";
const LLM = "with --assist: the language model (default: haiku)";
const BUDGET = "with --assist: what it may cost at most (default: budget.usd in echo.yaml, else 1)";

// The program hands options to the first command that knows them, so those of a part are asked for with those of the whole.
const PATTERN = "its id, the beginning of one, or words of its title that only one has";

function file(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("file"))
    .description(
      "Records this week's patterns in history/patterns.ndjson and hands those that are due to product: one packet a pattern, updated while it lasts, at most once a week. The same again writes nothing.",
    )
    .argument("[pattern...]", `only these: ${PATTERN}`)
    .option("--week <week>", "as it was at the end of this week")
    .option("--weeks <n>", "weeks of history to compare with", Number)
    .option("--dry-run", "say what would be filed and write nothing")
    .option("--assist", ASSIST)
    .option("--llm <name>", LLM)
    .option("--budget <usd>", BUDGET, dollars)
    .action(async (patterns: string[], _: unknown, own: Command) => {
      const { runPatternsFile } = await import("./patterns-edit-run.ts");
      setExit(await runPatternsFile(patterns, own.optsWithGlobals<FileFlags>(), io));
    });
  return withExamples(command, "echo-cs patterns file --demo", "echo-cs patterns file sso-and-provisioning --dry-run --demo");
}

function merge(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("merge"))
    .description("Makes several patterns one: the first stays, the others go into it, now and in later weeks.")
    .argument("<pattern>", `the one that stays: ${PATTERN}`)
    .argument("<others...>", "those that go into it")
    .action(async (pattern: string, others: string[], _: unknown, own: Command) => {
      const { runPatternsEdit } = await import("./patterns-edit-run.ts");
      setExit(await runPatternsEdit({ edit: "merge", pattern, others }, own.optsWithGlobals<PatternsFlags>(), io));
    });
  return withExamples(command, "echo-cs patterns merge p-1a2b3c4d p-5e6f7a8b");
}

function split(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("split"))
    .description("Takes tickets out of a pattern into one of their own. Later tickets go to the one they are most like.")
    .argument("<pattern>", PATTERN)
    .option("--tickets <ids>", "ids of tickets, with commas between them")
    .option("--words <text>", "the tickets that hold all these words")
    .option("--title <text>", "what the new pattern is called")
    .action(async (pattern: string, _: unknown, own: Command) => {
      const { runPatternsSplit } = await import("./patterns-edit-run.ts");
      setExit(await runPatternsSplit(pattern, own.optsWithGlobals<SplitFlags>(), io));
    });
  return withExamples(
    command,
    'echo-cs patterns split sso-and-provisioning --words scim --title "SCIM"',
    "echo-cs patterns split p-1a2b3c4d --tickets 4711,4712",
  );
}

function rename(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("rename"))
    .description("Gives a pattern a title that stays.")
    .argument("<pattern>", PATTERN)
    .argument("<title...>", "the title")
    .action(async (pattern: string, title: string[], _: unknown, own: Command) => {
      const { runPatternsEdit } = await import("./patterns-edit-run.ts");
      setExit(await runPatternsEdit({ edit: "rename", pattern, title: title.join(" ") }, own.optsWithGlobals<PatternsFlags>(), io));
    });
  return withExamples(command, 'echo-cs patterns rename p-1a2b3c4d "Runs stuck in the queue"');
}

function close(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("close"))
    .description("Closes a pattern. One closed as shipped or fixed is told again when a ticket comes back to it.")
    .argument("<pattern>", PATTERN)
    .addOption(new Option("--reason <reason>", "how it ended").choices(CLOSE_REASONS).default("fixed"))
    .action(async (pattern: string, _: unknown, own: Command) => {
      const { runPatternsEdit } = await import("./patterns-edit-run.ts");
      setExit(
        await runPatternsEdit(
          { edit: "close", pattern, reason: own.optsWithGlobals<CloseFlags>().reason },
          own.optsWithGlobals<CloseFlags>(),
          io,
        ),
      );
    });
  return withExamples(command, "echo-cs patterns close p-1a2b3c4d --reason shipped");
}

function reopen(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("reopen"))
    .description("Opens a closed pattern again.")
    .argument("<pattern>", PATTERN)
    .action(async (pattern: string, _: unknown, own: Command) => {
      const { runPatternsEdit } = await import("./patterns-edit-run.ts");
      setExit(await runPatternsEdit({ edit: "reopen", pattern }, own.optsWithGlobals<PatternsFlags>(), io));
    });
  return withExamples(command, "echo-cs patterns reopen p-1a2b3c4d");
}

function undo(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("undo"))
    .description("Takes back the last merge, split, rename, close or reopen.")
    .action(async (_: unknown, own: Command) => {
      const { runPatternsEdit } = await import("./patterns-edit-run.ts");
      setExit(await runPatternsEdit({ edit: "undo" }, own.optsWithGlobals<PatternsFlags>(), io));
    });
  return withExamples(command, "echo-cs patterns undo");
}
