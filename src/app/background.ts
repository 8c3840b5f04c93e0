import { loadProductContext } from "../team/load-product-context.ts";
import type { RecallQuestion } from "../tasks/recall.ts";
import { fence } from "../tools/fence.ts";
import type { Session } from "./open-session.ts";
import { recalled } from "./recalled.ts";

/** What a model is told beside Facts: what the company sells, and what memory holds on the question. Undefined where neither says anything. */
export async function backgroundOf(session: Session, account: RecallQuestion["account"] | undefined): Promise<string | undefined> {
  const { workspace, log } = session.deps;
  const { context, warnings } = await loadProductContext(workspace.root, workspace.config.company);
  for (const { path, line, reason } of warnings) log.warn(`${path}:${line}: ${reason}`);
  const about = [
    ...(context.company === undefined ? [] : [`company: ${context.company}`]),
    ...(context.product === undefined ? [] : [`product: ${context.product}`]),
    ...context.lines,
  ];
  const remembered = await recalled(session, account);
  const parts = [
    ...(about.length === 0 ? [] : [fence("product context", [...new Set(about)].join("\n"))]),
    ...(remembered.length === 0 ? [] : [`What earlier work has shown:\n${fence("memory", remembered.join("\n"))}`]),
  ];
  return parts.length === 0 ? undefined : parts.join("\n\n");
}
