import { z } from "zod";
import { fence } from "./fence.ts";
import { ToolError, userErrorsAsToolErrors } from "./tool-error.ts";
import { defineTool } from "./tool.ts";

/** Drafts a message for a person to send. */
export const draftOutreachTool = defineTool({
  name: "draft_outreach",
  description:
    "Drafts a message to an account by the template of a play, into drafts/, for a person to review and send. The charter's rules hold; nothing is sent.",
  effect: "write",
  grant: { anyOf: ["Write"] },
  input: z.object({
    play: z.string().min(1).max(60),
    account: z.string().max(120).optional().describe("left out: the account of the question"),
  }),
  run: async ({ play, account }, context) => {
    const about = account ?? context.account;
    if (about === null) throw new ToolError("Name an account: a message goes to one.");
    // Text about one customer must not be talked into a message to another.
    if (context.account !== null && about !== context.account)
      throw new ToolError(`This question is about ${context.account}: a draft to ${about} needs a question of its own.`);
    const { file, subject, text, kept } = await userErrorsAsToolErrors(context.notes.draft({ account: about, play }));
    const state = kept ? `A person has edited ${file}: theirs stays, and this was not written.` : `Drafted: ${file}`;
    return { text: `${state}\n${fence(file, `${subject}\n\n${text}`)}` };
  },
});
