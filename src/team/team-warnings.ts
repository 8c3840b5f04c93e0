import type { Agent } from "./agent.ts";
import type { Charter } from "./charter.ts";
import type { LoadIssue } from "./load-issue.ts";
import { findAgent } from "./team.ts";

/** What is odd about a team as a whole: clashing aliases, handoffs to nobody, lanes the charter does not know, missing members. */
export function teamWarnings(agents: readonly Agent[], charter: Charter | undefined): LoadIssue[] {
  return [
    ...agents.flatMap((agent) => [...aliasClashes(agent, agents), ...outsideParties(agent, agents), ...unknownLane(agent, charter)]),
    ...missing(agents, charter),
  ];
}

function aliasClashes(agent: Agent, agents: readonly Agent[]): LoadIssue[] {
  return agent.aliases.flatMap((alias) => {
    const other = findAgent({ agents }, alias);
    return other === undefined || other === agent ? [] : [issue(agent, `alias “${alias}” already stands for ${other.name}`)];
  });
}

function outsideParties(agent: Agent, agents: readonly Agent[]): LoadIssue[] {
  const strangers = new Set(agent.handoffs.map(({ to }) => to).filter((to) => findAgent({ agents }, to) === undefined));
  return [...strangers].map((to) =>
    issue(agent, `handoff to “${to}”: no agent of that name, so an outside party that gets a packet on disk`),
  );
}

function unknownLane(agent: Agent, charter: Charter | undefined): LoadIssue[] {
  const known = charter === undefined || agent.lane === undefined || charter.lanes.some((lane) => lane.id === agent.lane);
  return known ? [] : [issue(agent, `lane “${agent.lane ?? ""}” is none of the charter's`)];
}

function missing(agents: readonly Agent[], charter: Charter | undefined): LoadIssue[] {
  const names = charter?.lanes.flatMap((lane) => lane.agents) ?? [];
  const absent = names.filter((name) => findAgent({ agents }, name) === undefined);
  return charter === undefined
    ? []
    : absent.map((name) => ({ path: charter.path, line: 1, reason: `the charter names “${name}”, and there is no such agent` }));
}

function issue(agent: Agent, reason: string): LoadIssue {
  return { path: agent.path, line: 1, reason };
}
