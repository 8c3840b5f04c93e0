import { z } from "zod";
import { UserError } from "../core/errors.ts";
import { factLine } from "./fact-line.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool, type Tool } from "./tool.ts";

const ACCOUNT = z.string().max(120).optional().describe("the account's id; left out: the account of the question");

/** Where an account, or the book, stands. */
export const overviewTool = figuresTool(
  "overview",
  'Where an account stands at a glance, or the whole book with account "all": who they are, revenue, renewal, health, use, support, billing. Facts to cite.',
  {
    account: names(
      "segment plan arr seats customer_since renewal_on days_to_renewal csm_name health_tier health_score " +
        "health_change_30d logins_change_30d active_users_30d open_tickets escalation_tickets nps_last " +
        "overdue_amount",
    ),
    book: [
      "book_accounts",
      "book_arr",
      "accounts_red",
      "accounts_yellow",
      "accounts_green",
      "arr_at_risk",
      "renewals_90d",
      "renewals_90d_arr",
    ],
  },
);

/** What a health score is made of. */
export const healthTool = figuresTool(
  "health",
  "An account's health: score, tier, trend, coverage and the weakest input. With account \"all\": the book's.",
  {
    account: ["health_score", "health_tier", "health_change_30d", "health_previous", "health_coverage", "weakest_input", "health_model"],
    book: ["health_mean", "green_share", "accounts_red", "accounts_yellow", "accounts_green", "accounts_unscored", "arr_red"],
  },
);

/** How use has moved. */
export const usageTrendTool = figuresTool(
  "usage_trend",
  "How an account's use has moved: logins, active users and features against the 30 days before, and the last day of use.",
  {
    account: names(
      "logins_last_30d logins_prior_30d logins_change_30d active_users_30d active_users_prior_30d " +
        "active_users_change_30d features_used_30d features_used_prior_30d features_change_30d " +
        "feature_adoption last_use_on days_silent",
    ),
    book: [],
  },
);

function names(text: string): string[] {
  return text.split(" ");
}

interface Panel {
  readonly account: readonly string[];
  readonly book: readonly string[];
}

function figuresTool(name: string, description: string, panel: Panel): Tool {
  return defineTool({
    name,
    description,
    effect: "read",
    grant: "everyone",
    input: z.object({ account: ACCOUNT }),
    run: async ({ account }, context) => {
      const about = account ?? context.account;
      const isBook = about === null || about === "all";
      const metrics = (isBook ? panel.book : panel.account).filter((metric) => context.metrics.has(metric));
      if (metrics.length === 0) throw new ToolError("Name an account: accounts finds its id.");
      try {
        const facts = await context.desk.measure(isBook ? { book: "all" } : { account: about }, metrics);
        const known = facts.filter(({ value }) => value !== null);
        const unknown = facts.filter(({ value }) => value === null).map(({ metric }) => metric);
        return {
          text: [
            ...known.map((fact) => factLine(fact, context.metrics.get(fact.metric))),
            ...(unknown.length === 0 ? [] : [`Not known: ${unknown.join(", ")}.`]),
          ].join("\n"),
          names: known.flatMap(({ value }) => (typeof value === "string" ? [value] : [])),
          facts,
        };
      } catch (error) {
        if (error instanceof UserError)
          throw new ToolError([error.message, error.detail.fix].filter((part) => part !== undefined).join(" "));
        throw error;
      }
    },
  });
}
