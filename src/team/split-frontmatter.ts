import { DataError } from "../core/errors.ts";
import type { LoadIssue } from "./load-issue.ts";

export interface SplitText {
  /** The lines between the `---`, or undefined where a file has none. */
  readonly block: string | undefined;
  /** The line of the file on which the block starts. */
  readonly blockLine: number;
  readonly body: string;
  readonly bodyLine: number;
  readonly warnings: readonly LoadIssue[];
}

const MAX_FILE = 10 * 1024 * 1024;
const MAX_BLOCK = 1024 * 1024;
const MAX_BLOCK_LINES = 10_000;
/** How far down a frontmatter may start, behind stray lines. */
const MAX_STRAY_LINES = 5;
const STRAY = /^(?:\*{1,3}|`{3,}\s*\w*|)\s*$/;

/**
 * Cuts a Markdown file into frontmatter and body. A byte order mark, stray lines before the first `---` (blank, `**`, a code fence) and a
 * missing closing `---` are repaired with a warning. Throws DataError where the text is too big or the frontmatter is no YAML (`---js`).
 */
export function splitFrontmatter(text: string, file: string): SplitText {
  if (text.length > MAX_FILE) throw tooBig(file, "file", "10 MB");
  const warnings: LoadIssue[] = [];
  const warn = (line: number, reason: string): void => void warnings.push({ path: file, line, reason });
  if (text.startsWith("\uFEFF")) warn(1, "byte order mark removed");
  const lines = text
    .replace(/^\uFEFF+/, "")
    .replaceAll(/\r\n?/g, "\n")
    .split("\n");

  const open = openingLine(lines);
  if (open === undefined) return { block: undefined, blockLine: 1, body: lines.join("\n"), bodyLine: 1, warnings };
  if (lines.slice(0, open).some((line) => line.trim() !== "")) warn(1, `stray text before the frontmatter (“${lines[0] ?? ""}”) skipped`);
  refuseLanguage(lines[open] ?? "", file, open + 1);
  const marked = (lines[open] ?? "").startsWith("---");
  if (!marked) warn(open + 1, "frontmatter without an opening ---");
  const first = marked ? open + 1 : open;

  let close = lines.findIndex((line, index) => index >= first && /^---\s*$/.test(line));
  if (close < 0) {
    close = endWithoutMark(lines, first);
    warn(open + 1, "frontmatter without a closing ---; it ends at the first empty line or heading");
    lines.splice(close, 0, "---");
  }
  const block = lines.slice(first, close).join("\n");
  if (block.length > MAX_BLOCK || close - first > MAX_BLOCK_LINES) throw tooBig(file, "frontmatter", "1 MB or 10,000 lines");
  return { block, blockLine: first + 1, body: lines.slice(close + 1).join("\n"), bodyLine: close + 2, warnings };
}

function openingLine(lines: readonly string[]): number | undefined {
  for (let index = 0; index < Math.min(lines.length, MAX_STRAY_LINES); index += 1) {
    const line = lines[index] ?? "";
    if (/^---(?!-)/.test(line)) return index;
    if (/^name\s*:/.test(line) && lines.slice(index, index + 60).some((next) => /^---\s*$/.test(next))) return index;
    if (!STRAY.test(line)) return undefined;
  }
  return undefined;
}

/** `---js`, `---json5` and the like are programs or formats nobody asked for; only YAML is read. */
function refuseLanguage(line: string, file: string, at: number): void {
  const language = line.startsWith("---") ? line.slice(3).trim() : "";
  if (language === "" || language.startsWith("#") || /^ya?ml$/i.test(language)) return;
  throw new DataError({
    code: "frontmatter-language",
    message: `${file}: frontmatter of another language than YAML is not read`,
    found: `---${language.slice(0, 40)}`,
    allowed: ["---"],
    fix: "Write the frontmatter as YAML between two lines of ---.",
    place: { file, line: at },
  });
}

function endWithoutMark(lines: readonly string[], first: number): number {
  const end = lines.findIndex((line, index) => index >= first && (line.trim() === "" || /^#{1,6} /.test(line)));
  return end < 0 ? lines.length : end;
}

function tooBig(file: string, what: string, limit: string): DataError {
  return new DataError({ code: `${what}-too-big`, message: `${file}: the ${what} is bigger than ${limit}`, place: { file, line: 1 } });
}
