/** Tools that an agent's list may grant. What reads the book is not among them: every agent may look at Facts. */
export const TOOL_NAMES = ["Read", "Grep", "Glob", "Write", "Edit", "MultiEdit", "WebSearch", "WebFetch"] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

const READ_ONLY: readonly ToolName[] = ["Read", "Grep", "Glob"];

export interface ToolGrants {
  readonly known: readonly ToolName[];
  /** Entries that grant nothing here, as written: `Bash(git:*)`, `mcp__crm__find`, misspelt names. */
  readonly unknown: readonly string[];
  /** True where the list says `*`. */
  readonly all: boolean;
  /** Tools of other servers that are taken away (`mcp__crm__delete`, `mcp__crm`), whatever the list says; absent where there are none. */
  readonly denied?: readonly string[];
}

/**
 * What a `tools` entry of an agent file grants: a comma string, a list or `*`. Absent (undefined) means read-only; an empty list or one of
 * unknown names grants nothing. A known name with an argument (`Write(docs/**)`) asks for less than the tool gives, so it grants nothing
 * either. `disallowed` (the file's `disallowedTools`) is taken away at the end.
 */
export function toolGrants(tools: unknown, disallowed?: unknown): ToolGrants {
  const external = deniedIn(disallowed).filter((entry) => entry === "*" || entry.startsWith("mcp__"));
  const denied = external.length === 0 ? {} : { denied: external };
  if (tools === undefined) return { known: without(READ_ONLY, disallowed), unknown: [], all: false, ...denied };
  const entries = toolEntries(tools);
  const all = entries.includes("*");
  const known = TOOL_NAMES.filter((name) => all || entries.some((entry) => bareName(entry) === name));
  const unknown = entries.filter((entry) => entry !== "*" && !TOOL_NAMES.some((name) => name === bareName(entry)));
  return { known: without(known, disallowed), unknown, all, ...denied };
}

function without(names: readonly ToolName[], disallowed: unknown): ToolName[] {
  const denied = deniedIn(disallowed);
  return names.filter((name) => !denied.includes("*") && !denied.includes(name));
}

function deniedIn(disallowed: unknown): string[] {
  return toolEntries(disallowed ?? "").map((entry) => entry.replace(/\(.*$/s, ""));
}

/** The entries of a list or comma string, each once; commas inside parentheses belong to the entry. */
function toolEntries(tools: unknown): string[] {
  const texts: readonly unknown[] = Array.isArray(tools) ? tools : [tools];
  const entries = texts.flatMap((text) => (typeof text === "string" ? splitOutsideParentheses(text) : []));
  return [...new Set(entries)];
}

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = [];
  let part = "";
  let depth = 0;
  for (const character of text.trim().replace(/^\[(.*)\]$/s, "$1")) {
    if (character === "(") depth += 1;
    if (character === ")" && depth > 0) depth -= 1;
    if ((character === "," || character === "\n") && depth === 0) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part]
    .map((entry) =>
      entry
        .trim()
        .replace(/^- +/, "")
        .replace(/^(["'`])(.*)\1$/, "$2")
        .trim(),
    )
    .filter((entry) => entry !== "");
}

/** `Read()` and `Read(*)` ask for the whole tool. */
function bareName(entry: string): string {
  return entry.replace(/\(\*?\)$/, "");
}
