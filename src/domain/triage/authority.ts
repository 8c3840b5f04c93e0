import type { AuthorityRule } from "./taxonomy.ts";

/** What the rules of authority are held against. */
export interface AuthorityCase {
  readonly type: string;
  readonly priority: string;
  readonly capability: string | null;
  /** How many phrases of a cue list the ticket holds. */
  readonly cues: (name: string) => number;
  readonly amount: number;
  readonly users: number;
  /** How much the ticket reads like those that support handed on, 0 to 1. */
  readonly likeness: number;
}

/** What a rule needs at least where its file does not say. */
export const USUAL_LIKENESS = 0.5;

/** The first rule that takes the ticket out of support's hands, by what was learnt or outright, or undefined where support handles it. */
export function ruleAbove(rules: readonly AuthorityRule[], ticket: AuthorityCase): AuthorityRule | undefined {
  return rules.find((rule) => fitsOutright(rule, ticket) || fits(rule, ticket));
}

/** The first rule that the words of a ticket meet by themselves, whatever was learnt; undefined where none does. */
export function ruleOutright(
  rules: readonly AuthorityRule[],
  ticket: Pick<AuthorityCase, "cues" | "amount" | "users">,
): AuthorityRule | undefined {
  return rules.find((rule) => fitsOutright(rule, ticket));
}

function fitsOutright(
  { outright, amountAbove, usersAbove }: AuthorityRule,
  { cues, amount, users }: Pick<AuthorityCase, "cues" | "amount" | "users">,
): boolean {
  if (outright === undefined || (amountAbove !== undefined && amount <= amountAbove)) return false;
  const has = (name: string): boolean => cues(name) > 0 || (name === MANY && usersAbove !== undefined && users > usersAbove);
  return outright.some((names) => names.length > 0 && names.every(has));
}

/** The list that a number of people stands for. */
const MANY = "many_users";

function fits({ cues, types, priorities, capabilities, amountAbove, usersAbove, least }: AuthorityRule, ticket: AuthorityCase): boolean {
  return (
    ticket.likeness >= (least ?? USUAL_LIKENESS) &&
    types?.includes(ticket.type) !== false &&
    priorities?.includes(ticket.priority) !== false &&
    (capabilities === undefined || (ticket.capability !== null && capabilities.includes(ticket.capability))) &&
    (cues === undefined || cues.some((name) => ticket.cues(name) > 0)) &&
    (amountAbove === undefined || ticket.amount > amountAbove) &&
    (usersAbove === undefined || ticket.users > usersAbove)
  );
}
