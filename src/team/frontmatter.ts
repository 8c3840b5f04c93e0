import matter from "gray-matter";
import { isRecord } from "../core/json.ts";
import type { LoadIssue } from "./load-issue.ts";
import { parseLooseFrontmatter } from "./loose-frontmatter.ts";
import { parseSafeYaml } from "./safe-yaml.ts";
import { splitFrontmatter } from "./split-frontmatter.ts";

export interface Frontmatter {
  /** Empty where the file has no frontmatter. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly hasFrontmatter: boolean;
  /** The text behind the frontmatter, line ends as `\n`. */
  readonly body: string;
  /** The line of the file on which the body starts. */
  readonly bodyLine: number;
  readonly warnings: readonly LoadIssue[];
  /** The line on which a top-level key stands; that of the frontmatter's start where it does not. */
  lineOf(key: string): number;
}

/**
 * The frontmatter and body of a Markdown file. `file` only names it in messages. What is no valid YAML is read line by line, with a warning
 * for every repair. Throws DataError, and nothing else, for what is refused: other languages, custom tags, alias bombs, deep nesting, size.
 */
export function parseFrontmatter(text: string, file: string): Frontmatter {
  const { block, blockLine, body, bodyLine, warnings } = splitFrontmatter(text, file);
  if (block === undefined) return { data: {}, hasFrontmatter: false, body, bodyLine, warnings, lineOf: () => 1 };
  const strict = parseStrictly(block, file);
  const lines = block.split("\n");
  const lineOf = (key: string): number => {
    const index = lines.findIndex(
      (line) => line.replace(/^\*+/, "").startsWith(key) && /^\**\s*:/.test(line.replace(/^\*+/, "").slice(key.length)),
    );
    return blockLine + Math.max(0, index);
  };
  if (strict.ok) return { data: strict.data, hasFrontmatter: true, body, bodyLine, warnings, lineOf };
  const loose = parseLooseFrontmatter(block, blockLine, file);
  const repaired: LoadIssue = {
    path: file,
    line: blockLine + strict.line - 1,
    reason: `frontmatter is not valid YAML (${strict.reason}); read line by line`,
  };
  return { data: loose.data, hasFrontmatter: true, body, bodyLine, warnings: [...warnings, repaired, ...loose.warnings], lineOf };
}

type Strict = { ok: true; data: Record<string, unknown> } | { ok: false; reason: string; line: number };

class NotYaml extends Error {
  readonly line: number;

  constructor(reason: string, line: number) {
    super(reason);
    this.line = line;
  }
}

/** gray-matter would run `---js` and turn dates into Date: it gets our own YAML reader and no other engine. */
function parseStrictly(block: string, file: string): Strict {
  // gray-matter ends the block at any line that starts with ---, and so would cut this one short.
  const dashes = block.split("\n").findIndex((line) => line.startsWith("---"));
  if (dashes >= 0) return { ok: false, reason: "a line starts with ---", line: dashes + 1 };
  try {
    const { data } = matter(`---\n${block}\n---\n`, {
      language: "yaml",
      engines: { yaml: (yaml) => toRecord(yaml, file), json: refuse, javascript: refuse },
    });
    return { ok: true, data };
  } catch (error) {
    if (error instanceof NotYaml) return { ok: false, reason: error.message, line: error.line };
    throw error;
  }
}

function toRecord(yaml: string, file: string): Record<string, unknown> {
  // gray-matter hands over the block with the line break behind the opening ---.
  const result = parseSafeYaml(yaml.replace(/^\n/, ""), file);
  if (!result.ok) throw new NotYaml(result.reason, result.line);
  if (result.value === null) return {};
  if (!isRecord(result.value)) throw new NotYaml("it holds no keys", 1);
  return result.value;
}

function refuse(): never {
  throw new NotYaml("only YAML is read", 1);
}
