import type { Clock } from "../../core/clock.ts";
import type { ReferenceCitation } from "../../domain/brief/brief.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import type { ModelClient, ModelTool, SystemBlock } from "../../llm/model.ts";
import type { Price } from "../../llm/prices.ts";
import type { ToolContext } from "../../tools/tool-context.ts";
import type { Tool } from "../../tools/tool.ts";
import { renderTemplate } from "../verify/render-template.ts";
import { citedIn } from "../verify/template.ts";
import type { Vocabulary } from "../verify/vocabulary.ts";
import { BRIEF_SCHEMA, parseDraft } from "./brief-draft.ts";
import { BudgetMeter, DEFAULT_LIMITS, type BudgetLimits } from "./budget.ts";
import { toParts, type DraftParts } from "./draft-parts.ts";
import { HANDOFF_LIMITS, handoffDesk, type Consult, type HandoffLimits, type HandoffRecord } from "./handoff-desk.ts";
import { noJournal, type Journal } from "./run-event.ts";
import { runLoop } from "./loop.ts";
import { briefPreview, type PreviewItem } from "./preview.ts";
import { claimsRepair, formRepair } from "./repair-message.ts";
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
  readonly context: Omit<ToolContext, "handoff" | "account">;
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
  readonly journal?: Journal | undefined;
  readonly prices?: Readonly<Record<string, Price>> | undefined;
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
  const meter = input.meter ?? new BudgetMeter(input.limits ?? DEFAULT_LIMITS, clock);
  const readings = input.readings ?? { texts: [], names: [] };
  const run = input.run ?? "1";
  const journal = input.journal ?? noJournal;
  const desk = handoffDesk(
    { name: agent, chain: [...(input.chain ?? []), agent], run },
    input.consult,
    input.handoffLimits ?? HANDOFF_LIMITS,
  );
  const toolContext: ToolContext = { ...context, account, handoff: desk.handoff };
  const factMap = (): ReadonlyMap<string, Fact> => new Map(context.desk.issued().map((fact) => [fact.id, fact]));
  const record = (event: Parameters<Journal["append"]>[1]): Promise<void> => journal.append({ run, agent }, event);
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
    question: task.question,
    check: (text) => checkDraft(text, input, factMap(), readings),
    runTools: (calls) => runTools(calls, input.tools, toolContext, readings, (message) => record({ type: "failed", message })),
    meter,
    record,
    prices: input.prices,
    signal: input.signal,
    preview: input.onPreview === undefined ? undefined : () => previewer(input.onPreview ?? (() => {}), factMap, context),
  });
  for (const { to, mode, complete, note } of desk.records) await record({ type: "handed-off", to, mode, complete, note: note ?? null });
  return {
    parts: result.draft,
    facts: citedFacts(result.draft, factMap()),
    handoffs: desk.records,
    meter,
    turns: result.turns,
    stop: result.stop,
  };
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
