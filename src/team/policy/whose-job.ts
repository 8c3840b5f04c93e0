import type { HandoffMode } from "../../domain/brief/brief.ts";
import type { CharterRule } from "../charter.ts";
import { type Route, route } from "../route/route.ts";
import { isStopWord, wordsOf } from "../route/words.ts";
import { findAgent, type Team } from "../team.ts";
import { hears } from "./hears.ts";

/** Whose job a piece of work is, and by what. */
export interface Job {
  /** Null where it is nobody's of this team. */
  readonly agent: string | null;
  readonly lane: string;
  /** Others that the rule brings in. */
  readonly with: readonly string[];
  readonly mode: HandoffMode | null;
  /** The charter rule that decides; null where none speaks of it and the agents' own files decide. */
  readonly rule: CharterRule | null;
  /** The words of the request that the rule was heard by. */
  readonly heard: string | null;
  /** The charter's row of "who takes what" that fits, where no rule decides. */
  readonly takes: string | null;
  readonly routed: Route;
  /** Further rules that the request touches, the more telling first. */
  readonly also: readonly CharterRule[];
}

/** Whose job something is: by the charter's rule that is about it, else as the router finds by the agents' own files. Pure. */
export function whoseJob(request: string, team: Team): Job {
  const routed = route({ text: request }, team);
  const placed = (team.charter?.rules ?? []).filter((rule) => findAgent(team, rule.owners[0] ?? "") !== undefined);
  const heard = hears(request, placed);
  const [first] = heard;
  const agent = first?.rule.owners[0] ?? routed.agent;
  return {
    agent: agent === null ? null : (findAgent(team, agent)?.name ?? agent),
    lane: first === undefined ? routed.lane : (findAgent(team, agent ?? "")?.lane ?? routed.lane),
    with: first?.rule.owners.slice(1) ?? [],
    mode: first?.rule.mode ?? null,
    rule: first?.rule ?? null,
    heard: first?.phrase ?? null,
    takes: first === undefined ? takesRow(request, routed.agent, team) : null,
    routed,
    also: heard.flatMap(({ rule }) => (rule === first?.rule ? [] : [rule])).slice(0, MAX_ALSO),
  };
}

const MAX_ALSO = 3;

/** The row of the charter's table for this agent that shares most words with the request; the agent's first row where none does. */
function takesRow(request: string, agent: string | null, { charter }: Team): string | null {
  const stems = new Set(
    wordsOf(request)
      .filter((word) => !isStopWord(word))
      .map((word) => word.stem),
  );
  const rows = (charter?.takes ?? []).filter((row) => row.agent === agent);
  const shared = (text: string): number => wordsOf(text).filter((word) => stems.has(word.stem)).length;
  return [...rows].sort((a, b) => shared(b.request) - shared(a.request))[0]?.request ?? null;
}
