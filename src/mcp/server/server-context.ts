import { join } from "node:path";
import type { Deps } from "../../app/deps.ts";
import type { RouterPlace } from "../../app/route-team.ts";

/** What the server's tools, resources and prompts work with. */
export interface ServerContext {
  readonly deps: Deps;
  /** What answers are filed with: the workspace's own folders where writing is allowed, else folders of ECHO's own below `.echo`. */
  readonly answering: Deps;
  /** True where tools may change the workspace's files. */
  readonly write: boolean;
  readonly version: string;
  readonly place: RouterPlace;
}

export interface ServerInput {
  readonly deps: Deps;
  readonly write: boolean;
  readonly version: string;
  readonly place: RouterPlace;
}

/** The context of a server. Without `write` an answer keeps its Facts, so that they can be looked into, and touches no file of a person's. */
export function serverContext({ deps, write, version, place }: ServerInput): ServerContext {
  const aside = (name: string): string => join(deps.workspace.root, ".echo", "mcp", name);
  const apart = { tasks: aside("tasks"), handoffs: aside("handoffs"), drafts: aside("drafts") };
  return { deps, answering: write ? deps : { ...deps, workspace: { ...deps.workspace, ...apart } }, write, version, place };
}
