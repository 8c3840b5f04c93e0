import type { Day } from "../core/days.ts";
import { escapeLine, idText, unescapeLine } from "./escape.ts";
import { joinLines, splitLines, type Line } from "./markdown-lines.ts";
import { appendToSection, headingOf } from "./sections.ts";

/** Which of the two memory files, with the heading below which ECHO writes. */
export const MEMORY_FILES = {
  insights: { name: "insights.md", title: "Insights", section: "Customer Success" },
  project: { name: "project.md", title: "Project", section: "Technical decisions" },
} as const;
export type MemoryFile = keyof typeof MEMORY_FILES;

/** What an insight is about, and what a decision is about. */
export const MEMORY_KINDS = {
  insights: ["retention", "onboarding", "feedback", "segmentation"],
  project: ["tooling", "tracking", "automation", "feedback-system"],
} as const satisfies Record<MemoryFile, readonly string[]>;
export type MemoryKind = (typeof MEMORY_KINDS)[MemoryFile][number];

/** A result or a decision that later runs should know of. */
export interface MemoryEntry {
  readonly kind: MemoryKind;
  /** The same for the same result in every run: it is written down once. */
  readonly key: string;
  readonly date: Day;
  readonly text: string;
}

/** A line of a memory file below ECHO's heading, whoever wrote it. */
export interface MemoryLine {
  readonly text: string;
  /** Null for a line that a person wrote without one. */
  readonly date: Day | null;
  readonly kind: string | null;
  /** Null for a person's own line. */
  readonly key: string | null;
}

const ENTRY = /^\s*[-*+]\s+(\d{4}-\d{2}-\d{2}) \(([a-z-]+)\): (.*?)(?: <!-- echo: (\S+) -->)?\s*$/;
const BULLET = /^\s*[-*+]\s+(?:(\d{4}-\d{2}-\d{2}):?\s+)?(.+?)\s*$/;
const UPDATED = /^_Last updated: \d{4}-\d{2}-\d{2}_ <!-- echo: last-updated -->$/;

/**
 * The file with the entries added below its heading that it does not hold yet, and the day of the change. Every line that was there stays;
 * where there is nothing to add, the text comes back as it was.
 */
export function mergeMemory(existing: string | undefined, file: MemoryFile, wanted: readonly MemoryEntry[], on: Day): string {
  const { title, section } = MEMORY_FILES[file];
  const known = new Set((existing ?? "").match(/<!-- echo: \S+ -->/g));
  const missing = wanted.filter(({ key }) => !known.has(mark(key)) && known.add(mark(key)));
  if (missing.length === 0) return existing ?? "";
  const text = existing === undefined || existing.trim() === "" ? `# ${title}\n\n## ${section}\n` : existing;
  const lines = splitLines(text);
  const at = lines.findIndex((line) => !line.fenced && UPDATED.test(line.text));
  const dated = at < 0 ? undefined : lines.with(at, { ...(lines[at] ?? EMPTY), text: updated(on) });
  return joinLines(
    appendToSection(dated ?? lines, section, [...(dated === undefined ? [updated(on), ""] : []), ...missing.map(printEntry)]),
  );
}

/** The lines below the file's heading that say something, in their order. */
export function readMemoryLines(text: string, file: MemoryFile): MemoryLine[] {
  let section: string | undefined;
  return splitLines(text).flatMap((line): MemoryLine[] => {
    const heading = headingOf(line);
    section = heading ?? section;
    if (heading !== undefined || section !== MEMORY_FILES[file].section || line.fenced || UPDATED.test(line.text)) return [];
    const [, date, kind, written, key] = ENTRY.exec(line.text) ?? [];
    if (date !== undefined && kind !== undefined && written !== undefined)
      return [{ text: unescapeLine(written), date, kind, key: key ?? null }];
    const [, day, own] = BULLET.exec(line.text) ?? [];
    return own === undefined ? [] : [{ text: own, date: day ?? null, kind: null, key: null }];
  });
}

function printEntry({ date, kind, text, key }: MemoryEntry): string {
  return `- ${date} (${kind}): ${escapeLine(text)} ${mark(key)}`;
}

const EMPTY: Line = { text: "", eol: "\n", fenced: false };

function updated(on: Day): string {
  return `_Last updated: ${on}_ ${mark("last-updated")}`;
}

function mark(key: string): string {
  return `<!-- echo: ${idText(key)} -->`;
}
