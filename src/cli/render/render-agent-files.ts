import type { ChalkInstance } from "chalk";
import type { ExportReport } from "../../app/agents-export.ts";
import type { NewAgentResult } from "../../app/agents-new.ts";
import { count } from "../../core/text.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";

export interface AgentFilesView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** Where the new agent's file lies and what comes next. */
export function renderNewAgent({ name, file, lane, replaces }: NewAgentResult, { paint, width }: AgentFilesView): string {
  const lines = [
    `${paint.bold(name)} is in ${file}. Fill in its purpose, its trigger words and whom it hands to.`,
    ...(lane === null ? [bullet("It is in no lane yet: add `lane:` to its head, or name it in a lane of agents/ECHO.md.", width)] : []),
    ...(replaces === null ? [] : [paint.yellow(bullet("It replaces the shipped agent of that name from now on.", width))]),
    bullet(`Then: echo-cs agents validate`, width),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

/** How many files were written, and which were left alone. */
export function renderExport({ written, unchanged, kept }: ExportReport, { paint, width }: AgentFilesView): string {
  const lines = [
    paint.bold(`${count(written.length, "file")} written, ${unchanged.length} as they were.`),
    ...[".claude/agents", ".claude/skills", ".claude/commands", ".claude-plugin"].flatMap((folder) => {
      const own = [...written, ...unchanged].filter((name) => name.startsWith(`${folder}/`));
      return own.length === 0 ? [] : [bullet(`${folder}/: ${count(own.length, "file")}`, width)];
    }),
    ...(kept.length === 0 ? [] : [paint.yellow(`Left as you wrote them (--force overwrites): ${kept.join(", ")}`)]),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}
