import type { Clock } from "../../core/clock.ts";
import type { ReferenceCitation } from "../../domain/brief/brief.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import type { ModelClient, ModelTool, SystemBlock } from "../../llm/model.ts";
import type { Prices } from "../../llm/prices.ts";
import type { HandoffReply, ToolContext } from "../../tools/tool-context.ts";
import type { Tool } from "../../tools/tool.ts";
import { renderTemplate } from "../verify/render-template.ts";
import { citedIn } from "../verify/template.ts";
import type { Vocabulary } from "../verify/vocabulary.ts";
import { BRIEF_SCHEMA, parseDraft } from "./brief-draft.ts";
import { BudgetMeter, DEFAULT_LIMITS, type BudgetLimits } from "./budget.ts";
import { toParts, type DraftParts } from "./draft-parts.ts";
import { HANDOFF_LIMITS, handoffDesk, type Consult, type ConsultReply, type HandoffLimits } from "./handoff-desk.ts";
import type { HandoffRecord } from "./handoff-record.ts";
import { runLoop } from "./loop.ts";
import { memoryJournal } from "./journal.ts";
import { briefPreview, type PreviewItem } from "./preview.ts";
import { claimsRepair, formRepair } from "./repair-message.ts";
import { recallRun } from "./recall.ts";
import type { RunJournal, RunStep } from "./run-event.ts";
import { runTools, type Readings } from "./run-tools.ts";
import type { Check, Stop } from "./step.ts";
import { openingMessage, type Task } from "./system-prompt.ts";

/** What a model run of one agent needs. */
export interface ModelRunInput {
  readonly agent: string;
  readonly system: readonly SystemBlock[];
  readonly task: Omit<Task, "asOf" | "metrics">;
  readonly tools: readonly Tool[];
  /** Tools that the model's host runs. */
  readonly serverTools?: readonly ModelTool[] | undefined;
  /** Where the tools look; handoffs are added by the run. */
  readonly context: Omit<ToolContext, "handoff" | "account" | "effect">;
  readonly model: ModelClient;
  readonly modelId: string;
  readonly maxTokens?: number | undefined;
  readonly consult: Consult;
  readonly vocabulary: Omit<Vocabulary, "metrics" | "account" | "references">;
  /** Names that may own an action. */
  readonly owners: ReadonlySet<string>;
  readonly references: ReadonlyMap<string, ReferenceCitation>;
  readonly clock: Clock;
  /** Shared with the runs that this one hands off to; a fresh one by default. */
  readonly meter?: BudgetMeter | undefined;
  readonly limits?: BudgetLimits | undefined;
  readonly handoffLimits?: HandoffLimits | undefined;
  /** Agents above this one, the first asked first. */
  readonly chain?: readonly string[] | undefined;
  readonly run?: string | undefined;
  /** Shared with the runs below, so that what one has read another may quote. */
  readonly readings?: Readings | undefined;
  readonly journal?: RunJournal | undefined;
  /** The task's id: with run, turn and call it names an effect. */
  readonly taskId?: string | undefined;
  readonly prices?: Prices | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Sentences of the Brief as they are written, values printed; unverified. */
  readonly onPreview?: ((item: PreviewItem) => void) | undefined;
}

export interface ModelRunResult {
  /** Null where the run was stopped before it had written a Brief that can be read. */
  readonly parts: DraftParts | null;
  /** The Facts that the parts cite. */
  readonly facts: readonly Fact[];
  readonly handoffs: readonly HandoffRecord[];
  /** Of this run and all below it. */
  readonly meter: BudgetMeter;
  readonly turns: number;
  readonly stop: Stop | null;
}

const MAX_TOKENS = 8000;

