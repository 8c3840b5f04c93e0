import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { ExportFlags } from "./agents-export-run.ts";
import type { NewAgentFlags } from "./agents-new-run.ts";
import type { AgentsFlags } from "./agents-run.ts";

/** Declares `echo-cs agents`; what it does is loaded when it runs. */
export function agentsCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("agents")
    .summary("list, show, check, add and export the agents of the team")
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
  const create = withPlace(new Command("new"))
    .description("Writes the file of a new agent into the workspace's agents/, ready to be filled in.")
    .argument("<name>", "its name: lower-case words with hyphens")
    .option("--lane <lane>", "the charter's lane it works in")
    .option("--description <text>", "what it does and when to use it")
    .option("--tools <list>", "the tools it gets (default: Read, Grep, Glob)")
    .action(async (name: string, flags: NewAgentFlags) => {
      const { runAgentsNew } = await import("./agents-new-run.ts");
      setExit(await runAgentsNew(name, flags, io));
    });
  const out = withPlace(new Command("export"))
    .description(
      "Writes the team for Claude Code: --claude-code sets up a project (.claude/ with agents, skills, their references and commands, .mcp.json with the book's server) that is a plugin too; --plugin writes a plugin alone, to be installed elsewhere. Files that you changed stay.",
    )
    .argument("[dir]", "the project that gets them (default: the current folder)")
    .option("--claude-code", "for the project itself: .claude/, .mcp.json and .claude-plugin/plugin.json")
    .option("--plugin", "as a plugin's folder: agents/, skills/, commands/, .mcp.json and .claude-plugin/plugin.json")
    .option("--force", "overwrite files that you changed")
    .action(async (dir: string | undefined, flags: ExportFlags) => {
      const { runAgentsExport } = await import("./agents-export-run.ts");
      setExit(await runAgentsExport(dir, flags, io));
    });
  command.addCommand(withExamples(list, "echo-cs agents list", "echo-cs agents list --json | jq '.[].name'"));
  command.addCommand(
    withExamples(show, "echo-cs agents show retention-specialist", "echo-cs agents show account-exec --json | jq .handoffs"),
  );
  command.addCommand(withExamples(validate, "echo-cs agents validate", "echo-cs agents validate .claude/agents --json"));
  command.addCommand(
    withExamples(create, 'echo-cs agents new renewals-desk --lane customer-success --description "Prepares renewal papers."'),
  );
  command.addCommand(withExamples(out, "echo-cs agents export --claude-code", "echo-cs agents export --plugin ../echo-plugin"));
  return withExamples(command, "echo-cs agents list", "echo-cs agents show retention-specialist", "echo-cs agents validate .claude/agents");
}
