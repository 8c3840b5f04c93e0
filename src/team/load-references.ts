import { join } from "node:path";
import { namesIn } from "../core/files.ts";
import { readMarkdown } from "./read-markdown.ts";
import { parseReferences, type ReferenceEntry } from "./reference.ts";

/**
 * The entries of the Markdown files in one or more `references` folders (their sub-folders hold other things), by file and place. An entry of
 * a later folder replaces the one with its id. A missing folder is empty. Throws DataError for a file that cannot be read.
 */
export async function loadReferences(dirs: string | readonly string[]): Promise<ReferenceEntry[]> {
  const entries = new Map<string, ReferenceEntry>();
  for (const dir of typeof dirs === "string" ? [dirs] : dirs) {
    const names = (await namesIn(dir)).filter((name) => /\.md$/i.test(name));
    const texts = await Promise.all(names.map((name) => readMarkdown(join(dir, name), dir)));
    for (const [index, name] of names.entries()) {
      for (const entry of parseReferences(texts[index] ?? "", name)) entries.set(entry.id, entry);
    }
  }
  return [...entries.values()];
}
