import { Command, Option } from "commander";
import { HANDOFF_MODES } from "../../domain/brief/brief.ts";
import { TRACKERS } from "../../tasks/issue-text.ts";
import { PACKET_STATUSES } from "../../tasks/packet.ts";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples, withWorkspace } from "../options.ts";
import type { DigestFlags, NewFlags, WonFlags } from "./handoffs-file-run.ts";
import type { ListFlags, ShowFlags, StepFlags } from "./handoffs-run.ts";

/** Declares `echo-cs handoffs`; what it does is loaded when it runs. */
export function handoffsCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("handoffs"))
    .summary("work handed on: list, show, accept, finish, and hand on more")
    .description(
      "The packets in handoffs/: who asked whom for what, by when, and what came back. Each packet is a file that you may edit; the same subject between the same two is one packet, updated and never repeated. Alone it lists what waits.",
    );
  for (const sub of [list, show, ack, done, file, won, digest]) command.addCommand(sub(io, setExit));
  // Alone it answers what is asked most often. What is typed before the next word holds for that too: subcommands read the options of both.
  command.option(...DAY_OPTION).action(async (flags: ListFlags) => {
    const { runHandoffsList } = await import("./handoffs-run.ts");
    setExit(await runHandoffsList({ ...flags, waiting: true }, io));
  });
  return withExamples(
    command,
    "echo-cs handoffs",
    "echo-cs handoffs list",
    "echo-cs handoffs show pattern/user --issue github",
    "echo-cs handoffs digest --demo",
  );
}

const DAY_OPTION = [
  "--as-of <day>",
  "the day by which a packet counts as late (default: as_of of echo.yaml, else today; with --demo the day of the last sweep or answer)",
] as const;

function list(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("list"))
    .description("Every packet, what waits first, the nearest deadline on top.")
    .option("--waiting", "only what is open or accepted")
    .addOption(new Option("--status <status>", "only packets of this status").choices(PACKET_STATUSES))
    .option("--to <agent>", "only packets to this receiver")
    .option("--account <id>", "only packets about this account")
    .option(...DAY_OPTION)
    .action(async (_flags: ListFlags, self: Command) => {
      const { runHandoffsList } = await import("./handoffs-run.ts");
      setExit(await runHandoffsList(self.optsWithGlobals<ListFlags>(), io));
    });
  return withExamples(command, "echo-cs handoffs list", "echo-cs handoffs list --to product-engineer --json");
}

function show(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("show"))
    .description("One packet: question, figures, what is at stake, the answer. --issue prints it ready to paste into a tracker.")
    .argument("<packet>", "its id, the beginning or end of one, or a part of its subject that only one has")
    .addOption(new Option("--issue <tracker>", "as an issue for this tracker").choices(TRACKERS))
    .option(...DAY_OPTION)
    .action(async (id: string, _flags: ShowFlags, self: Command) => {
      const { runHandoffsShow } = await import("./handoffs-run.ts");
      setExit(await runHandoffsShow(id, self.optsWithGlobals<ShowFlags>(), io));
    });
  return withExamples(command, "echo-cs handoffs show churn-acme", "echo-cs handoffs show pattern/user --issue jira");
}

function ack(io: Io, setExit: SetExit): Command {
  return step("ack", "acknowledged", "Accepts a packet: whoever receives it has it in hand.", io, setExit);
}

function done(io: Io, setExit: SetExit): Command {
  const command = step("done", "done", "Finishes a packet; the answer goes into it and back to the task that asked.", io, setExit);
  return command.option("--answer <text>", "what came of it");
}

function step(name: string, status: "acknowledged" | "done", text: string, io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command(name))
    .description(text)
    .argument("<packet>", "its id, the beginning or end of one, or a part of its subject that only one has")
    .option("--by <name>", "who (default: `me` in echo.yaml)")
    .option(...DAY_OPTION)
    .action(async (id: string, _flags: StepFlags, self: Command) => {
      const { runHandoffsStep } = await import("./handoffs-run.ts");
      setExit(await runHandoffsStep(id, status, self.optsWithGlobals<StepFlags>(), io));
    });
  const answer = status === "done" ? ' --answer "ships on 2026-12-10"' : " --by Dana";
  return withExamples(command, `echo-cs handoffs ${name} pattern/user${answer}`);
}

function file(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("new"))
    .description("Hands on a piece of work. The sender's table and the charter decide whether it may; a refusal names the rule.")
    .requiredOption("--from <agent>", "who hands on")
    .requiredOption("--to <agent>", "who is to have it: an agent, or an outside party of the sender's table")
    .addOption(
      new Option("--mode <mode>", "delegate: takes over; consult: answers; collaborate: both work")
        .choices(HANDOFF_MODES)
        .default("delegate"),
    )
    .requiredOption("--reason <text>", "why")
    .option("--ask <text>", "what the receiver is to do (default: the reason)")
    .option("--account <name>", "the account it is about: its figures go with it")
    .option("--deadline <day>", "by when (default: in a week)")
    .option("--ground <rule>", "for support: the authority rule it escalates by (repeatable)", (rule: string, rules?: string[]) => [
      ...(rules ?? []),
      rule,
    ])
    .action(async (_flags: NewFlags, self: Command) => {
      const { runHandoffsNew } = await import("./handoffs-file-run.ts");
      setExit(await runHandoffsNew(self.optsWithGlobals<NewFlags>(), io));
    });
  return withExamples(
    command,
    'echo-cs handoffs new --from customer-success --to account-exec --account globex --reason "needs a formal sales process: 40 more seats"',
    'echo-cs handoffs new --from customer-support --to product-engineer --ground authority-data-loss --reason "reports are gone" --account acme',
  );
}

function won(io: Io, setExit: SetExit): Command {
  const repeatable = (text: string, texts?: string[]): string[] => [...(texts ?? []), text];
  const command = withBook(new Command("won"))
    .description(
      "The handover from account-executive to customer-success when a deal is won: deal notes, promises made, people, and the dates that start now, with the kickoff within 3 days. Without an account: the deals won lately and whether they were handed over.",
    )
    .argument("[account]", "name, domain or id of the account")
    .option("--days <n>", "how far back the list goes", Number, 30)
    .option("--promise <text>", "a promise made in the sale (repeatable)", repeatable)
    .option("--note <text>", "a note on the deal (repeatable)", repeatable)
    .action(async (account: string | undefined, _flags: WonFlags, self: Command) => {
      const { runHandoffsWon } = await import("./handoffs-file-run.ts");
      setExit(await runHandoffsWon(account, self.optsWithGlobals<WonFlags>(), io));
    });
  return withExamples(command, "echo-cs handoffs won", 'echo-cs handoffs won globex --promise "SSO works from day one"');
}

function digest(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("digest"))
    .description(
      "The weekly digest from support to product: what recurs across customers, with accounts, ARR and customers' words. A pattern with news goes to product-engineer once a week, as one packet that is updated while it lasts.",
    )
    .option("--dry-run", "show it and write nothing")
    .action(async (_flags: DigestFlags, self: Command) => {
      const { runHandoffsDigest } = await import("./handoffs-file-run.ts");
      setExit(await runHandoffsDigest(self.optsWithGlobals<DigestFlags>(), io));
    });
  return withExamples(command, "echo-cs handoffs digest --demo", "echo-cs handoffs digest --json | jq '.patterns[] | select(.due)'");
}
