import { z } from "zod";
import { walk } from "../core/files.ts";
import { matchesGlob } from "../team/route/glob.ts";
import { fence } from "./fence.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";
import { insideOnly } from "./workspace-jail.ts";

/** Lists files of the workspace by pattern. */
export const globTool = defineTool({
  name: "glob",
  description: "Lists files of the workspace whose path matches a pattern such as exports/**/*.csv.",
  effect: "read",
  grant: { anyOf: ["Glob"] },
  input: z.object({ pattern: z.string().min(1).max(200), limit: z.int().min(1).max(500).default(200), offset: z.int().min(0).default(0) }),
  run: async ({ pattern, limit, offset }, { workspace }) => {
    if (workspace === null) throw new ToolError("There is no workspace to look into.");
    checkPattern(pattern);
    const found = (await walk(workspace)).filter((path) => matchesGlob(path, pattern));
    if (found.length <= offset) return { text: found.length === 0 ? "No file matches." : `Only ${found.length} match.` };
    const shown = await insideOnly(workspace, found.slice(offset, offset + limit));
    const more =
      offset + limit < found.length ? `\n[${shown.length} of ${found.length} shown; ask again with offset ${offset + limit}]` : "";
    return { text: fence(`glob ${pattern}`, shown.join("\n")) + more };
  },
});

/** Several `**` multiply the ways to match, so a pattern may hold three. */
export function checkPattern(pattern: string): void {
  if ((pattern.match(/\*\*/gu) ?? []).length > 3) throw new ToolError("The pattern holds too many **; name the folders.");
}
