import { extname } from "node:path";
import { z } from "zod";
import { writeTextIfAbsent } from "../core/files.ts";
import { clean } from "../core/text.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";
import { writablePath } from "./workspace-jail.ts";

const KINDS = [".md", ".txt", ".csv", ".json"];

/** Writes a new draft or report. A file that exists is a person's: it is never replaced. */
export const writeFileTool = defineTool({
  name: "write_file",
  description:
    "Writes a new text file under drafts/ or reports/ for a person to review. Nothing is sent. A file that exists is not replaced.",
  effect: "write",
  grant: { anyOf: ["Write"] },
  input: z.object({ path: z.string().min(1).max(200), text: z.string().min(1).max(200_000) }),
  run: async ({ path, text }, { workspace }) => {
    const file = await writablePath(workspace, path);
    if (!KINDS.includes(extname(file).toLowerCase())) throw new ToolError(`A file name ends in ${KINDS.join(", ")}.`);
    const body = clean(text);
    if (!(await writeTextIfAbsent(file, body.endsWith("\n") ? body : `${body}\n`)))
      throw new ToolError(`${path} exists. Choose another name, or change it with edit_file.`);
    return { text: `Written: ${path}` };
  },
});
