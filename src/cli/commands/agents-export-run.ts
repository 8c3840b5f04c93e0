import { join, resolve } from "node:path";
import { exportClaudeCode } from "../../app/agents-export.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { loadTeam } from "../../team/load-team.ts";
import type { Io } from "../io.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderExport } from "../render/render-agent-files.ts";
import { teamFolders } from "../team-folders.ts";
import { VERSION } from "../version.ts";
import type { AgentsFlags } from "./agents-run.ts";

export interface ExportFlags extends AgentsFlags {
  readonly claudeCode?: boolean;
  readonly plugin?: boolean;
  readonly force?: boolean;
}

/** Runs `agents export`. Exit 3 where files of the person's were left alone. */
export async function runAgentsExport(dir: string | undefined, flags: ExportFlags, io: Io): Promise<ExitCode> {
  if (flags.claudeCode !== true && flags.plugin !== true)
    throw new UserError({
      code: "no-form",
      message: "Say in which form.",
      allowed: ["--claude-code", "--plugin"],
      fix: "echo-cs agents export --claude-code",
    });
  const folders = await teamFolders(io, flags.directory);
  const team = await loadTeam(folders.agents, { references: folders.references });
  const beside = (name: string): string[] => folders.agents.map((folder) => join(folder, "..", name));
  const target = resolve(io.cwd, dir ?? ".");
  const report = await exportClaudeCode(team, {
    target,
    form: flags.plugin === true ? "plugin" : "project",
    skills: beside("skills"),
    references: folders.references,
    commands: beside("commands"),
    version: VERSION,
    force: flags.force === true,
  });
  printResult({ target, ...report }, renderExport(report, viewOf(io)), flags, io);
  return report.kept.length > 0 ? EXIT.partial : EXIT.ok;
}
