import { extname } from "node:path";
import { z } from "zod";
import { clean } from "../core/text.ts";
import { refuseFormulas, refuseOutward } from "./outward.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";
import { assertWritable, createWorkspaceText, readWorkspaceText } from "./workspace-jail.ts";

const KINDS = [".md", ".txt", ".csv", ".json"];

/** Writes a new draft or report. A file that exists is a person's: it is never replaced. */
export const writeFileTool = defineTool({
  name: "write_file",
  description:
    "Writes a new text file under drafts/ or reports/ for a person to review. Nothing is sent. A file that exists is not replaced.",
  effect: "write",
  grant: { anyOf: ["Write"] },
  input: z.object({ path: z.string().min(1).max(200), text: z.string().min(1).max(200_000) }),
  run: async ({ path, text }, { workspace, effect }) => {
    await assertWritable(workspace, path);
    if (!KINDS.includes(extname(path).toLowerCase())) throw new ToolError(`A file name ends in ${KINDS.join(", ")}.`);
    const cleaned = clean(text);
    refuseOutward(cleaned);
    if (extname(path).toLowerCase() === ".csv") refuseFormulas(cleaned);
    const body = cleaned.endsWith("\n") ? cleaned : `${cleaned}\n`;
    const isOwn = async (): Promise<boolean> => effect.again && (await readWorkspaceText(workspace, path)) === body;
    if (!(await createWorkspaceText(workspace, path, body)) && !(await isOwn()))
      throw new ToolError(`${path} exists. Choose another name, or change it with edit_file.`);
    return { text: `Written: ${path}` };
  },
});
