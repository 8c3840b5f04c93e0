import type { HandoffReply, HandoffRequest } from "../../tools/tool-context.ts";
import type { BudgetStop } from "./budget.ts";
import type { DraftParts } from "./draft-parts.ts";
import type { HandoffRecord } from "./handoff-record.ts";
import type { Recall } from "./recall.ts";
import type { CallPlace, RunStep } from "./run-event.ts";

/** A request on its way to the receiver. */
export interface ConsultRequest extends HandoffRequest {
  readonly from: string;
  /** Who has handed on to whom so far, the asking agent last. */
  readonly chain: readonly string[];
  /** Its place in the transcript: 1.2 is the second handoff of run 1. */
  readonly run: string;
}

export interface ConsultReply extends HandoffReply {
  readonly stop?: BudgetStop | undefined;
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

export interface DeskInput {
  readonly name: string;
  readonly chain: readonly string[];
  readonly run: string;
  readonly consult: Consult;
  readonly limits: HandoffLimits;
  readonly recall: Recall;
  readonly record: (event: RunStep) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

export interface HandoffDesk {
  /** In the order of asking, whichever was answered first. */
  records(): HandoffRecord[];
  handoff(request: HandoffRequest, place: CallPlace): Promise<ConsultReply>;
  /** Puts on record what ended without success. Until the asking agent goes on from it, a run that is taken up again may try it once more. */
  settle(): Promise<void>;
}

/** Passes an agent's handoffs on, keeps a record of each, and refuses what would run in circles or grow without end. */
export function handoffDesk(desk: DeskInput): HandoffDesk {
  const kept: (HandoffRecord | undefined)[] = [];
  let unsettled: (CallPlace & { readonly record: HandoffRecord })[] = [];
  const asked = new Set<string>();
  let started = 0;
  const handoff = async (request: HandoffRequest, place: CallPlace): Promise<ConsultReply> => {
    const slot = kept.push(undefined) - 1;
    const key = `${request.to}\n${request.ask.trim().toLowerCase()}`;
    const refusal = refusalOf(request, desk, started, asked.has(key), desk.limits);
    if (refusal === undefined) {
      asked.add(key);
      started += 1;
    }
    const run = `${desk.run}.${started}`;
    const known = desk.recall.handoff(place);
    const record = known ?? recordOf(request, desk.name, await replyTo(request, refusal, run, desk));
    kept[slot] = record;
    if (known === undefined && desk.signal?.aborted !== true) {
      if (record.complete) await desk.record({ type: "handed-off", record, ...place });
      else unsettled.push({ record, ...place });
    }
    return { answer: record.answer, complete: record.complete, note: record.note, stop: record.stop };
  };
  return {
    records: () => kept.filter((record) => record !== undefined),
    handoff,
    settle: async () => {
      const open = unsettled;
      unsettled = [];
      for (const each of open) await desk.record({ type: "handed-off", ...each });
    },
  };
}

async function replyTo(request: HandoffRequest, refusal: string | undefined, run: string, desk: DeskInput): Promise<ConsultReply> {
  if (refusal !== undefined) return { answer: "", complete: false, note: refusal };
  try {
    return await desk.consult({ ...request, from: desk.name, chain: desk.chain, run });
  } catch (error) {
    return { answer: "", complete: false, note: error instanceof Error ? error.message : String(error) };
  }
}

function recordOf(request: HandoffRequest, from: string, reply: ConsultReply): HandoffRecord {
  const { answer, complete, note, stop, parts, handoffs = [] } = reply;
  return {
    ...request,
    from,
    answer,
    complete,
    ...(note === undefined ? {} : { note }),
    ...(stop === undefined ? {} : { stop }),
    ...(parts === undefined ? {} : { parts }),
    ...(handoffs.length === 0 ? {} : { handoffs }),
  };
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
