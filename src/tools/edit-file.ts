import { z } from "zod";
import { clean } from "../core/text.ts";
import { refuseChanges } from "./outward.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";
import { readWritableText, replaceWorkspaceText } from "./workspace-jail.ts";

/** Changes one passage of a draft or report. */
export const editFileTool = defineTool({
  name: "edit_file",
  description: "Replaces one passage of a file under drafts/ or reports/. The passage must stand there exactly once.",
  effect: "write",
  grant: { anyOf: ["Edit", "MultiEdit"] },
  input: z.object({ path: z.string().min(1).max(200), old: z.string().min(1).max(50_000), new: z.string().max(50_000) }),
  run: async ({ path, old, new: replacement }, { workspace, effect }) => {
    const text = await readWritableText(workspace, path);
    const replaced = clean(replacement);
    const places = text.split(old).length - 1;
    if (effect.again && text.includes(replaced) && places === replaced.split(old).length - 1) return { text: `Changed: ${path}` };
    if (places !== 1)
      throw new ToolError(
        places === 0 ? `The passage is not in ${path}.` : `The passage stands ${places} times in ${path}; give more of it.`,
      );
    const changed = text.replace(old, () => replaced);
    // The whole is looked at: an address may be put together from pieces.
    refuseChanges(path, text, changed);
    await replaceWorkspaceText(workspace, path, changed);
    return { text: `Changed: ${path}` };
  },
});
