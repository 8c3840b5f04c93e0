import type { HandoffMode } from "../domain/brief/brief.ts";
import type { ToolGrants } from "./tool-grants.ts";

/** What makes the router think of an agent. */
export interface Triggers {
  readonly keywords: readonly string[];
  /** Glob patterns of paths, `/`-separated. */
  readonly files: readonly string[];
  /** Situations in words. */
  readonly contexts: readonly string[];
}

/** One row of an agent's own handoff table. */
export interface HandoffRule {
  /** As written; may be an alias, or an outside party that no agent answers for. */
  readonly to: string;
  readonly mode: HandoffMode;
  readonly when: string;
}

/** One member of the team, as its Markdown file describes it. */
export interface Agent {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The whole description, `<example>` blocks included. */
  readonly description: string;
  /** The description without its examples. */
  readonly summary: string;
  /** As written: an alias (haiku, sonnet, opus, inherit) or a model id. */
  readonly model?: string | undefined;
  readonly color?: string | undefined;
  /** Undefined where neither the file nor the charter names one. */
  readonly lane?: string | undefined;
  readonly grants: ToolGrants;
  readonly triggers: Triggers;
  /** Things a person would say to this agent. */
  readonly examples: readonly string[];
  readonly handoffs: readonly HandoffRule[];
  /** What the file says is not allowed, in its words. */
  readonly restrictions: readonly string[];
  readonly healthModel?: string | undefined;
  readonly references: readonly string[];
  /** Frontmatter keys that mean nothing here, kept. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** The Markdown behind the frontmatter: the system prompt. */
  readonly body: string;
  readonly path: string;
}
