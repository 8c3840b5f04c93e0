import { resolve } from "node:path";
import { agentDetail, listAgents, validateAgents } from "../../app/agents.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { loadTeam } from "../../team/load-team.ts";
import { requireAgent } from "../../team/require-agent.ts";
import type { Team } from "../../team/team.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderAgent, renderAgentList, renderValidation } from "../render/render-agents.ts";
import { teamFolders } from "../team-folders.ts";

export interface AgentsFlags {
  readonly directory?: string;
  readonly json?: boolean;
}

/** Runs `agents list`. */
export async function runAgentsList(flags: AgentsFlags, io: Io): Promise<ExitCode> {
  const agents = listAgents(await teamOf(flags, io));
  return print(agents, renderAgentList(agents, viewOf(io)), flags, io);
}

/** Runs `agents show`. */
export async function runAgentsShow(name: string, flags: AgentsFlags, io: Io): Promise<ExitCode> {
  const agent = agentDetail(requireAgent(await teamOf(flags, io), name));
  return print(agent, renderAgent(agent, viewOf(io)), flags, io);
}

/** Runs `agents validate`. Exit 2 where a file failed. */
export async function runAgentsValidate(dir: string | undefined, flags: AgentsFlags, io: Io): Promise<ExitCode> {
  const report = dir === undefined ? (await teamOf(flags, io)).report : await validateAgents(resolve(io.cwd, dir), dir);
  print(report, renderValidation(report, viewOf(io)), flags, io);
  return report.failed.length > 0 ? EXIT.findings : EXIT.ok;
}

async function teamOf(flags: AgentsFlags, io: Io): Promise<Team> {
  const { agents, references } = await teamFolders(io, flags.directory);
  return loadTeam(agents, { references });
}

function viewOf(io: Io): { paint: ReturnType<typeof paintFor>; width: number; cwd: string } {
  return { paint: paintFor(io), width: io.width, cwd: io.cwd };
}

function print(data: unknown, text: string, flags: AgentsFlags, io: Io): ExitCode {
  io.stdout(flags.json === true ? `${JSON.stringify(data, null, 2)}\n` : text);
  return EXIT.ok;
}
