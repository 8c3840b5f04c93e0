import { z } from "zod";
import { clean } from "../core/text.ts";
import { bounded } from "./bounded.ts";
import { fence } from "./fence.ts";
import { defineTool } from "./tool.ts";

/** Finds accounts of the book. */
export const accountsTool = defineTool({
  name: "accounts",
  description: "Finds accounts by name, domain or id, or lists them, with segment and health tier.",
  effect: "read",
  grant: "everyone",
  input: z.object({
    search: z.string().max(120).default(""),
    limit: z.int().min(1).max(50).default(20),
    offset: z.int().min(0).default(0),
  }),
  run: async ({ search, limit, offset }, context) => {
    const { total, accounts } = await context.accounts.find(search, limit, offset);
    if (accounts.length === 0) return { text: total === 0 ? "No account found." : `Only ${total} found; offset ${offset} is beyond them.` };
    const lines = accounts.map(
      (account) => `${account.id}: ${clean(account.name)} (${account.segment ?? "no segment"}, ${account.tier ?? "no tier"})`,
    );
    const rest =
      offset + accounts.length < total ? `\n[${accounts.length} of ${total} shown; ask again with offset ${offset + accounts.length}]` : "";
    return {
      text:
        fence(
          "accounts",
          bounded([lines.join("\n")], () => ""),
        ) + rest,
      names: accounts.flatMap((account) => [account.id, account.name]),
    };
  },
});
