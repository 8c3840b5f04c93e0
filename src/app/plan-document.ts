import { count } from "../core/text.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { factTitle } from "../domain/facts/true-days.ts";
import type { Brand } from "../reports/brand.ts";
import type { Block, KeyFigure, Part, ReportDocument, Tone } from "../reports/document.ts";
import { cite, resting, type Words } from "../reports/words.ts";
import type { PlanPhase, PlanReport, PlanStep } from "./plan-report.ts";

export interface PlanPages {
  readonly figures: readonly Fact[];
  /** What the playbook finds, with its values. */
  readonly findings: readonly { readonly kind: string; readonly words: Words }[];
  /** Tables beside the steps. */
  readonly parts: readonly Part[];
  readonly brand: Brand;
}

/** The plan as a document: how far it is, where the account stands, what to know, and the steps by phase. */
export function planDocument(plan: PlanReport, { figures, findings, parts, brand }: PlanPages): ReportDocument {
  return {
    title: `${plan.title}: ${plan.name}`,
    subtitle: plan.goal,
    audience: "internal",
    date: plan.as_of,
    brand,
    foot: `As of ${plan.as_of} · opened ${plan.opened} · checklist ${plan.task}-todos.md`,
    parts: [
      { id: "progress", title: "How far it is", blocks: progressBlocks(plan), notes: [] },
      ...(figures.length + findings.length === 0
        ? []
        : [{ id: "standing", title: "Where it stands", blocks: standingBlocks(figures, findings), notes: [] }]),
      ...parts,
      ...plan.phases.map((phase, index): Part => ({
        id: `phase-${index + 1}`,
        title: phase.title,
        blocks: [checklistOf(phase)],
        notes: [],
      })),
      ...(plan.missing.length === 0
        ? []
        : [{ id: "missing", title: "Not on record", blocks: [{ kind: "bullets", items: plan.missing } as const], notes: [] }]),
    ],
  };
}

/** "5 of 17 steps done, 2 overdue." */
export function progressText({ progress: { total, done, overdue, skipped } }: Pick<PlanReport, "progress">): string {
  const extras = [...(overdue > 0 ? [`${overdue} overdue`] : []), ...(skipped > 0 ? [`${skipped} skipped`] : [])];
  return `${done} of ${count(total, "step")} done${extras.length === 0 ? "" : `, ${extras.join(", ")}`}.`;
}

/** Who has a step: the person where the book knows one, with the role. */
export function whoOf({ owner, owner_name: name }: Pick<PlanStep, "owner" | "owner_name">): string {
  return [name, owner].filter((part) => part !== null && part !== "").join(", ");
}

function progressBlocks(plan: PlanReport): Block[] {
  const { next, progress } = plan;
  const tone: Tone = progress.overdue > 0 ? "bad" : progress.total > 0 && progress.done === progress.total ? "good" : "neutral";
  return [
    { kind: "callout", tone, words: progressText(plan) },
    ...(next === null
      ? []
      : [
          {
            kind: "paragraph",
            words: `Next: ${next.what} (${[whoOf(next), next.due ?? ""].filter((part) => part !== "").join(", ")}).`,
          } as const,
        ]),
  ];
}

function standingBlocks(figures: readonly Fact[], findings: PlanPages["findings"]): Block[] {
  const known = figures.filter(isShown);
  return [
    ...(known.length === 0 ? [] : [{ kind: "figures", figures: known.map(figureOf) } as const]),
    ...(findings.length === 0 ? [] : [{ kind: "bullets", items: findings.map((finding) => finding.words) } as const]),
  ];
}

/** Whether a Fact is a figure to read: it has a value, and is no count of days ahead that are over, of which the date beside it tells. */
export function isShown({ metric, value }: Fact): boolean {
  return value !== null && !(metric === "days_to_renewal" && Number(value) < 0);
}

/** One large number under its metric's name; a change says its direction. */
export function figureOf(fact: Fact): KeyFigure {
  const metric = METRICS.get(fact.metric);
  const change = metric?.change === true && fact.unit === "ratio" && typeof fact.value === "number" && fact.value !== 0;
  const sign = change && Number(fact.value) < 0 ? "−" : change ? "+" : "";
  const title = factTitle(fact, metric);
  // "24 days" stands before "to the renewal".
  return {
    label: fact.unit === "days" ? title.replace(/^days /, "") : title,
    value: sign === "" ? [cite(fact)] : [resting(sign, fact), cite(fact)],
  };
}

function checklistOf({ steps }: PlanPhase): Block {
  return {
    kind: "checklist",
    items: steps.map((step) => {
      const isOpen = step.state === "open" || step.state === "overdue";
      return {
        what: `${step.what}${remark(step)}`,
        ...(whoOf(step) === "" ? {} : { owner: whoOf(step) }),
        ...(step.due === null || !isOpen ? {} : { due: step.state === "overdue" ? `${step.due}, overdue` : step.due }),
        done: step.state === "done",
      };
    }),
  };
}

function remark({ state, shown, late }: PlanStep): string {
  if (state === "skipped") return " – skipped";
  if (state === "done") return shown ? " – the book shows it" : "";
  return late === null ? "" : ` – was due on ${late}`;
}
