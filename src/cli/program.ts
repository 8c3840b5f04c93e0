import { Command, Help } from "commander";
import { advocatesCommand } from "./commands/advocates.ts";
import { agentsCommand } from "./commands/agents.ts";
import { askCommand } from "./commands/ask.ts";
import { charterCommand } from "./commands/charter.ts";
import { checkCommand } from "./commands/check.ts";
import { churnCommand } from "./commands/churn.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { draftCommand } from "./commands/draft.ts";
import { evidenceCommand } from "./commands/evidence.ts";
import { expansionCommand } from "./commands/expansion.ts";
import { forecastCommand } from "./commands/forecast.ts";
import { handoffsCommand } from "./commands/handoffs.ts";
import { healthCommand } from "./commands/health.ts";
import { importCommand } from "./commands/import.ts";
import { initCommand } from "./commands/init.ts";
import { journeyCommand } from "./commands/journey.ts";
import { peopleCommand } from "./commands/people.ts";
import { renewalsCommand } from "./commands/renewals.ts";
import { metricsCommand } from "./commands/metrics.ts";
import { memoryCommand } from "./commands/memory.ts";
import { refCommand } from "./commands/ref.ts";
import { routeCommand } from "./commands/route.ts";
import { runCommand } from "./commands/run.ts";
import { shellInitCommand } from "./commands/shell-init.ts";
import { signalsCommand } from "./commands/signals.ts";
import { sqlCommand } from "./commands/sql.ts";
import { triageCommand } from "./commands/triage.ts";
import { whoCommand } from "./commands/who.ts";
import type { Io, SetExit } from "./io.ts";
import { VERSION } from "./version.ts";

const COMMANDS = [
  askCommand,
  healthCommand,
  signalsCommand,
  triageCommand,
  churnCommand,
  metricsCommand,
  renewalsCommand,
  forecastCommand,
  expansionCommand,
  peopleCommand,
  advocatesCommand,
  journeyCommand,
  checkCommand,
  importCommand,
  sqlCommand,
  routeCommand,
  agentsCommand,
  draftCommand,
  handoffsCommand,
  refCommand,
  memoryCommand,
  charterCommand,
  whoCommand,
  evidenceCommand,
  runCommand,
  initCommand,
  doctorCommand,
  shellInitCommand,
];

/** The whole command line. Building it loads no command's work: each imports what it needs when it runs. */
export function buildProgram(io: Io, setExit: SetExit): Command {
  const program = new Command("echo-cs")
    .description("ECHO, a customer-success team on the command line: facts from your own exports, offline, every number can be re-run.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showSuggestionAfterError(true)
    .showHelpAfterError("(echo-cs --help lists the commands)")
    .addHelpText(
      "after",
      `\nStart here:\n  echo-cs ask "why is Acme churning?" --demo\n  echo-cs ask "which accounts are at risk?" -C my-book\n\nExit codes: 0 fine, 1 usage or input, 2 findings, 3 partly done, 4 budget, 5 model or network, 70 bug, 130 interrupted.\n`,
    );
  for (const command of COMMANDS) program.addCommand(command(io, setExit));
  for (const command of [program, ...program.commands, ...program.commands.flatMap((sub) => sub.commands)]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: io.stdout, writeErr: io.stderr, getOutHelpWidth: () => io.width, getErrHelpWidth: () => io.width })
      .configureHelp({ sortOptions: false, visibleCommands: (cmd) => new Help().visibleCommands(cmd) });
  }
  return program;
}
