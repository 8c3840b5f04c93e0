import { planAbout } from "../../app/plan-about.ts";
import { loadPlanTemplates, requirePlan } from "../../app/plan-templates.ts";
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
  const { account, asOf, health } = flags;
  const made = await planAbout(deps, { template, account, competitor: named.competitor, asOf, health });
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
