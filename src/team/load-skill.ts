import { join } from "node:path";
import type { LoadIssue } from "./load-issue.ts";
import { parseFrontmatter } from "./frontmatter.ts";
import { readMarkdown } from "./read-markdown.ts";
import { textOf } from "./settings-values.ts";

/** A skill folder in the Agent Skills format. */
export interface Skill {
  readonly name: string;
  readonly description: string;
  /** The instructions behind the frontmatter. */
  readonly body: string;
  /** Files of `references/` that the instructions name, without folder: `patterns.md`. */
  readonly references: readonly string[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly warnings: readonly LoadIssue[];
}

/** The skill in a folder, from its `SKILL.md`. Throws DataError where that is missing or its frontmatter refused. */
export async function loadSkill(dir: string): Promise<Skill> {
  const path = join(dir, "SKILL.md");
  const matter = parseFrontmatter(await readMarkdown(path), path);
  const { name, description, ...extra } = matter.data;
  const named = [...matter.body.matchAll(/references\/([\w-]+\.md)/g)].flatMap(([, file]) => file ?? []);
  const folder = dir.split(/[\\/]/).findLast((part) => part !== "" && part !== ".") ?? "skill";
  const warnings = textOf(name) === undefined ? [{ path, line: 1, reason: `no name: called “${folder}” after the folder` }] : [];
  return {
    name: textOf(name) ?? folder,
    description: textOf(description) ?? "",
    body: matter.body.trim(),
    references: [...new Set(named)],
    extra,
    path,
    warnings: [...matter.warnings, ...warnings],
  };
}
