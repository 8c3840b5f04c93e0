import type { ChalkInstance } from "chalk";
import { count } from "../../core/text.ts";
import { bullet } from "./bullet.ts";

interface ToolLine {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly effect: "read" | "write";
}

/** The tools of the MCP server, a paragraph each. */
export function renderMcpTools(
  tools: readonly ToolLine[],
  write: boolean,
  { paint, width }: { readonly paint: ChalkInstance; readonly width: number },
): string {
  const lines = tools.map(({ name, title, description, effect }) => {
    const mark = effect === "write" ? paint.yellow(" (writes)") : "";
    return `${paint.bold(name)}  ${title}${mark}\n${bullet(description, width)}\n`;
  });
  const end = write ? "" : "\n--write adds those that change files of the workspace.";
  return `${lines.join("\n")}\n${count(tools.length, "tool")}.${end}\n`;
}
