import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { AgentsFlags } from "./agents-run.ts";

export function agentsCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("agents")
    .summary("list, show and check the agents of the team")
    .description("Lists, shows and checks the agents: the shipped ones, and the workspace's own layered over them by name.");
  const withPlace = (sub: Command): Command =>
    sub.option("-C, --directory <dir>", "the workspace whose own agents count too").option("--json", "print JSON");
  const list = withPlace(new Command("list"))
    .description("One line an agent: name, lane, model and what it does.")
    .action(async (flags: AgentsFlags) => {
      const { runAgentsList } = await import("./agents-run.ts");
      setExit(await runAgentsList(flags, io));
    });
  const show = withPlace(new Command("show"))
    .description("Everything one agent's file says: triggers, handoffs, granted tools, references.")
    .argument("<name>", "name or alias of an agent")
    .action(async (name: string, flags: AgentsFlags) => {
      const { runAgentsShow } = await import("./agents-run.ts");
      setExit(await runAgentsShow(name, flags, io));
    });
  const validate = withPlace(new Command("validate"))
    .description("Reads agent files and tells, with file and line, which failed and what is odd about the others. Exit 2 where one failed.")
    .argument("[dir]", "a folder of agent files, or one file (default: the team in use)")
    .action(async (dir: string | undefined, flags: AgentsFlags) => {
      const { runAgentsValidate } = await import("./agents-run.ts");
      setExit(await runAgentsValidate(dir, flags, io));
    });
  command.addCommand(withExamples(list, "echo-cs agents list", "echo-cs agents list --json | jq '.[].name'"));
  command.addCommand(
    withExamples(show, "echo-cs agents show retention-specialist", "echo-cs agents show account-exec --json | jq .handoffs"),
  );
  command.addCommand(withExamples(validate, "echo-cs agents validate", "echo-cs agents validate .claude/agents --json"));
  return withExamples(command, "echo-cs agents list", "echo-cs agents show retention-specialist", "echo-cs agents validate .claude/agents");
}
