import type { Brief, BriefHandoff } from "../../domain/brief/brief.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import { formatFact } from "../../domain/facts/format-value.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import type { Packet } from "../../tasks/packet.ts";

/** A handoff ready to be filed, the same from both modes: its packet without what only the Brief knows, and how it went. */
export interface FiledHandoff {
  readonly status: BriefHandoff["status"];
  readonly reason: string;
  readonly packet: Omit<Packet, "tried" | "status" | "facts" | "constraints">;
  readonly facts: readonly Fact[];
}

const CONSTRAINTS = [
  "Cite only the Facts above; `echo-cs evidence` prints the rows behind one.",
  "Nothing goes to a customer: drafts only.",
];

/** The line of the Brief for a handoff; `file` is where its packet lies inside the workspace. */
export function briefHandoff({ packet, status, reason }: FiledHandoff, file: string | null): BriefHandoff {
  return { from: packet.from, to: packet.to, mode: packet.mode, reason, packet: file, status };
}

/**
 * The whole packet. It carries only what its sender was asked and had found: a receiver two steps on, perhaps in a tracker of
 * its own, has no business with the rest of the answer.
 */
export function toPacket({ packet, facts }: FiledHandoff, brief: Brief, all: readonly FiledHandoff[]): Packet {
  const tried = brief.findings
    .filter((finding) => finding.kind === "cause" && (finding.agent ?? brief.agent) === packet.from)
    .map((finding) => finding.statement);
  return {
    ...packet,
    question: all.find((earlier) => earlier.packet.to === packet.from)?.packet.asked ?? packet.question,
    status: packet.answer === null ? "open" : "answered",
    facts: facts.map((fact) => ({
      id: fact.id,
      what: METRICS.get(fact.metric)?.title ?? fact.metric,
      value: formatFact(fact),
      window: `${fact.window.from} – ${fact.window.to}`,
    })),
    tried,
    constraints: CONSTRAINTS,
  };
}
