import { z } from "zod";
import { readText, writeTextAtomic } from "../core/files.ts";
import { clean } from "../core/text.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";
import { readablePath, writablePath } from "./workspace-jail.ts";

/** Changes one passage of a draft or report. */
export const editFileTool = defineTool({
  name: "edit_file",
  description: "Replaces one passage of a file under drafts/ or reports/. The passage must stand there exactly once.",
  effect: "write",
  grant: { anyOf: ["Edit", "MultiEdit"] },
  input: z.object({ path: z.string().min(1).max(200), old: z.string().min(1).max(50_000), new: z.string().max(50_000) }),
  run: async ({ path, old, new: replacement }, { workspace }) => {
    const file = await writablePath(workspace, path);
    const text = await readText(await readablePath(workspace, path));
    const places = text.split(old).length - 1;
    if (places !== 1)
      throw new ToolError(
        places === 0 ? `The passage is not in ${path}.` : `The passage stands ${places} times in ${path}; give more of it.`,
      );
    await writeTextAtomic(
      file,
      text.replace(old, () => clean(replacement)),
    );
    return { text: `Changed: ${path}` };
  },
});
