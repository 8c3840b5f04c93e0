import { measure } from "../book/measure.ts";
import { formatFact } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { factTitle } from "../domain/facts/true-days.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";
import type { PacketFact } from "../tasks/packet.ts";
import type { Session } from "./open-session.ts";

/** Metrics of an account as the Facts of a packet, recorded under its task; what is unknown is left out. */
export async function packetFacts(session: Session, account: string, task: string, metrics: readonly string[]): Promise<PacketFact[]> {
  const measured = (await measure(session.context(), { account }, metrics)).filter(({ value }) => value !== null);
  const facts = await recordFacts(session.deps.workspace.runs, task, measured);
  return facts.map((fact) => {
    const metric = METRICS.get(fact.metric);
    return {
      id: fact.id,
      what: factTitle(fact, metric),
      value: formatFact(fact, undefined, false, metric?.decimals),
      window: `${fact.window.from} – ${fact.window.to}`,
    };
  });
}
