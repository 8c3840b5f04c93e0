import type { Deps } from "../app/deps.ts";
import type { ExternalTools } from "../app/external-tools.ts";
import type { Io } from "./io.ts";
import { VERSION } from "./version.ts";

/** Connects to the workspace's MCP servers when a run asks for them; their code is loaded then. */
export function mcpOf({ workspace, log }: Deps, io: Io): (entries: readonly string[]) => Promise<ExternalTools> {
  return async (entries) => {
    const { openMcp } = await import("../mcp/open-mcp.ts");
    return openMcp({ root: workspace.root, entries, env: io.env, version: VERSION, log });
  };
}
