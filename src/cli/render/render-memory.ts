import type { ChalkInstance } from "chalk";
import type { MemoryUpdate, Remembered } from "../../app/memory.ts";
import { SUMMARY_LINES } from "../../app/memory-summary.ts";
import { clean, count, list } from "../../core/text.ts";
import { MEMORY_FILES, type MemoryFile, type MemoryLine } from "../../tasks/memory.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import { wrap } from "./wrap.ts";

export interface MemoryView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** What was written down, then the session in eight lines. */
export function renderUpdate({ added, summary, files, asOf }: MemoryUpdate, { paint, width }: MemoryView): string {
  const news =
    added.length === 0
      ? [`Nothing new to remember as of ${asOf}: no result with a measured effect, no new decision.`]
      : [
          paint.bold(`${count(added.length, "entry", "entries")} written down`),
          ...added.map(({ kind, text }) => bullet(`${kind}: ${text}`, width)),
        ];
  const lines = SUMMARY_LINES.map((name) => wrap(`**${name}**: ${summary[name]}`, width, 2).replace(`**${name}**`, paint.bold(name)));
  return `${cleanScreen(paint, [...news, "", ...lines, ...(files.length === 0 ? [] : ["", `Files: ${list(files)}`])].join("\n"))}\n`;
}

/** Both files, as far as they say something. */
export function renderMemory(memory: Readonly<Record<MemoryFile, readonly MemoryLine[]>>, { paint, width }: MemoryView): string {
  const sections = (["insights", "project"] as const).map((file) => {
    const { name, section } = MEMORY_FILES[file];
    const lines = memory[file].map(({ date, kind, text }) =>
      bullet(`${[date, kind].filter((part) => part !== null).join(" ")}${date === null && kind === null ? "" : ": "}${text}`, width),
    );
    return [paint.underline(`memory/${name}, ${section}`), ...(lines.length === 0 ? ["  nothing yet"] : lines)].join("\n");
  });
  return `${cleanScreen(paint, sections.join("\n\n"))}\n`;
}

/** What became of a note. */
export function renderRemembered({ file, entry, isNew }: Remembered): string {
  return `${clean(isNew ? `Written down in ${file}, dated ${entry.date}.` : `${file} holds this already.`)}\n`;
}
