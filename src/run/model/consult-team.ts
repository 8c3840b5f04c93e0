import type { ReferenceCitation } from "../../domain/brief/brief.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import { formatDollars } from "../../llm/format-dollars.ts";
import { BudgetMeter, DEFAULT_LIMITS } from "./budget.ts";
import type { DraftParts } from "./draft-parts.ts";
import type { Consult, ConsultReply, ConsultRequest } from "./handoff-desk.ts";
import { runAgent, type ModelRunInput, type ModelRunResult } from "./model-run.ts";
import type { Stop } from "./step.ts";

/** What is an agent's own in a run: the rest (book, model, budget, transcript) is the whole team's. */
export type Seat = Pick<ModelRunInput, "agent" | "system" | "tools" | "serverTools" | "modelId">;

/** What everybody in a run shares. */
export type Shared = Omit<ModelRunInput, keyof Seat | "task" | "consult" | "chain" | "run">;

export interface TeamRules {
  /** The seat of an agent by name or alias; undefined for an outside party. */
  readonly seatOf: (name: string) => Seat | undefined;
  /** Why the asking agent's table or the charter forbids a handoff; undefined where it may go on. */
  readonly refuse: (request: ConsultRequest) => string | undefined;
  /** What to say where nobody answers: the packet that was filed. */
  readonly file: (request: ConsultRequest) => Promise<ConsultReply>;
}

/** Lets `first` answer, with the team behind it: each handoff runs the receiver with the question, the reason and the named Facts. */
export async function runTeam(first: Seat, task: ModelRunInput["task"], shared: Shared, rules: TeamRules): Promise<ModelRunResult> {
  const meter = shared.meter ?? new BudgetMeter(shared.limits ?? DEFAULT_LIMITS, shared.clock, shared.prices);
  // What was used before the run was cut counts, also for agents that need not be asked again.
  for (const event of shared.journal?.past ?? []) if (event.type === "replied") meter.spend(event.reply.usage, event.usd);
  const together: Shared = { ...shared, meter, readings: shared.readings ?? { texts: [], names: [] } };
  return runAgent({ ...together, ...first, task, consult: consultTeam(task, together, rules) });
}

function consultTeam(task: ModelRunInput["task"], shared: Shared, rules: TeamRules): Consult {
  const consult: Consult = async (request) => {
    const refusal = rules.refuse(request);
    if (refusal !== undefined) return { answer: "", complete: false, note: `refused: ${refusal}` };
    const seat = rules.seatOf(request.to);
    if (seat === undefined) return rules.file(request);
    if (request.chain.includes(seat.agent))
      return { answer: "", complete: false, note: `refused: ${seat.agent} is already at work on this` };
    const { from, mode, reason, ask } = request;
    const facts = shared.context.desk.issued().filter((fact) => request.facts.includes(fact.id));
    // A preview of the receiver would be mistaken for one of the answer.
    const result = await runAgent({
      ...shared,
      ...seat,
      onPreview: undefined,
      task: { account: task.account, background: task.background, question: ask, facts, handoff: { from, mode, reason } },
      consult,
      chain: request.chain,
      run: request.run,
    });
    return replyOf(result);
  };
  return consult;
}

function replyOf({ parts, stop, facts, handoffs }: ModelRunResult): ConsultReply {
  // What a rule of the team refused is settled; what a cap refused or a limit stopped is still open.
  const open = handoffs.find((handoff) => !handoff.complete && !isSettled(handoff));
  const note =
    stop === null ? (open === undefined ? undefined : `its handoff to ${open.to}: ${open.note ?? "unfinished"}`) : stopText(stop);
  const limit = stop?.limit === undefined ? undefined : stop;
  if (parts === null) return { answer: "It was stopped before it had an answer.", complete: false, note, stop: limit, handoffs };
  return { answer: answerText(parts, facts), complete: stop === null && open === undefined, note, stop: limit, parts, handoffs };
}

/** Refused by a rule, `refused: handoff-table: …`: the agent's own table or the charter. */
function isSettled({ note = "" }: { readonly note?: string }): boolean {
  return /^refused: [a-z]+(?:-[a-z]+)+: /.test(note);
}

/** Why a run ended early, for people. */
export function stopText(stop: Stop): string {
  if (stop.limit === undefined) return `stopped: ${stop.reason}`;
  const { reason, limit, used } = stop;
  if (reason === "usd")
    return `stopped at its limit of ${formatDollars(limit)}: ${formatDollars(used)} is spent, and the next call might cost more than is left`;
  return `stopped at its limit of ${limit} ${reason}, with ${used} used`;
}

/** The receiver's Brief for the asker, slots kept, so that the same Facts can be cited again. */
function answerText(parts: DraftParts, facts: readonly Fact[]): string {
  const doubts = parts.verification.unverified.map(({ where, claim, reason }) => `${where} "${claim}" (${reason})`);
  return [
    parts.headline_template,
    ...parts.findings.map((finding) => `- ${finding.kind} (${finding.severity}): ${finding.template} [${finding.facts.join(", ")}]`),
    ...parts.actions.map((action) => `- action: ${action.template} (${action.owner}, due ${action.due})`),
    ...parts.unknowns.map((unknown) => `- unknown: ${unknown.what}`),
    ...(parts.references.length === 0 ? [] : [`References: ${parts.references.map((entry: ReferenceCitation) => entry.id).join(", ")}`]),
    ...(facts.length === 0 ? [] : [`Facts: ${facts.map((fact) => `${fact.id} = ${fact.metric}`).join(", ")}`]),
    ...(doubts.length === 0 ? [] : [`Not backed by Facts, do not repeat: ${doubts.join("; ")}`]),
  ].join("\n");
}
