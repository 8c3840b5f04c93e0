import { join } from "node:path";
import { openTriage } from "../../src/app/triage.ts";
import type { TriagedTicket } from "../../src/domain/triage/triaged.ts";

/** What one ticket's text, subject and source's priority come to. */
export type ReadTicket = (description: string, subject?: string, priority?: string) => TriagedTicket;

/** Reads one ticket after the other by the shipped words and rules. */
export async function ticketReading(): Promise<ReadTicket> {
  const root = join(import.meta.dirname, "../..");
  const engine = await openTriage({ references: [join(root, "references")], agents: [join(root, "agents")] });
  let count = 0;
  return (description, subject = "", priority) => {
    count += 1;
    return engine({ id: `T-${count}`, line: count, subject, description, customerIds: [], priority }, undefined);
  };
}
