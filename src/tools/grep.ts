import { z } from "zod";
import { walk } from "../core/files.ts";
import { matchesGlob } from "../team/route/glob.ts";
import { cut } from "./bounded.ts";
import { defused, fence } from "./fence.ts";
import { checkPattern } from "./glob.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";
import { readWorkspaceText } from "./workspace-jail.ts";

const MAX_FILES = 2000;

/** Finds lines in the workspace's text files. The text is taken literally: a pattern of the model's could run for ever. */
export const grepTool = defineTool({
  name: "grep",
  description: "Finds lines that hold a text (taken literally, case does not matter) in the workspace's files.",
  effect: "read",
  grant: { anyOf: ["Grep"] },
  input: z.object({
    text: z.string().min(2).max(200),
    files: z.string().min(1).max(200).default("**").describe("glob of the files to look into"),
    limit: z.int().min(1).max(100).default(40),
    offset: z.int().min(0).default(0),
  }),
  run: async ({ text, files, limit, offset }, { workspace }) => {
    if (workspace === null) throw new ToolError("There is no workspace to look into.");
    checkPattern(files);
    const paths = (await walk(workspace)).filter((path) => matchesGlob(path, files));
    const hits: string[] = [];
    const wanted = offset + limit;
    let skipped = Math.max(0, paths.length - MAX_FILES);
    for (const path of paths.slice(0, MAX_FILES)) {
      if (hits.length > wanted) break;
      const lines = await linesOf(workspace, path);
      if (lines === undefined) skipped += 1;
      else
        hits.push(
          ...lines.flatMap((line, index) =>
            line.toLowerCase().includes(text.toLowerCase()) ? [`${path}:${index + 1}: ${cut(line.trim(), 240)}`] : [],
          ),
        );
    }
    const note = skipped > 0 ? `\n[${skipped} files were not read: too large, no text, or closed]` : "";
    const shown = hits.slice(offset, wanted);
    if (shown.length === 0) return { text: `No line found.${note}` };
    const more = hits.length > wanted ? `\n[more lines exist; ask again with offset ${wanted}]` : "";
    return { text: fence(`grep ${text}`, shown.join("\n")) + more + note, quotable: shown.map((line) => defused(line)) };
  },
});

async function linesOf(workspace: string, path: string): Promise<string[] | undefined> {
  try {
    return (await readWorkspaceText(workspace, path)).split(/\r?\n/u);
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}
