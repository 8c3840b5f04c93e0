import { join } from "node:path";
import { newAgent } from "../../app/agents-new.ts";
import { findWorkspace } from "../../config/workspace.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { loadTeam } from "../../team/load-team.ts";
import type { Io } from "../io.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderNewAgent } from "../render/render-agent-files.ts";
import type { AgentsFlags } from "./agents-run.ts";

export interface NewAgentFlags extends AgentsFlags {
  readonly lane?: string;
  readonly description?: string;
  readonly tools?: string;
}

/** Runs `agents new`. */
export async function runAgentsNew(name: string, flags: NewAgentFlags, io: Io): Promise<ExitCode> {
  const { root, agents, references } = await findWorkspace({ cwd: io.cwd, packageRoot: PACKAGE_ROOT, dir: flags.directory });
  const team = await loadTeam(agents, { references });
  const { lane, description, tools } = flags;
  const made = await newAgent(team, { name, lane, description, tools, folder: agents.at(-1) ?? join(root, "agents"), root });
  return printResult(made, renderNewAgent(made, viewOf(io)), flags, io);
}
