import { compareText } from "../core/compare-text.ts";
import type { RoutedAgent } from "../team/route/compile-team.ts";
import { matchesGlob } from "../team/route/glob.ts";
import type { RouteIndex } from "../team/route/route-index.ts";

/** The files of a change, by whose they are. */
export interface ChangedFiles {
  /** What the change was measured from. */
  readonly ref: string;
  readonly files: number;
  /** By agent, in the order of their names. */
  readonly routes: readonly {
    readonly agent: string;
    readonly lane: string;
    readonly files: readonly { readonly file: string; readonly pattern: string }[];
  }[];
  /** Files that no agent's patterns match. */
  readonly unmatched: readonly string[];
}

/** Sorts files under the agents whose patterns match them: an agent's own patterns before those of routing.yaml, the longest pattern first. */
export function routeChanged(ref: string, files: readonly string[], { agents }: RouteIndex): ChangedFiles {
  const sorted = [...new Set(files)].sort();
  const found = sorted.map((file) => ({ file, owner: ownerOf(file, agents) }));
  const routes = agents.flatMap(({ name, lane }) => {
    const own = found.flatMap(({ file, owner }) => (owner?.agent === name ? [{ file, pattern: owner.pattern }] : []));
    return own.length === 0 ? [] : [{ agent: name, lane, files: own }];
  });
  const unmatched = found.filter(({ owner }) => owner === undefined).map(({ file }) => file);
  return { ref, files: sorted.length, routes, unmatched };
}

function ownerOf(file: string, agents: readonly RoutedAgent[]): { agent: string; pattern: string } | undefined {
  for (const key of ["files", "moreFiles"] as const) {
    const hits = agents.flatMap((agent) =>
      agent[key].filter((pattern) => matchesGlob(file, pattern)).map((pattern) => ({ agent: agent.name, pattern })),
    );
    const [best] = hits.sort((a, b) => b.pattern.length - a.pattern.length || compareText(a.agent, b.agent));
    if (best !== undefined) return best;
  }
  return undefined;
}
