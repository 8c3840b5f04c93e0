import type { HandoffReply, HandoffRequest } from "../../tools/tool-context.ts";
import type { DraftParts } from "./draft-parts.ts";

/** One question put to another agent during a run. */
export interface HandoffRecord extends HandoffRequest {
  readonly from: string;
  readonly answer: string;
  readonly complete: boolean;
  /** Why it is not complete. */
  readonly note?: string;
  /** What the receiver found, where it answered with a Brief of its own. */
  readonly parts?: DraftParts;
  /** What the receiver handed on in its turn. */
  readonly handoffs?: readonly HandoffRecord[];
}

/** A request on its way to the receiver. */
export interface ConsultRequest extends HandoffRequest {
  readonly from: string;
  /** Who has handed on to whom so far, the asking agent last. */
  readonly chain: readonly string[];
  /** Its place in the transcript: 1.2 is the second handoff of run 1. */
  readonly run: string;
}

export interface ConsultReply extends HandoffReply {
  readonly parts?: DraftParts | undefined;
  readonly handoffs?: readonly HandoffRecord[] | undefined;
}

/** Runs the receiving agent, or files a packet where nobody answers. It also holds the request against tables and charter. */
export type Consult = (request: ConsultRequest) => Promise<ConsultReply>;

export interface HandoffLimits {
  /** How many agents may stand in a row; the asked one is the first. */
  readonly depth: number;
  /** How many handoffs one run may make. */
  readonly breadth: number;
}

export const HANDOFF_LIMITS: HandoffLimits = { depth: 4, breadth: 4 };

/** Passes an agent's handoffs on, keeps a record of each, and refuses what would run in circles or grow without end. */
export function handoffDesk(
  agent: { readonly name: string; readonly chain: readonly string[]; readonly run: string },
  consult: Consult,
  limits: HandoffLimits,
): { readonly records: HandoffRecord[]; readonly handoff: (request: HandoffRequest) => Promise<HandoffReply> } {
  const records: HandoffRecord[] = [];
  const asked = new Set<string>();
  let started = 0;
  const keep = (request: HandoffRequest, reply: ConsultReply): HandoffReply => {
    const { answer, complete, note, parts, handoffs = [] } = reply;
    records.push({
      ...request,
      from: agent.name,
      answer,
      complete,
      ...(note === undefined ? {} : { note }),
      ...(parts === undefined ? {} : { parts }),
      ...(handoffs.length === 0 ? {} : { handoffs }),
    });
    return { answer, complete, note };
  };
  const handoff = async (request: HandoffRequest): Promise<HandoffReply> => {
    const key = `${request.to}\n${request.ask.trim().toLowerCase()}`;
    const refusal = refusalOf(request, agent, started, asked.has(key), limits);
    if (refusal !== undefined) return keep(request, { answer: "", complete: false, note: refusal });
    asked.add(key);
    started += 1;
    try {
      return keep(request, await consult({ ...request, from: agent.name, chain: agent.chain, run: `${agent.run}.${started}` }));
    } catch (error) {
      return keep(request, { answer: "", complete: false, note: error instanceof Error ? error.message : String(error) });
    }
  };
  return { records, handoff };
}

function refusalOf(
  request: HandoffRequest,
  agent: { readonly chain: readonly string[] },
  started: number,
  repeated: boolean,
  limits: HandoffLimits,
): string | undefined {
  if (agent.chain.includes(request.to)) return `refused: ${request.to} is already at work on this (${agent.chain.join(" → ")})`;
  if (agent.chain.length >= limits.depth) return `refused: ${limits.depth} agents in a row is the limit (${agent.chain.join(" → ")})`;
  if (repeated) return `refused: ${request.to} has been asked this before`;
  return started >= limits.breadth ? `refused: ${limits.breadth} handoffs a run is the limit` : undefined;
}
