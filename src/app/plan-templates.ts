import { join } from "node:path";
import { compareText } from "../core/compare-text.ts";
import { UserError } from "../core/errors.ts";
import { namesIn, readText } from "../core/files.ts";
import { list, nearest, nearestBeginning } from "../core/text.ts";
import { parsePlanTemplate, type PlanTemplate } from "./plan-template.ts";

/** The plans of one or more reference folders (`plans/*.md`), by kind; a later folder's replaces an earlier one. Throws DataError for a broken one. */
export async function loadPlanTemplates(references: readonly string[]): Promise<ReadonlyMap<string, PlanTemplate>> {
  const templates = new Map<string, PlanTemplate>();
  for (const folder of references.map((one) => join(one, "plans"))) {
    for (const file of (await namesIn(folder)).filter((one) => /^[^.].*\.md$/.test(one)).sort()) {
      const template = parsePlanTemplate(await readText(join(folder, file)), join(folder, file));
      templates.set(template.kind, template);
    }
  }
  return new Map([...templates].sort(([a], [b]) => compareText(a, b)));
}

/** The template of a kind. Throws UserError that names the nearest. */
export function requirePlan(kind: string, templates: ReadonlyMap<string, PlanTemplate>): PlanTemplate {
  const found = templates.get(kind.trim().toLowerCase());
  if (found !== undefined) return found;
  const names = [...templates.keys()];
  const near = [...new Set([...nearest(kind, names), ...nearestBeginning(kind, names)])];
  throw new UserError({
    code: "unknown-plan",
    message: `There is no plan "${kind}".`,
    found: kind,
    allowed: near.length > 0 ? near : names,
    fix: near.length > 0 ? `Did you mean ${list(near, "or")}?` : "Add references/plans/<kind>.md to the workspace for one of your own.",
  });
}
