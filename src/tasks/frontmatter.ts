import { isScalar, parseDocument, stringify } from "yaml";
import { DataError } from "../core/errors.ts";
import { isRecord } from "../core/json.ts";
import { oneLine } from "../core/text.ts";
import { firstMark } from "./merge/merged-lines.ts";

/** The version of every file format in this folder. */
export const SCHEMA = 1;

export type FieldValue = string | number | null;
export type Fields = Readonly<Record<string, FieldValue>>;

/** A file's YAML head and what follows it; `open + yaml + close + body` is the file's text, byte for byte. */
export interface Frontmatter {
  readonly file: string;
  readonly open: string;
  readonly yaml: string;
  readonly close: string;
  readonly body: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const SHAPE = /^(\uFEFF?---[ \t]*\r?\n)((?:[^\n]*\n)*?)(---[ \t]*(?:\r?\n|$))/;

/**
 * The head of `text`, or undefined where it has none. Throws DataError with file and line where the head is no YAML mapping or was written
 * by a newer ECHO.
 */
export function parseFrontmatter(text: string, file: string): Frontmatter | undefined {
  const [whole, open, yaml, close] = SHAPE.exec(text) ?? [];
  if (whole === undefined || open === undefined || yaml === undefined || close === undefined) return undefined;
  const front = { file, open, yaml, close, body: text.slice(whole.length), data: parseYaml(yaml, file) };
  checkSchema(front);
  return front;
}

/** Like parseFrontmatter for files that ECHO can do nothing with when the head is gone. */
export function requireFrontmatter(text: string, file: string): Frontmatter {
  const front = parseFrontmatter(text, file);
  if (front?.data["schema"] !== undefined) return front;
  throw new DataError({
    code: "frontmatter-missing",
    message: front === undefined ? "The file does not begin with a head between two lines of `---`." : "The file's head has no `schema`.",
    fix: "Restore the head, or move the file away: ECHO then writes a new one.",
    place: { file, line: 1 },
  });
}

/** A head of these fields, between its dashes. Texts become single lines. */
export function printFrontmatter(fields: Fields): string {
  return `---\n${stringify(Object.fromEntries(safeEntries(fields)), { lineWidth: 0 })}---\n`;
}

/** The file's text with some fields changed; other keys and comments stay, and nothing at all changes where the values are already there. */
export function withFields(front: Frontmatter, fields: Fields): string {
  const changes = safeEntries(fields).filter(([name, value]) => front.data[name] !== value);
  if (changes.length === 0) return front.open + front.yaml + front.close + front.body;
  const document = parseDocument(front.yaml);
  for (const [name, value] of changes) {
    document.set(name, value);
    const node = document.get(name, true);
    // The old value's quotes say nothing about the new one.
    if (isScalar(node)) node.type = "PLAIN";
  }
  const eol = front.open.endsWith("\r\n") ? "\r\n" : "\n";
  return front.open + document.toString({ lineWidth: 0 }).replaceAll(/\r?\n/g, eol) + front.close + front.body;
}

/** A text field; "" where it is absent. Throws DataError, with the line, where it holds a list or a mapping. */
export function textField(front: Frontmatter, name: string): string {
  const value = front.data[name] ?? "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw fieldError(front, name, "a single value");
}

/** A field with a fixed set of values. Throws DataError, with the line, for any other. */
export function choiceField<T extends string>(front: Frontmatter, name: string, choices: readonly T[]): T {
  const value = textField(front, name);
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw fieldError(front, name, ...choices);
  return choice;
}

function safeEntries(fields: Fields): [name: string, value: FieldValue][] {
  return Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? oneLine(value) : value]);
}

function fieldError(front: Frontmatter, name: string, ...allowed: readonly string[]): DataError {
  const index = front.yaml.split("\n").findIndex((line) => line.startsWith(`${name}:`));
  return new DataError({
    code: "field-invalid",
    message: `The head's \`${name}\` cannot be read.`,
    found: JSON.stringify(front.data[name]) ?? "nothing",
    allowed,
    fix: `Correct \`${name}\` in the file's head; nothing was written.`,
    place: { file: front.file, line: index < 0 ? 1 : index + 2 },
  });
}

