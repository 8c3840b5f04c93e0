import { basename } from "node:path";
import { slug } from "../core/text.ts";
import { type Frontmatter, parseFrontmatter } from "./frontmatter.ts";
import type { LoadIssue } from "./load-issue.ts";
import { readMarkdown } from "./read-markdown.ts";
import { textOf } from "./settings-values.ts";
import { summaryOf } from "./body-summary.ts";
import { type ToolGrants, toolGrants } from "./tool-grants.ts";

/** A slash command: a prompt that a person calls by name. */
export interface SlashCommand {
  readonly name: string;
  readonly description: string;
  /** What to write behind the name: `[account]`. */
  readonly argumentHint: string | undefined;
  /** Undefined where the file leaves the tools to whoever runs it. */
  readonly grants: ToolGrants | undefined;
  readonly model: string | undefined;
  /** The prompt, with `$ARGUMENTS` where the words behind the name go. */
  readonly body: string;
  readonly path: string;
  readonly warnings: readonly LoadIssue[];
}

/** A slash command from its file. Throws DataError where it is missing or its frontmatter refused. */
export async function loadCommand(path: string): Promise<SlashCommand> {
  return commandFrom(parseFrontmatter(await readMarkdown(path), path), path);
}

/** As loadCommand, from a file that is already split. Frontmatter is optional: the name is the file's. */
export function commandFrom(matter: Frontmatter, path: string): SlashCommand {
  const { data, body } = matter;
  // A key without a value is an empty list, which grants nothing.
  const tools = data["allowed-tools"] ?? data["tools"] ?? ("allowed-tools" in data || "tools" in data ? null : undefined);
  const description = textOf(data["description"]);
  const told = description ?? summaryOf(body);
  const warnings =
    description === undefined ? [{ path, line: 1, reason: "no description: the first words of the prompt stand for it" }] : [];
  return {
    name: slug(basename(path).replace(/\.md$/i, "")) || "command",
    description: told,
    argumentHint: textOf(data["argument-hint"]),
    grants: tools === undefined ? undefined : toolGrants(tools),
    model: textOf(data["model"]),
    body: body.trim(),
    path,
    warnings: [
      ...matter.warnings,
      ...(body.trim() === "" ? [{ path, line: matter.bodyLine, reason: "the command has no prompt" }] : warnings),
    ],
  };
}
