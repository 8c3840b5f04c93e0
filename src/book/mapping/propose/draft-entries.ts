/** A commented-out entry of `mapping` in the text of echo.yaml: the line where its file stands, and whether it is one to fill in. */
export interface DraftEntry {
  /** From 1. */
  readonly line: number;
  /** True for an entry without a table yet. */
  readonly isBlank: boolean;
}

/** The entry for a file that stands commented out in the text; undefined where none does. */
export function draftEntry(text: string, file: string): DraftEntry | undefined {
  const lines = text.split(/\r?\n/);
  const at = headAt(lines, file);
  return at < 0
    ? undefined
    : { line: at + 1, isBlank: lines.slice(at + 1, endOf(lines, at)).some((line) => /^\s*#\s+table: \?/.test(line)) };
}

/** The text without the commented-out entry for a file, its comment and the blank line above; what else there is stays as it was. */
export function withoutDraft(text: string, file: string): string {
  const lines = text.split("\n");
  const at = headAt(lines, file);
  if (at < 0) return text;
  const begin = lines[at - 1]?.trim().startsWith(`# ${file}:`) === true ? at - 1 : at;
  return [...lines.slice(0, begin > 0 && lines[begin - 1]?.trim() === "" ? begin - 1 : begin), ...lines.slice(endOf(lines, at))].join("\n");
}

function headAt(lines: readonly string[], file: string): number {
  const head = `# - file: ${JSON.stringify(file)}`;
  return lines.findIndex((line) => line.trim() === head);
}

/** Just after the entry: at the first line that is no comment, or begins another entry. */
function endOf(lines: readonly string[], at: number): number {
  const rest = lines.slice(at + 1);
  const next = rest.findIndex((line) => !isComment(line) || /^\s*# - file:/.test(line));
  return next < 0 ? lines.length : at + 1 + next;
}

function isComment(line: string | undefined): boolean {
  return line?.trim().startsWith("#") === true;
}
