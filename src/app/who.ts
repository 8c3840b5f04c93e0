import { UserError } from "../core/errors.ts";
import type { CharterRule } from "../team/charter.ts";
import { whoseJob } from "../team/policy/whose-job.ts";
import { findAgent, type Team } from "../team/team.ts";

interface NamedRule {
  readonly id: string;
  readonly text: string;
  /** Where it stands: the charter's file and line. */
  readonly place: string;
}

/** Whose job something is, with the rule that says so. */
export interface Whose {
  readonly request: string;
  /** Null where it is none of the team's business. */
  readonly agent: string | null;
  readonly lane: string;
  /** What that agent is for, in a sentence. */
  readonly does: string | null;
  readonly with: readonly string[];
  /** How it gets there from another agent; null where the rule leaves it open. */
  readonly mode: string | null;
  readonly rule: NamedRule | null;
  /** The words of the request that the rule was heard by. */
  readonly heard: string | null;
  /** The charter's row of who takes what, where no rule speaks of it. */
  readonly takes: string | null;
  /** Where the rule and the router disagree: whom the agents' own files would have chosen. */
  readonly otherwise: string | null;
  readonly reasons: readonly string[];
  readonly also: readonly NamedRule[];
}

/** Answers "whose job is this?". Throws UserError for an empty request. */
export function whoOwns(request: string, team: Team): Whose {
  if (request.trim() === "")
    throw new UserError({
      code: "no-request",
      message: "There is nothing to place.",
      fix: 'Say it in quotes: echo-cs who "who holds the renewal talk with Acme?"',
    });
  const job = whoseJob(request, team);
  const path = team.charter?.path ?? "";
  const named = ({ id, text, line }: CharterRule): NamedRule => ({ id, text, place: `${path}:${line}` });
  const agent = job.agent === null ? undefined : findAgent(team, job.agent);
  return {
    request,
    agent: job.agent,
    lane: job.lane,
    does: agent === undefined ? null : firstSentence(agent.summary),
    with: job.with,
    mode: job.mode,
    rule: job.rule === null ? null : named(job.rule),
    heard: job.heard,
    takes: job.takes,
    otherwise: job.rule !== null && job.routed.agent !== job.agent && !job.with.includes(job.routed.agent ?? "") ? job.routed.agent : null,
    reasons: job.rule === null ? job.routed.reasons : [],
    also: job.also.map(named),
  };
}

function firstSentence(text: string): string {
  return /^[\s\S]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}
