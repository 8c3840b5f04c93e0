import { addDays, isDay, type Day } from "../../core/days.ts";
import { clean } from "../../core/text.ts";
import type { Action, Finding, ReferenceCitation, Unknown, UnverifiedClaim, Verification } from "../../domain/brief/brief.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import { renderTemplate } from "../verify/render-template.ts";
import { citedIn } from "../verify/template.ts";
import { verifyBrief } from "../verify/verify-brief.ts";
import type { Vocabulary } from "../verify/vocabulary.ts";
import type { BriefDraft } from "./brief-draft.ts";
import { withoutAddresses } from "./without-addresses.ts";

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
  const headline_template = sentence(draft.headline);
  const findings = draft.findings.slice(0, MOST.findings).map((finding): Finding => {
    const template = sentence(finding.statement);
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
    const template = sentence(action.what);
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
    .map(({ what, needs }): Unknown => ({ what: sentence(what), ...(needs === null ? {} : { needs: sentence(needs) }) }));
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

/** A statement as it may be printed and filed: one line without control codes, addresses or markup. */
function sentence(text: string): string {
  return withoutAddresses(clean(text).replaceAll(/\s+/gu, " ")).text.trim();
}

function formProblems(draft: BriefDraft, context: DraftContext): UnverifiedClaim[] {
  return [
    ...addressesIn(draft),
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

/** Addresses and markup that were taken out of the statements. */
function addressesIn({ headline, findings, actions, unknowns }: BriefDraft): UnverifiedClaim[] {
  const statements = [
    { where: "headline", text: headline },
    ...findings.map(({ statement }, index) => ({ where: `findings[${index}]`, text: statement })),
    ...actions.map(({ what }, index) => ({ where: `actions[${index}]`, text: what })),
    ...unknowns.map(({ what, needs }, index) => ({ where: `unknowns[${index}]`, text: `${what} ${needs ?? ""}` })),
  ];
  return statements.flatMap(({ where, text }) =>
    withoutAddresses(clean(text)).removed.map((claim) => ({
      where,
      claim: claim.slice(0, 120),
      reason: "an answer holds no addresses or markup; it was taken out",
    })),
  );
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
