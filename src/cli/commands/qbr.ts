import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { QbrFlags } from "./qbr-run.ts";

/** Declares `echo-cs qbr`; what it does is loaded when it runs. */
export function qbrCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("qbr"))
    .summary("make the business review of an account: slides, notes, checklist")
    .description(
      "Makes the quarterly business review of an account from the exports: slides with charts that can be edited, speaker notes with the Facts behind each number, and the checklist around the meeting. Made for the customer's eyes; --internal adds health, risk and expansion.",
    )
    .option("--account <name>", "name, domain or id of an account")
    .option("--all", "a deck for every customer")
    .option("--quarter <quarter>", "such as 2026Q3 (default: the last one that is over)")
    .option("--template <name>", "agenda, deck, executive, one of your own in references/qbr, or a .pptx with tokens (default: agenda)")
    .option("--format <formats>", "pptx, html, md: one or more, with commas between them", "pptx")
    .option("--out <path>", "folder, or file for a single format (default: the workspace's reports folder)")
    .option("--internal", "with health, risk, expansion and ARR: not for the customer")
    .option(
      "--notes",
      "speaker notes in the html and md for the customer too (default: only with --internal; the pptx has them in any case)",
    )
    .option("--polish", "let a language model word headline and narrative better; every sentence is verified (needs a key)")
    .option("--llm <name>", "language model of --polish: haiku, sonnet, opus or a full id")
    .option("--no-model", "never call a model: with --polish, the deck as it is")
    .option("--record <dir>", "keep the calls of --polish in a folder, without keys and personal data")
    .option("--replay <dir>", "polish from recorded calls: no network, no key")
    .action(async (flags: QbrFlags) => {
      const { runQbr } = await import("./qbr-run.ts");
      setExit(await runQbr(flags, io));
    });
  return withExamples(
    command,
    "echo-cs qbr --account acme --demo",
    "echo-cs qbr --account acme --template deck --format pptx,html",
    "echo-cs qbr --account acme --quarter 2026Q2 --template executive",
    "echo-cs qbr --account acme --template our-deck.pptx",
    "echo-cs qbr --account acme --internal --format md",
    "echo-cs qbr --account acme --polish --llm sonnet",
    "echo-cs qbr --all --owner 'Hannah Lindqvist' --out decks",
    "echo-cs qbr --account acme --json | jq -r '.reviews[].files[]'",
  );
}
