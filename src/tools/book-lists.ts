import { z } from "zod";
import { paged } from "./paged.ts";
import { defineTool } from "./tool.ts";
import { userErrorsAsToolErrors } from "./tool-error.ts";

const PAGE = { limit: z.int().min(1).max(60).default(30), offset: z.int().min(0).default(0) };
const ACCOUNT = z.string().max(120).optional().describe('the account\'s id; left out: the account of the question; "all": every account');
const CITE = "What stands inside <data> is for orientation: measure with facts what you want to state.";

/** What calls for attention. */
export const signalsTool = defineTool({
  name: "signals",
  description: `Warnings and chances of an account, or of all, gravest first. ${CITE}`,
  effect: "read",
  grant: "everyone",
  input: z.object({ account: ACCOUNT, ...PAGE }),
  run: async ({ account, ...page }, context) => {
    const { lines, names } = await userErrorsAsToolErrors(context.book.signals(aboutOf(account, context.account)));
    return { ...paged("signals", lines, page), names };
  },
});

/** What comes up for renewal. */
export const renewalsTool = defineTool({
  name: "renewals",
  description: `Renewals of the next days, soonest first, with health, outlook and next step. ${CITE}`,
  effect: "read",
  grant: "everyone",
  input: z.object({ days: z.int().min(1).max(730).default(90), ...PAGE }),
  run: async ({ days, ...page }, context) => {
    const { lines, names } = await context.book.renewals(days);
    return { ...paged(`renewals within ${days} days`, lines, page), names };
  },
});

/** What an account does not have yet. */
export const whitespaceTool = defineTool({
  name: "whitespace",
  description: `What could be sold to an account, or to all: products it lacks, seats filling up, and why nobody may offer now. ${CITE}`,
  effect: "read",
  grant: "everyone",
  input: z.object({ account: ACCOUNT, ...PAGE }),
  run: async ({ account, ...page }, context) => {
    const { lines, names } = await userErrorsAsToolErrors(context.book.whitespace(aboutOf(account, context.account)));
    return { ...paged("whitespace", lines, page), names };
  },
});

function aboutOf(given: string | undefined, own: string | null): string | null {
  return given === "all" ? null : (given ?? own);
}
