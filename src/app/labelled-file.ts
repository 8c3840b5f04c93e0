import { tmpdir } from "node:os";
import { readTable } from "../book/read-table.ts";
import { UserError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { commaSeparated } from "../core/text.ts";
import type { LabelledTexts } from "../domain/classifier/train-text.ts";
import { columnNamed } from "./churn-file.ts";

/** A file of labelled tickets: where it is, and how a person named it. */
export interface LabelledFile {
  readonly path: string;
  readonly shownAs: string;
  readonly log: Log;
}

/** The names in a list of columns, "subject, body"; undefined where none is given. */
export function columnList(option: string | undefined): readonly string[] | undefined {
  const names = commaSeparated(option ?? "");
  return names.length === 0 ? undefined : [...new Set(names)];
}

/**
 * Reads a file's texts, several columns joined as paragraphs, and its labels. The columns bear their names in the file. Throws UserError where a
 * column is not named or not there, DataError for an unreadable file.
 */
export async function readLabelled(
  file: LabelledFile,
  text: readonly string[] | undefined,
  label: readonly string[] | undefined,
): Promise<LabelledTexts & { readonly textColumns: readonly string[] }> {
  const table = await readTable(file.path, file.shownAs, tmpdir());
  for (const note of table.notes) file.log.warn(`${file.shownAs}: ${note}`);
  const named = (names: readonly string[] | undefined, option: string, what: string) =>
    (names ?? [undefined]).map((name) => columnNamed(table, name, option, what));
  const texts = named(text, "--text", "the column with the text");
  const labels = named(label, "--label", "the column with the label");
  const both = texts.find((column) => labels.includes(column));
  if (both !== undefined)
    throw new UserError({
      code: "label-is-text",
      message: `"${both.name}" cannot be both the text and the label.`,
      fix: "Name two columns.",
    });
  return {
    texts: Array.from({ length: table.rows }, (_, row) => joined(texts.map(({ cells }) => cells[row] ?? ""))),
    columns: labels,
    textColumns: texts.map(({ name }) => name),
  };
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== "").join("\n");
}
