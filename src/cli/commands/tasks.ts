import { Command, Option } from "commander";
import { OUTCOMES } from "../../domain/plays/play.ts";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { ListFlags, TaskFlags } from "./tasks-run.ts";
import type { CloseFlags, DoneFlags } from "./tasks-step-run.ts";

/** Declares `echo-cs tasks`; what it does is loaded when it runs. */
export function tasksCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("tasks"))
    .summary("work in hand: list, show, resume, tick off, close")
    .description(
      "The tasks in tasks/: three Markdown files each, for what it is about, what is to be done, and what was found. `ask` and `sweep` open them; you may edit them by hand, and what you write stays. Alone it lists the open ones.",
    );
  for (const sub of [list, show, resume, done, close]) command.addCommand(sub(io, setExit));
  // Alone it answers what is asked most often. What is typed before the next word holds for that too: subcommands read the options of both.
  command.option(...DAY_OPTION).action(async (flags: TaskFlags) => {
    const { runTasksList } = await import("./tasks-run.ts");
    setExit(await runTasksList({ ...flags, open: true }, io));
  });
  return withExamples(
    command,
    "echo-cs tasks",
    "echo-cs tasks list --overdue",
    "echo-cs tasks resume churn-acme-2026w47",
    "echo-cs tasks done churn-acme-2026w47 reach-out",
  );
}

const DAY_OPTION = [
  "--as-of <day>",
  "the day by which something counts as late (default: as_of of echo.yaml, else today; with --demo the day of the last sweep or answer)",
] as const;
const ID = ["<task>", "its id, its key (churn/acme), or a part of the id that only one has"] as const;

function list(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("list"))
    .description("Every task, open ones first, the late and the grave on top.")
    .option("--open", "only open tasks")
    .option("--overdue", "only open tasks that are late, or have a late item")
    .option("--owner <name>", "only tasks in which this person has something open; all for everybody's (default: `me` in echo.yaml)")
    .option("--account <name>", "only tasks about this account")
    .option(...DAY_OPTION)
    .action(async (_flags: ListFlags, self: Command) => {
      const { runTasksList } = await import("./tasks-run.ts");
      setExit(await runTasksList(self.optsWithGlobals<ListFlags>(), io));
    });
  return withExamples(
    command,
    "echo-cs tasks list --open",
    'echo-cs tasks list --overdue --owner "Hannah Lindqvist"',
    "echo-cs tasks list --json",
  );
}

function show(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("show"))
    .description("One task in full: goal, revenue, health, items, findings, packets.")
    .argument(...ID)
    .option(...DAY_OPTION)
    .action(async (id: string, _flags: TaskFlags, self: Command) => {
      const { runTasksShow } = await import("./tasks-run.ts");
      setExit(await runTasksShow(id, self.optsWithGlobals<TaskFlags>(), io));
    });
  return withExamples(command, "echo-cs tasks show churn-acme-2026w47", "echo-cs tasks show churn/acme --json");
}

function resume(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("resume"))
    .description(
      "The state to go on from, for who has forgotten or never saw it: the question, where it stands, what is open with owner and date, what was found, what others were asked, and the next command.",
    )
    .argument(...ID)
    .option(...DAY_OPTION)
    .action(async (id: string, _flags: TaskFlags, self: Command) => {
      const { runTasksResume } = await import("./tasks-run.ts");
      setExit(await runTasksResume(id, self.optsWithGlobals<TaskFlags>(), io));
    });
  return withExamples(command, "echo-cs tasks resume churn-acme-2026w47", "echo-cs tasks resume churn-acme-2026w47 --json | jq .open");
}

function done(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("done"))
    .description("Ticks one item off, in the file, without touching a word in it.")
    .argument(...ID)
    .argument("<item>", "the item's id, its number in the list, or some of its words")
    .option("--skip", "it is not going to be done: [-] instead of [x]")
    .option(...DAY_OPTION)
    .action(async (id: string, item: string, _flags: DoneFlags, self: Command) => {
      const { runTasksDone } = await import("./tasks-step-run.ts");
      setExit(await runTasksDone(id, item, self.optsWithGlobals<DoneFlags>(), io));
    });
  return withExamples(command, "echo-cs tasks done churn-acme-2026w47 reach-out", "echo-cs tasks done churn/acme 3 --skip");
}

function close(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("close"))
    .description(
      "Closes a task and writes down how it ended. A sweep opens another only for a cause that is newer; a question of the same kind does so at once.",
    )
    .argument(...ID)
    .addOption(new Option("--outcome <outcome>", "how it ended; a risk must say it, others are done").choices(OUTCOMES))
    .option("--reason <text>", "why, in a few words")
    .option(
      "--as-of <day>",
      "the day on which it ended (default: as_of of echo.yaml, else today; with --demo the day of the last sweep or answer)",
    )
    .action(async (id: string, _flags: CloseFlags, self: Command) => {
      const { runTasksClose } = await import("./tasks-step-run.ts");
      setExit(await runTasksClose(id, self.optsWithGlobals<CloseFlags>(), io));
    });
  return withExamples(
    command,
    "echo-cs tasks close churn-acme-2026w47 --outcome recovered",
    'echo-cs tasks close churn/acme --outcome lost --reason "budget cut by their new owner"',
  );
}
