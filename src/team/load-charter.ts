import { type Charter, parseCharter } from "./charter.ts";
import type { LoadIssue } from "./load-issue.ts";
import { readMarkdown } from "./read-markdown.ts";

/** The charter from its file. Throws DataError where it is missing or its frontmatter refused. */
export async function loadCharter(path: string): Promise<{ readonly charter: Charter; readonly warnings: readonly LoadIssue[] }> {
  return parseCharter(await readMarkdown(path), path);
}
