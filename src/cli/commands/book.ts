import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { BookReviewFlags } from "./book-run.ts";

/** Declares `echo-cs book`; what it does is loaded when it runs. */
export function bookCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("book"))
    .summary("a manager's review of all accounts, as one page")
    .description(
      "Reviews every customer: health and its moves, ARR at risk, renewals, expansion, standards, load of the success managers, patterns in tickets. The HTML page is one file without a request: a table of all accounts that sorts and filters, and a panel for each with an address of its own (#account=acme).",
    )
    .option("--format <formats>", "html, md, pptx, or several with commas (default: html)")
    .option("--out <path>", "the file to write, or the folder (default: reports/)")
    .action(async (flags: BookReviewFlags) => {
      const { runBook } = await import("./book-run.ts");
      setExit(await runBook(flags, io));
    });
  return withExamples(
    command,
    "echo-cs book --demo --out book.html",
    'echo-cs book --owner "Dana Reyes" --format html,md',
    "echo-cs book --json | jq '.accounts[] | select(.tier == \"red\")'",
  );
}
