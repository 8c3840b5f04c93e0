import { Command, type CommanderError, Help } from "commander";
import { accountCommand } from "./commands/account.ts";
import { advocatesCommand } from "./commands/advocates.ts";
import { agentsCommand } from "./commands/agents.ts";
import { askCommand } from "./commands/ask.ts";
import { batchCommand } from "./commands/batch.ts";
import { bookCommand } from "./commands/book.ts";
import { charterCommand } from "./commands/charter.ts";
import { chatCommand } from "./commands/chat.ts";
import { checkCommand } from "./commands/check.ts";
import { churnCommand } from "./commands/churn.ts";
import { completionsCommand } from "./commands/completions.ts";
import { configCommand } from "./commands/config.ts";
import { diffCommand } from "./commands/diff.ts";
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
import { patternsCommand } from "./commands/patterns.ts";
import { peopleCommand } from "./commands/people.ts";
import { planCommand } from "./commands/plan.ts";
import { playsCommand } from "./commands/plays.ts";
import { renewalsCommand } from "./commands/renewals.ts";
import { qbrCommand } from "./commands/qbr.ts";
import { mergeDriverCommand } from "./commands/merge-driver.ts";
import { metricsCommand } from "./commands/metrics.ts";
import { memoryCommand } from "./commands/memory.ts";
import { manCommand } from "./commands/man.ts";
import { mcpCommand } from "./commands/mcp.ts";
import { refCommand } from "./commands/ref.ts";
import { releasesCommand } from "./commands/releases.ts";
import { routeCommand } from "./commands/route.ts";
import { runCommand } from "./commands/run.ts";
import { serviceCommand } from "./commands/service.ts";
import { shellInitCommand } from "./commands/shell-init.ts";
import { signalsCommand } from "./commands/signals.ts";
import { sourcesCommand } from "./commands/sources.ts";
import { sqlCommand } from "./commands/sql.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { tasksCommand } from "./commands/tasks.ts";
import { triageCommand } from "./commands/triage.ts";
import { whoCommand } from "./commands/who.ts";
import { workerCommand } from "./commands/worker.ts";
import { workersCommand } from "./commands/workers.ts";
import { EXIT } from "../core/exit-codes.ts";
import type { Io, SetExit } from "./io.ts";
import { VERSION } from "./version.ts";
import type { MakeCommand, WholeProgram } from "./whole-program.ts";

const COMMANDS: readonly MakeCommand[] = [
  askCommand,
  chatCommand,
  healthCommand,
  signalsCommand,
  triageCommand,
  patternsCommand,
  serviceCommand,
  batchCommand,
  workerCommand,
  workersCommand,
  churnCommand,
  metricsCommand,
  qbrCommand,
  renewalsCommand,
  forecastCommand,
  expansionCommand,
  peopleCommand,
  advocatesCommand,
  journeyCommand,
  bookCommand,
  accountCommand,
  planCommand,
  diffCommand,
  checkCommand,
  importCommand,
  sourcesCommand,
  sqlCommand,
  routeCommand,
  agentsCommand,
  draftCommand,
  releasesCommand,
  sweepCommand,
  playsCommand,
  tasksCommand,
  handoffsCommand,
  refCommand,
  memoryCommand,
  charterCommand,
  whoCommand,
  evidenceCommand,
  runCommand,
  mcpCommand,
  initCommand,
  mergeDriverCommand,
  configCommand,
  doctorCommand,
  shellInitCommand,
  completionsCommand,
  manCommand,
];

/** Each command by its name; made when it is first asked for. */
let byName: ReadonlyMap<string, MakeCommand> | undefined;

function commandsByName(io: Io): ReadonlyMap<string, MakeCommand> {
  return (byName ??= new Map(COMMANDS.map((command) => [command(io, () => {}, NO_PROGRAM).name(), command])));
}

const NO_PROGRAM: WholeProgram = { run: async () => EXIT.usage, look: () => undefined, names: () => [] };

/** What is loaded of the command line, and what runs another line of it. */
export interface BuildOptions {
  readonly run?: WholeProgram["run"];
  /** This command alone; all, where there is none of that name. */
  readonly only?: string | undefined;
  /** Tells what the parser refused, in place of the parser's own words. */
  readonly refuse?: ((error: CommanderError, command: Command) => never) | undefined;
}

/** The whole command line. Building it loads no command's work: each imports what it needs when it runs. */
export function buildProgram(io: Io, setExit: SetExit, { run = NO_PROGRAM.run, only, refuse }: BuildOptions = {}): Command {
  const one = only === undefined ? undefined : commandsByName(io).get(only);
  const whole: WholeProgram = {
    run,
    look: (name) => buildProgram(silentIo(), () => {}, { only: name }).commands.find((command) => command.name() === name),
    names: () => [...commandsByName(io).keys()],
  };
  const program = new Command("echo-cs")
    .description("ECHO, a customer-success team on the command line: facts from your own exports, offline, every number can be re-run.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showSuggestionAfterError(true)
    .addHelpText(
      "after",
      `\nStart here:\n  echo-cs ask "why is Acme churning?" --demo\n  echo-cs ask "which accounts are at risk?" -C my-book\n\nOn every command: --quiet, --no-input, --yes, --no-pager.\n\nExit codes: 0 fine, 1 usage or input, 2 findings, 3 partly done, 4 budget, 5 model or network, 70 bug, 130 interrupted.\n`,
    );
  for (const command of one === undefined ? COMMANDS : [one]) program.addCommand(command(io, setExit, whole));
  for (const command of [program, ...program.commands, ...program.commands.flatMap((sub) => sub.commands)]) {
    command
      .exitOverride(refuse === undefined ? undefined : (error) => refuse(error, command))
      .configureOutput({
        ...(refuse === undefined ? {} : { outputError: () => {} }),
        writeOut: io.stdout,
        writeErr: io.stderr,
        getOutHelpWidth: () => io.width,
        getErrHelpWidth: () => io.width,
      })
      .configureHelp({ sortOptions: false, visibleCommands: (cmd) => new Help().visibleCommands(cmd) });
  }
  return program;
}

/** For a command that is only looked at. */
function silentIo(): Io {
  return {
    cwd: "",
    env: {},
    stdout: () => {},
    stderr: () => {},
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    width: 100,
    stdin: emptyInput(),
    now: () => new Date(0),
    signal: new AbortController().signal,
  };
}

async function* emptyInput(): AsyncGenerator<string> {}
