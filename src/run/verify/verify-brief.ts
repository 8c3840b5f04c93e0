import type { Action, Finding, UnverifiedClaim, Unknown, Verification } from "../../domain/brief/brief.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import { quotesIn } from "./quotes.ts";
import { citedIn } from "./template.ts";
import { verifyStatement } from "./verify-statement.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The parts of a Brief that claim something, as written. */
export interface BriefParts {
  readonly headline_template: string;
  readonly findings: readonly Pick<Finding, "template" | "facts" | "kind">[];
  readonly actions: readonly Pick<Action, "template" | "why">[];
  readonly unknowns: readonly Unknown[];
}

/** What a check needs besides the parts. */
export interface VerifyContext {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly vocabulary: Vocabulary;
}

/** Checks every statement of a Brief. `checked` counts the statements; each unbacked claim is listed with its place. */
export function verifyBrief(parts: BriefParts, context: VerifyContext): Verification {
  const statements = statementsOf(parts);
  const unverified = statements.flatMap(({ where, template, cited, needsFact }): UnverifiedClaim[] => [
    ...cited
      .filter((id) => !context.facts.has(id) && !citedIn(template).includes(id))
      .map((id) => ({ where, claim: id, reason: `there is no Fact ${id}` })),
    ...(needsFact && cited.length === 0 && quotesIn(template).length === 0
      ? [{ where, claim: template, reason: "it rests on no Fact" }]
      : []),
    ...verifyStatement(template, context.facts, context.vocabulary, cited).map((complaint) => ({ where, ...complaint })),
  ]);
  return { checked: statements.length, unverified: distinct(unverified) };
}

interface Statement {
  readonly where: string;
  readonly template: string;
  readonly cited: readonly string[];
  /** A cause, risk or strength is a claim about the book even without a number in it; a gap speaks of what is missing. */
  readonly needsFact: boolean;
}

function statementsOf(parts: BriefParts): Statement[] {
  return [
    { where: "headline", template: parts.headline_template, cited: [], needsFact: false },
    ...parts.findings.map((finding, index) => ({
      where: `findings[${index}]`,
      template: finding.template,
      cited: [...new Set([...finding.facts, ...citedIn(finding.template)])],
      needsFact: finding.kind !== "gap",
    })),
    ...parts.actions.map((action, index) => ({
      where: `actions[${index}]`,
      template: action.template,
      cited: action.why,
      needsFact: false,
    })),
    ...parts.unknowns.map((unknown, index) => ({ where: `unknowns[${index}]`, template: unknown.what, cited: [], needsFact: false })),
  ];
}

function distinct(claims: readonly UnverifiedClaim[]): UnverifiedClaim[] {
  const seen = new Set<string>();
  return claims.filter((claim) => {
    const key = JSON.stringify(claim);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
