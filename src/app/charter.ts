import { UserError } from "../core/errors.ts";
import { list, nearest, nearestBeginning } from "../core/text.ts";
import type { CharterRule, Lane } from "../team/charter.ts";
import { enforcementOf, type RuleEnforcement, RULES } from "../team/policy/rules.ts";
import { STRUCTURAL_RULES } from "../team/policy/verdict.ts";
import type { Team } from "../team/team.ts";

/** One rule with where it stands, where it is enforced and what proves it. */
export interface ListedRule {
  readonly id: string;
  /** practice, do, dont, limit, condition, standard, authority, everyone; `structure` for rules that no charter can drop. */
  readonly section: CharterRule["section"] | "structure";
  readonly text: string;
  readonly owners: readonly string[];
  /** The charter's line; null for a rule of structure. */
  readonly line: number | null;
  /** Null for a rule that a team added: it is told to agents and enforced by nothing. */
  readonly enforced: Omit<RuleEnforcement, "id"> | null;
}

export interface CharterReport {
  readonly name: string;
  readonly path: string;
  readonly lanes: readonly Lane[];
  readonly rules: readonly ListedRule[];
  /** Shipped rules that this charter does not carry, so that nothing of them is enforced. */
  readonly switched_off: readonly string[];
}

/** The charter in use with all its rules. Throws UserError where there is none. */
export function charterReport({ charter }: Team): CharterReport {
  if (charter === undefined)
    throw new UserError({
      code: "no-charter",
      message: "There is no charter.",
      fix: "Add agents/ECHO.md with `kind: charter` in its head; the shipped one is a model.",
    });
  const own = charter.rules.map(({ id, section, text, owners, line }): ListedRule => ({
    id,
    section,
    text,
    owners,
    line,
    enforced: withoutId(enforcementOf(id)),
  }));
  const structural = STRUCTURAL_RULES.map((id): ListedRule => {
    const enforced = withoutId(enforcementOf(id));
    return { id, section: "structure", text: enforced?.how ?? "", owners: [], line: null, enforced };
  });
  const rules = [...own, ...structural];
  const off = RULES.map(({ id }) => id).filter((id) => !rules.some((rule) => rule.id === id));
  return { name: charter.name, path: charter.path, lanes: charter.lanes, rules, switched_off: off };
}

/** The rule of that id. Throws UserError that names the nearest. */
export function requireRule({ rules }: CharterReport, id: string): ListedRule {
  const found = rules.find((rule) => rule.id === id.trim().toLowerCase());
  if (found !== undefined) return found;
  const ids = rules.map((rule) => rule.id);
  const near = [...new Set([...nearest(id, ids), ...nearestBeginning(id, ids)])];
  throw new UserError({
    code: "unknown-rule",
    message: `The charter has no rule "${id}".`,
    found: id,
    allowed: near.length > 0 ? near : ids.slice(0, 8),
    fix: near.length > 0 ? `Did you mean ${list(near, "or")}?` : "`echo-cs charter --rules` lists them all.",
  });
}

function withoutId(enforcement: RuleEnforcement | undefined): Omit<RuleEnforcement, "id"> | null {
  if (enforcement === undefined) return null;
  const { id: _id, ...rest } = enforcement;
  return rest;
}
