import type { ToolGrants } from "../team/tool-grants.ts";
import type { Tool } from "../tools/tool.ts";

/** What an agent's list says of tools that are not ECHO's own. */
export type ExternalGrants = Pick<ToolGrants, "unknown" | "denied">;

/** Tools of servers that the person has set up. */
export interface ExternalTools {
  /**
   * The tools that an agent's list names (`mcp__context7__get-library-docs`, `mcp__context7`), without those that it takes away. `mask` takes
   * personal data out of what is sent to them.
   */
  toolsFor(grants: ExternalGrants, mask: (text: string) => string): readonly Tool[];
  close(): Promise<void>;
}
