import type { Deps } from "../../app/deps.ts";
import { type MadePlan, makePlan } from "../../app/plan.ts";
import { competitorBrief } from "../../app/plan-competitor.ts";
import type { PlanTemplate } from "../../app/plan-template.ts";
import { loadPlanTemplates, requirePlan } from "../../app/plan-templates.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { slug } from "../../core/text.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderPlanKinds } from "../render/render-plan.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";
import { printReport, type ReportFlags } from "./account-report-print.ts";

export interface PlanFlags extends BookFlags, ReportFlags {
  readonly account?: string;
}

/** Runs `plan`: makes or goes on with one, or lists the kinds there are. */
export async function runPlan(
  named: { readonly kind: string | undefined; readonly competitor: string | undefined },
  flags: PlanFlags,
  io: Io,
): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const templates = await loadPlanTemplates(deps.workspace.references);
  if (named.kind === undefined) {
    const kinds = [...templates.values()].map(({ kind, title, goal, about }) => ({ kind, title, about, goal }));
    return printResult(kinds, renderPlanKinds(kinds, viewOf(io)), flags, io);
  }
  const template = requirePlan(named.kind, templates);
  const made = await planFor(template, named.competitor, flags, deps);
  sayAge(deps.log, made.plan.as_of, made.age);
  const { plan, document } = made;
  await printReport(
    { data: "quotes" in made ? { ...plan, quotes: made.quotes } : plan, document, name: `plan-${plan.kind}-${slug(plan.name)}` },
    flags,
    deps,
    io,
  );
  return EXIT.ok;
}

function planFor(
  template: PlanTemplate,
  competitor: string | undefined,
  { account, asOf, health }: PlanFlags,
  deps: Deps,
): Promise<MadePlan> {
  if (template.about === "competitor") return competitorBrief(deps, { template, competitor, asOf, health });
  if (account !== undefined && competitor === undefined) return makePlan(deps, { template, account, asOf, health });
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
