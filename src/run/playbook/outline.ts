/** A value in a playbook with the line (1-based) it stands on, so that a mistake can be shown where it is. */
export interface Located {
  readonly text: string;
  readonly line: number;
}

export interface Entry {
  readonly id: string;
  readonly line: number;
  readonly fields: ReadonlyMap<string, Located>;
  /** Names of fields that are given again; the first one counts. */
  readonly repeated: readonly Located[];
}

export interface Section {
  readonly title: string;
  readonly line: number;
  readonly entries: readonly Entry[];
}

interface OpenEntry {
  id: string;
  line: number;
  fields: Map<string, Located>;
  repeated: Located[];
}

const FIELD = /^- ([a-z][a-z-]*):\s*(.*)$/;

/**
 * Reads the outline of a Markdown text: `## Section`, `### entry` and `- key: value` bullets, whose value goes on over indented lines.
 * All other text is prose for people and skipped. `firstLine` is the number of the text's first line in its file.
 */
export function readOutline(text: string, firstLine: number): Section[] {
  const sections: { title: string; line: number; entries: OpenEntry[] }[] = [];
  let field: { key: string; entry: OpenEntry } | undefined;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = firstLine + index;
    const entry = sections.at(-1)?.entries.at(-1);
    const found = FIELD.exec(raw);
    if (raw.startsWith("## ")) sections.push({ title: raw.slice(3).trim(), line, entries: [] });
    else if (raw.startsWith("### ")) sections.at(-1)?.entries.push({ id: raw.slice(4).trim(), line, fields: new Map(), repeated: [] });
    else if (found !== null && entry !== undefined) addField(entry, found[1] ?? "", { text: (found[2] ?? "").trim(), line });
    else if (field !== undefined && /^\s{2,}\S/.test(raw)) continueField(field, raw.trim());
    field = found !== null && entry !== undefined ? { key: found[1] ?? "", entry } : /^\s{2,}\S/.test(raw) ? field : undefined;
  }
  return sections;
}

function addField(entry: OpenEntry, key: string, value: Located): void {
  if (entry.fields.has(key)) entry.repeated.push({ text: key, line: value.line });
  else entry.fields.set(key, value);
}

function continueField({ key, entry }: { key: string; entry: OpenEntry }, more: string): void {
  const known = entry.fields.get(key);
  if (known !== undefined) entry.fields.set(key, { text: `${known.text} ${more}`.trim(), line: known.line });
}
