import { join } from "node:path";
import type { Deps } from "../../app/deps.ts";
import type { RouterPlace } from "../../app/route-team.ts";
import { type SharedCalls, sharedCalls } from "../../app/shared-calls.ts";

/** What the server's tools, resources and prompts work with. */
export interface ServerContext {
  readonly deps: Deps;
  /** What answers are filed with: the workspace's own folders where writing is allowed, else folders of ECHO's own below `.echo`. */
  readonly answering: Deps;
  /** True where tools may change the workspace's files. */
  readonly write: boolean;
  readonly version: string;
  readonly place: RouterPlace;
  /** What calls share. */
  readonly calls: SharedCalls;
}

export interface ServerInput {
  readonly deps: Deps;
  readonly write: boolean;
  readonly version: string;
  readonly place: RouterPlace;
}

/**
 * The context of a server. Without `write` an answer keeps its Facts, so that they can be looked into, and touches no file of a person's.
 */
export function serverContext({ deps, write, version, place }: ServerInput): ServerContext {
  const aside = (name: string): string => join(deps.workspace.root, ".echo", "mcp", name);
  const apart = { tasks: aside("tasks"), handoffs: aside("handoffs"), drafts: aside("drafts") };
  const answering = write ? deps : { ...deps, workspace: { ...deps.workspace, ...apart } };
  return { deps, answering, write, version, place, calls: sharedCalls(deps) };
}

/** The work of one call, with what it shares with others. */
export function inCall<T>(context: ServerContext, work: (context: ServerContext) => Promise<T>): Promise<T> {
  return context.calls.use((shared) => {
    const within = { shared };
    return work({ ...context, deps: { ...context.deps, within }, answering: { ...context.answering, within } });
  });
}