const PLAIN_FIELD =
  /^([a-z][a-z_]*): (?:(\d{4}-\d{2}-\d{2})|(0|[1-9]\d{0,8})|"([^"\\]*)"|(null)|([A-Za-z][^:#"'\\\s]*(?: [^:#"'\\\s]+)*))$/;
const NO_TEXT = /^(?:null|true|false)$/i;

/** A head as ECHO prints it, read line by line: a sweep reads thousands. Undefined where a line is anything else than a name and a plain value. */
function parsePlain(yaml: string): Record<string, unknown> | undefined {
  const data: Record<string, unknown> = {};
  for (const line of yaml.replace(/\n$/, "").split("\n")) {
    const [whole, name = "", day, wholeNumber, quoted, none, text] = PLAIN_FIELD.exec(line) ?? [];
    if (whole === undefined || name in data || (text !== undefined && NO_TEXT.test(text))) return undefined;
    data[name] = none !== undefined ? null : wholeNumber !== undefined ? Number(wholeNumber) : (day ?? quoted ?? text);
  }
  return data;
}

function parseYaml(yaml: string, file: string): Record<string, unknown> {
  const plain = parsePlain(yaml);
  if (plain !== undefined) return plain;
  const mark = firstMark(yaml);
  if (mark !== undefined) throw marksError(file, mark + 1);
  const document = parseDocument(yaml);
  const [error] = document.errors;
  const at = error?.linePos?.[0];
  if (error !== undefined) throw yamlError(file, error.message.split("\n")[0] ?? "", (at?.line ?? 0) + 1, at?.col);
  try {
    const data: unknown = document.toJS() ?? {};
    if (isRecord(data)) return data;
  } catch (cause) {
    throw yamlError(file, cause instanceof Error ? cause.message : String(cause), 2);
  }
  throw yamlError(file, "it is not a mapping of names to values", 2);
}

function yamlError(file: string, reason: string, line: number, column?: number): DataError {
  return new DataError({
    code: "frontmatter-invalid",
    message: `The file's head is not valid YAML: ${reason.replace(/ at line \d+, column \d+:?$/, "")}`,
    fix: "Correct the lines between the two `---`; nothing was written.",
    place: { file, line, column },
  });
}

function marksError(file: string, line: number): DataError {
  return new DataError({
    code: "merge-marks",
    message: "Two people changed the same field, and git's marks of it are still in the file's head.",
    fix: "Keep one of the two and take the lines with <<<<<<<, ======= and >>>>>>> out; nothing was written.",
    place: { file, line },
  });
}

function checkSchema(front: Frontmatter): void {
  const schema = front.data["schema"];
  if (schema === undefined) return;
  if (typeof schema !== "number" || !Number.isInteger(schema) || schema < 1) throw fieldError(front, "schema", String(SCHEMA));
  if (schema > SCHEMA) throw newerSchema(front.file, schema);
}

/** The refusal of a file that a newer ECHO wrote. */
export function newerSchema(file: string, schema: number, line = 2): DataError {
  return new DataError({
    code: "schema-newer",
    message: "A newer ECHO wrote this file; this one would damage it.",
    found: `schema ${schema}`,
    allowed: [`schema ${SCHEMA}`],
    fix: "Update echo-cs; nothing was written.",
    place: { file, line },
  });
}

/** The head and the text of a Markdown file that a person writes and ECHO only reads, with `\n` line ends. Throws DataError where it has no head. */
export function requireHead(text: string, file: string): { readonly yaml: string; readonly body: string; readonly bodyLine: number } {
  const plain = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const [whole, , yaml] = SHAPE.exec(plain) ?? [];
  if (whole === undefined || yaml === undefined)
    throw new DataError({
      code: "frontmatter-missing",
      message: `${file}: the file does not begin with a head between two lines of \`---\`.`,
      fix: "Begin the file with its head; a shipped file of the same kind is a model.",
      place: { file, line: 1 },
    });
  return { yaml, body: plain.slice(whole.length), bodyLine: whole.split("\n").length };
}
