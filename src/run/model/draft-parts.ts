import { addDays, isDay, type Day } from "../../core/days.ts";
import { clean } from "../../core/text.ts";
import type { Action, Finding, ReferenceCitation, Unknown, UnverifiedClaim, Verification } from "../../domain/brief/brief.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import { renderTemplate } from "../verify/render-template.ts";
import { citedIn } from "../verify/template.ts";
import { verifyBrief } from "../verify/verify-brief.ts";
import type { Vocabulary } from "../verify/vocabulary.ts";
import type { BriefDraft } from "./brief-draft.ts";

/** A model's draft as the parts of a Brief, rendered and checked. */
export interface DraftParts {
  readonly headline: string;
  readonly headline_template: string;
  readonly findings: readonly Finding[];
  readonly actions: readonly Action[];
  readonly references: readonly ReferenceCitation[];
  readonly unknowns: readonly Unknown[];
  readonly verification: Verification;
}

export interface DraftContext {
  readonly asOf: Day;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly vocabulary: Vocabulary;
  readonly agent: string;
  /** Names that may own an action. */
  readonly owners: ReadonlySet<string>;
  readonly references: ReadonlyMap<string, ReferenceCitation>;
}

const MOST = { findings: 12, actions: 12, unknowns: 12 };
const DEFAULT_DUE_DAYS = 7;

/** Renders and checks a draft. What fails stays in the parts and is listed in `verification`. */
export function toParts(draft: BriefDraft, context: DraftContext): DraftParts {
  const { facts, vocabulary } = context;
  const print = (template: string): string => renderTemplate(template, facts, vocabulary.metrics);
  const headline_template = clean(draft.headline);
  const findings = draft.findings.slice(0, MOST.findings).map((finding): Finding => {
    const template = clean(finding.statement);
    const { kind, severity, cause } = finding;
    const cited = [...new Set([...finding.facts.map(bareId), ...citedIn(template)])];
    return {
      kind,
      severity,
      statement: print(template),
      template,
      facts: cited,
      agent: context.agent,
      ...(cause === null ? {} : { cause }),
    };
  });
  const actions = draft.actions.slice(0, MOST.actions).map((action): Action => {
    const template = clean(action.what);
    return {
      what: print(template),
      template,
      owner: clean(action.owner),
      due: dueOf(action, context.asOf).day,
      why: action.why.map(bareId),
    };
  });
  const unknowns = draft.unknowns
    .slice(0, MOST.unknowns)
    .map(({ what, needs }): Unknown => ({ what: clean(what), ...(needs === null ? {} : { needs: clean(needs) }) }));
  const { checked, unverified } = verifyBrief({ headline_template, findings, actions, unknowns }, { facts, vocabulary });
  return {
    headline: print(headline_template),
    headline_template,
    findings,
    actions,
    references: draft.references.flatMap((id) => context.references.get(id) ?? []),
    unknowns,
    verification: { checked, unverified: [...unverified, ...formProblems(draft, context)] },
  };
}

function formProblems(draft: BriefDraft, context: DraftContext): UnverifiedClaim[] {
  return [
    ...draft.actions.slice(0, MOST.actions).flatMap((action, index) => {
      const where = `actions[${index}]`;
      const { problem } = dueOf(action, context.asOf);
      return [
        ...(context.owners.has(action.owner) ? [] : [{ where, claim: clean(action.owner), reason: "the owner is nobody of the team" }]),
        ...(problem === undefined ? [] : [{ where, claim: clean(action.due ?? String(action.due_in_days)), reason: problem }]),
      ];
    }),
    ...draft.references
      .filter((id) => !context.references.has(id))
      .map((id) => ({ where: "references", claim: clean(id), reason: "there is no such entry in the references" })),
  ];
}

/** When an action is due; a date that makes no sense becomes a week from as-of, and is reported. */
function dueOf(action: BriefDraft["actions"][number], asOf: Day): { day: Day; problem?: string } {
  const { due, due_in_days: days } = action;
  if (days !== null && Number.isInteger(days) && days >= 0 && days <= 366) return { day: addDays(asOf, days) };
  if (days === null && due !== null && isDay(due) && due >= asOf && due <= addDays(asOf, 366)) return { day: due };
  return { day: addDays(asOf, DEFAULT_DUE_DAYS), problem: `it needs due_in_days from 0 to 366, or a due date within a year after ${asOf}` };
}

/** Models write `{F7|pct}`, `{F7}` or `F7` where an id is wanted. */
function bareId(id: string): string {
  return /F\d+/u.exec(id)?.[0] ?? clean(id);
}
