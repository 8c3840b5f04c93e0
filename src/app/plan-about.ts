import { UserError } from "../core/errors.ts";
import type { Deps } from "./deps.ts";
import type { BookOptions } from "./open-session.ts";
import { type MadePlan, makePlan } from "./plan.ts";
import { type CompetitorBrief, competitorBrief } from "./plan-competitor.ts";
import type { PlanTemplate } from "./plan-template.ts";

export interface PlanWish extends BookOptions {
  readonly template: PlanTemplate;
  readonly account: string | undefined;
  readonly competitor: string | undefined;
}

/** The plan of an account, or what is known of a competitor: whichever the template is about. Throws UserError where the other one is named. */
export function planAbout(deps: Deps, { account, ...wish }: PlanWish): Promise<MadePlan | CompetitorBrief> {
  const { template, competitor } = wish;
  if (template.about === "competitor") return competitorBrief(deps, wish);
  if (account !== undefined && competitor === undefined) return makePlan(deps, { ...wish, account });
  throw new UserError({
    code: account === undefined ? "needs-account" : "too-many-names",
    message:
      account === undefined
        ? `The plan ${template.kind} is about one account, and none is named.`
        : `"${competitor ?? ""}" is one name too many.`,
    found: competitor,
    fix: `echo-cs plan ${template.kind} --account ${competitor ?? "<name>"}`,
  });
}