/** Lets one agent answer one question. Throws ModelError where the model fails; a reached limit is told in the result. */
export async function runAgent(input: ModelRunInput): Promise<ModelRunResult> {
  const { agent, context, task, clock } = input;
  const account = task.account?.id ?? null;
  const meter = input.meter ?? new BudgetMeter(input.limits ?? DEFAULT_LIMITS, clock, input.prices);
  const readings = input.readings ?? { texts: [], names: [] };
  const run = input.run ?? "1";
  const journal = input.journal ?? memoryJournal();
  const recall = recallRun(journal.past, run);
  const record = async (step: RunStep): Promise<void> => {
    const event = { run, agent, ...step };
    if (isDurable(step)) await journal.append(event);
    else journal.note(event);
  };
  const { consult, signal } = input;
  const chain = [...(input.chain ?? []), agent];
  const desk = handoffDesk({ name: agent, chain, run, consult, limits: input.handoffLimits ?? HANDOFF_LIMITS, recall, record, signal });
  const factMap = (): ReadonlyMap<string, Fact> => new Map(context.desk.issued().map((fact) => [fact.id, fact]));
  const result = await runLoop<DraftParts>({
    model: input.model,
    request: {
      model: input.modelId,
      system: input.system,
      tools: [...input.tools.map((tool) => tool.declaration), ...(input.serverTools ?? [])],
      maxTokens: input.maxTokens ?? MAX_TOKENS,
      outputSchema: BRIEF_SCHEMA,
    },
    opening: openingMessage({ ...task, asOf: context.desk.asOf, metrics: context.metrics }),
    check: (text) => checkDraft(text, input, factMap(), readings),
    runTools: (calls, turn) =>
      runTools(calls, turn, {
        tools: input.tools,
        contextOf: (effect, place) => ({
          ...context,
          account,
          effect,
          handoff: async (request) => answerOf(await desk.handoff(request, place), meter),
        }),
        adopt: (facts) => context.desk.adopt(facts),
        readings,
        record,
        recall,
        clock,
        key: `${input.taskId ?? "task"}/${run}`,
        signal,
      }),
    meter,
    clock,
    record: async (step) => {
      // From here on the agent has seen how its handoffs ended.
      if (step.type === "replied") await desk.settle();
      await record(step);
    },
    recall,
    prices: input.prices,
    signal,
    preview: input.onPreview === undefined ? undefined : () => previewer(input.onPreview ?? (() => {}), factMap, context),
  });
  return {
    parts: result.draft,
    facts: citedFacts(result.draft, factMap()),
    handoffs: desk.records(),
    meter,
    turns: result.turns,
    stop: result.stop,
  };
}

/** What must be on the disk before the run goes on: a paid reply, and an effect before and after it. The rest is measured again at no cost. */
function isDurable(step: RunStep): boolean {
  return (
    step.type === "replied" ||
    step.type === "tool-begun" ||
    step.type === "handed-off" ||
    (step.type === "tool-done" && step.effect === "write")
  );
}

/** A limit that ended the receiver ends the run. */
function answerOf({ stop, ...reply }: ConsultReply, meter: BudgetMeter): HandoffReply {
  if (stop !== undefined) meter.close(stop);
  return reply;
}

function checkDraft(text: string, input: ModelRunInput, facts: ReadonlyMap<string, Fact>, readings: Readings): Check<DraftParts> {
  const parsed = parseDraft(text);
  if (!parsed.ok) return { kind: "unreadable", message: formRepair(parsed.reason) };
  const { vocabulary, task, context } = input;
  const draft = toParts(parsed.value, {
    asOf: context.desk.asOf,
    facts,
    agent: input.agent,
    owners: input.owners,
    references: input.references,
    vocabulary: {
      ...vocabulary,
      metrics: context.metrics,
      account: task.account?.id ?? null,
      references: new Set(input.references.keys()),
      texts: [...vocabulary.texts, ...readings.texts, task.question],
      names: [...vocabulary.names, ...readings.names, ...input.owners],
    },
  });
  const { unverified } = draft.verification;
  return unverified.length === 0
    ? { kind: "clean", draft }
    : { kind: "flawed", draft, flaws: unverified.length, message: claimsRepair(unverified) };
}

function previewer(
  show: (item: PreviewItem) => void,
  facts: () => ReadonlyMap<string, Fact>,
  { metrics }: Pick<ToolContext, "metrics">,
): (delta: string) => void {
  const read = briefPreview();
  return (delta) => {
    for (const { where, template } of read(delta)) show({ where, template: renderTemplate(template, facts(), metrics) });
  };
}

function citedFacts(parts: DraftParts | null, facts: ReadonlyMap<string, Fact>): Fact[] {
  if (parts === null) return [];
  const ids = [
    ...citedIn(parts.headline_template),
    ...parts.findings.flatMap((finding) => finding.facts),
    ...parts.actions.flatMap((action) => [...action.why, ...citedIn(action.template)]),
  ];
  return [...facts.values()].filter((fact) => ids.includes(fact.id));
}
