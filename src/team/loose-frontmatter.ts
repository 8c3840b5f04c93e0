import type { LoadIssue } from "./load-issue.ts";
import { parseSafeYaml } from "./safe-yaml.ts";

interface Entry {
  readonly key: string;
  readonly line: number;
  readonly first: string;
  readonly rest: string[];
}

/** Keys that an agent file may hold; inside running text only these are taken for keys. */
const KNOWN_KEYS = new Set(
  (
    "name description model tools color lane aliases triggers examples handoffs health_model references kind lanes disallowedTools permissionMode " +
    "skills hooks memory maxTurns mcpServers background effort isolation version author license category tags metadata allowed-tools argument-hint"
  ).split(" "),
);
/** Who speaks in an `<example>`; never a key. */
const SPEECH = new Set(["context", "user", "assistant", "commentary", "human", "system", "note", "example"]);
const KEY_LINE = /^(\*{0,3})([A-Za-z_][\w-]*)\1[ \t]*:(\*{0,3})(.*)$/;

/**
 * Reads a frontmatter block that is no YAML, line by line, as agent files in the wild write it: each key by itself as YAML where it is one,
 * else as plain text. Every repair is a warning. Throws only what `parseSafeYaml` refuses.
 */
export function parseLooseFrontmatter(
  block: string,
  firstLine: number,
  file: string,
): { readonly data: Readonly<Record<string, unknown>>; readonly warnings: readonly LoadIssue[] } {
  const warnings: LoadIssue[] = [];
  const warn = (line: number, reason: string): void => void warnings.push({ path: file, line, reason });
  const data = new Map<string, unknown>();
  for (const entry of entriesOf(block, firstLine, warn)) {
    if (data.has(entry.key)) warn(entry.line, `duplicate key “${entry.key}”: the first one counts`);
    else data.set(entry.key, valueOf(entry, file, warn));
  }
  return { data: Object.fromEntries(data), warnings };
}

type Warn = (line: number, reason: string) => void;

function entriesOf(block: string, firstLine: number, warn: Warn): Entry[] {
  const lines = block.split("\n");
  const lastClose = lines.findLastIndex((line) => line.includes("</example>"));
  const entries: Entry[] = [];
  let openExamples = 0;
  for (const [index, line] of lines.entries()) {
    const current = entries.at(-1);
    // An example that is never closed must not swallow the keys behind it.
    const inExample = openExamples > 0 && index <= lastClose;
    const key = inExample ? undefined : keyOf(line, current);
    if (key !== undefined) {
      openExamples = 0;
      if (line.startsWith("*")) warn(firstLine + index, `leading ${line.startsWith("**") ? "**" : "*"} before a key skipped`);
      entries.push({ ...key, line: firstLine + index, rest: [] });
    } else if (current === undefined) {
      if (line.trim() !== "" && !line.startsWith("#")) warn(firstLine + index, "text before the first key skipped");
    } else current.rest.push(line);
    openExamples = Math.max(0, openExamples + line.split("<example>").length - line.split("</example>").length);
  }
  return entries;
}

function keyOf(line: string, current: Entry | undefined): { key: string; first: string } | undefined {
  const match = KEY_LINE.exec(line);
  const key = match?.[2];
  if (match === null || key === undefined || SPEECH.has(key.toLowerCase())) return undefined;
  const first = match[1] === "" && match[3] !== "" ? `${match[3] ?? ""}${match[4] ?? ""}` : (match[4] ?? "");
  if (KNOWN_KEYS.has(key)) return { key, first };
  const inText = current?.key === "description" && current.rest.some((rest) => /^\S/.test(rest));
  return !inText && /^[a-z]/.test(key) && /^(?:\s|$)/.test(first) ? { key, first } : undefined;
}

function valueOf(entry: Entry, file: string, warn: Warn): unknown {
  const rest = entry.rest.map((line) => line.replace(/^[ ]*\t[\t ]*/, (indent) => indent.replaceAll("\t", "  ")));
  if (rest.some((line, index) => line !== entry.rest[index])) warn(entry.line, `tabs in the indentation of “${entry.key}” read as spaces`);
  const yaml = parseSafeYaml(`value: ${entry.first.trim()}\n${rest.join("\n")}`, file);
  if (yaml.ok && isOnly(yaml.value)) return yaml.value.value;
  warn(entry.line, `“${entry.key}” is not valid YAML${yaml.ok ? "" : ` (${yaml.reason})`}; read as plain text`);
  return plainText([entry.first, ...rest].join("\n"));
}

function isOnly(value: unknown): value is { readonly value: unknown } {
  return typeof value === "object" && value !== null && "value" in value && Object.keys(value).length === 1;
}

function plainText(raw: string): string {
  const text = raw.trim().replace(/^[|>][+-]?[ \t]*\n/, "");
  const quote = text[0];
  const quoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return unescapeNewlines(quoted ? text.slice(1, -1) : text).trim();
}

/** A literal backslash-n, as tools write it that put a whole description on one line, becomes a line break. */
export function unescapeNewlines(text: string): string {
  return text.replaceAll(/\\r?\\n|\\n/g, "\n").replaceAll('\\"', '"');
}
