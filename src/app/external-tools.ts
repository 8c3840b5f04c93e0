import type { Tool } from "../tools/tool.ts";

/** Tools of servers that the person has set up. */
export interface ExternalTools {
  /**
   * The tools that an agent's list names, by its entries (`mcp__context7__get-library-docs`, `mcp__context7`). `mask` takes personal data out
   * of what is sent to them.
   */
  toolsFor(entries: readonly string[], mask: (text: string) => string): readonly Tool[];
  close(): Promise<void>;
}
