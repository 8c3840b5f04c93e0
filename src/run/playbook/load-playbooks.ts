import { basename, join } from "node:path";
import { z } from "zod";
import { DataError } from "../../core/errors.ts";
import { namesIn, readText } from "../../core/files.ts";
import { splitFrontmatter } from "../../team/split-frontmatter.ts";
import { parseYaml } from "../../core/parse-yaml.ts";
import { listsOf, parsePlaybook } from "./parse-playbook.ts";
import type { Playbook } from "./playbook.ts";

const headSchema = z.strictObject({
  playbook: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  intent: z.string().regex(/^[a-z0-9-]+$/),
  about: z.enum(["account", "book"]),
  asks: z.array(z.coerce.string()).default([]),
  health: z.string().optional(),
  cites: z.array(z.string()).default([]),
  period: z.string().optional(),
  ahead: z.boolean().optional(),
});

/** Playbooks by id from reference folders; a later folder's file replaces an earlier one of the same id. Throws DataError for a broken one. */
export async function loadPlaybooks(folders: readonly string[]): Promise<Map<string, Playbook>> {
  const playbooks = new Map<string, Playbook>();
  for (const folder of folders) {
    const files = (await namesIn(join(folder, "playbooks"))).filter((name) => name.endsWith(".md"));
    for (const file of files) {
      const text = await readText(join(folder, "playbooks", file));
      const [whole, ...lists] = readPlaybooks(text, join(folder, "playbooks", file));
      // A file of lists alone answers by them.
      const answers = lists.length > 0 && whole.findings.length === 0 ? lists : [whole, ...lists];
      for (const playbook of answers) playbooks.set(playbook.id, playbook);
    }
  }
  return playbooks;
}

/** Parses the text of one playbook file. Throws DataError with file and line. */
export function readPlaybook(text: string, file: string): Playbook {
  const [playbook] = readPlaybooks(text, file);
  return playbook;
}

/** The playbook of a file, and the lists it offers, each as a playbook of its own. */
function readPlaybooks(text: string, file: string): readonly [Playbook, ...Playbook[]] {
  const split = splitFrontmatter(text, file);
  // Blank lines in front keep the line numbers of the file in the messages.
  const head = parseYaml("\n".repeat(split.blockLine - 1) + (split.block ?? ""), file, headSchema);
  const name = basename(file, ".md");
  if (head.playbook !== name)
    throw new DataError({
      code: "bad-playbook",
      message: `${file}: the playbook is called "${head.playbook}" but its file "${name}".`,
      found: head.playbook,
      allowed: [name],
      fix: "Give both the same name.",
      place: { file, line: 2 },
    });
  const playbook = parsePlaybook(head, split.body, file, split.bodyLine);
  return [playbook, ...listsOf(playbook, split.body, split.bodyLine)];
}
