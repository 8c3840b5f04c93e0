import { join } from "node:path";
import { compareText } from "../core/compare-text.ts";
import { namesIn, readText } from "../core/files.ts";
import { type DraftTemplate, parseDraftTemplate } from "./draft-template.ts";

/** The templates of one or more reference folders (`playbooks/drafts/*.md`), by play; a later folder's replaces an earlier one. Throws DataError for a broken one. */
export async function loadDraftTemplates(references: readonly string[]): Promise<Map<string, DraftTemplate>> {
  const templates = new Map<string, DraftTemplate>();
  for (const folder of references.map((one) => join(one, "playbooks", "drafts"))) {
    for (const name of (await namesIn(folder)).filter((one) => /^[^.].*\.md$/.test(one))) {
      const template = parseDraftTemplate(await readText(join(folder, name)), join(folder, name));
      templates.set(template.play, template);
    }
  }
  return new Map([...templates].sort(([a], [b]) => compareText(a, b)));
}
