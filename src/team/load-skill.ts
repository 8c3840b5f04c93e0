import { join } from "node:path";
import type { LoadIssue } from "./load-issue.ts";
import { summaryOf } from "./body-summary.ts";
import { type Frontmatter, parseFrontmatter } from "./frontmatter.ts";
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
  return skillFrom(parseFrontmatter(await readMarkdown(path, dir), path), path);
}

/** As loadSkill, from a `SKILL.md` that is already split. Nothing beside it is read or run. */
export function skillFrom(matter: Frontmatter, path: string): Skill {
  const { name, description, ...extra } = matter.data;
  const named = [...matter.body.matchAll(/references\/([\w-]+\.md)/g)].flatMap(([, file]) => file ?? []);
  const folder =
    path
      .split(/[\\/]/)
      .filter((part) => part !== "" && part !== ".")
      .at(-2) ?? "skill";
  const warn = (key: string, reason: string): LoadIssue => ({ path, line: matter.lineOf(key), reason });
  const warnings = [
    ...(textOf(name) === undefined ? [warn("name", `no name: called “${folder}” after the folder`)] : []),
    ...(textOf(name) !== undefined && textOf(name) !== folder
      ? [warn("name", `name “${textOf(name) ?? ""}” differs from the folder “${folder}”`)]
      : []),
    ...(textOf(description) === undefined ? [warn("description", "no description: the first words of the instructions stand for it")] : []),
  ];
  return {
    name: textOf(name) ?? folder,
    description: textOf(description) ?? summaryOf(matter.body),
    body: matter.body.trim(),
    references: [...new Set(named)],
    extra,
    path,
    warnings: [...matter.warnings, ...warnings],
  };
}
