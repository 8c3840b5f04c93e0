import { z } from "zod";
import { clean } from "../core/text.ts";
import { refuseChanges } from "./outward.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";
import { readWritableText, replaceWorkspaceText } from "./workspace-jail.ts";

/** Changes several passages of a draft or report at once, or none. */
export const multiEditFileTool = defineTool({
  name: "multi_edit_file",
  description:
    "Replaces several passages of a file under drafts/ or reports/ in the order given, all or none. Each must stand there exactly once when its turn comes.",
  effect: "write",
  grant: { anyOf: ["MultiEdit"] },
  input: z.object({
    path: z.string().min(1).max(200),
    edits: z
      .array(z.object({ old: z.string().min(1).max(50_000), new: z.string().max(50_000) }))
      .min(1)
      .max(50),
  }),
  run: async ({ path, edits }, { workspace, effect }) => {
    const before = await readWritableText(workspace, path);
    let text = before;
    for (const [index, { old, new: replacement }] of edits.entries()) {
      const replaced = clean(replacement);
      const places = text.split(old).length - 1;
      if (effect.again && places === 0 && text.includes(replaced)) continue;
      if (places !== 1) throw new ToolError(`Edit ${index + 1}: the passage stands ${places} times in ${path}; nothing was changed.`);
      text = text.replace(old, () => replaced);
    }
    refuseChanges(path, before, text);
    await replaceWorkspaceText(workspace, path, text);
    return { text: `Changed: ${path}` };
  },
});
