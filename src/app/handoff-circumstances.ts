import { measure } from "../book/measure.ts";
import type { QueryContext } from "../book/queries/query.ts";
import type { Log } from "../core/log.ts";
import { asTier } from "../domain/health/tier.ts";
import type { HandoffCircumstances } from "../team/policy/check-charter.ts";
import { findOpenTask } from "../tasks/find-task.ts";
import { listPackets } from "../tasks/list-packets.ts";
import { taskKey } from "../tasks/task-id.ts";

export interface AccountCircumstances extends HandoffCircumstances {
  readonly account: { readonly tier: "green" | "yellow" | "red" | null; readonly openSavePlan: boolean };
  readonly openTechnicalQuestion: boolean;
  /** An opportunity of the account is open: expansion or renewal, as the CRM has it now. */
  readonly openDeal: boolean;
}

interface Folders {
  readonly tasks: string;
  readonly handoffs: string;
}

/**
 * What the charter's rules ask about an account: its tier; whether it is being saved (a churn task is open and the account not green);
 * whether sales-engineer still owes an answer (a packet to it waits); whether a deal is open.
 */
export async function circumstancesOf(
  account: string,
  context: QueryContext,
  { tasks, handoffs }: Folders,
  log: Log,
): Promise<AccountCircumstances> {
  const figures = await measure(context, { account }, ["health_tier", "open_expansions", "open_renewals"]);
  const value = (metric: string) => figures.find((one) => one.metric === metric)?.value ?? null;
  const tier = asTier(value("health_tier"));
  const rescue = await findOpenTask(tasks, taskKey({ intent: "churn", subject: account }), log);
  const packets = await listPackets(handoffs, log, "sales-engineer");
  return {
    account: { tier, openSavePlan: rescue !== undefined && tier !== "green" },
    openTechnicalQuestion: packets.some(
      ({ packet }) => packet.account === account && packet.to === "sales-engineer" && packet.status === "open",
    ),
    openDeal: Number(value("open_expansions") ?? 0) + Number(value("open_renewals") ?? 0) > 0,
  };
}
