import type { TicketFormat } from "../../book/import/ticket-batch.ts";
import { clean } from "../../core/text.ts";

/** What a person should know of the export that tickets are read from: that it has no messages, no ids, or looks like no export of tickets. */
export function notesOn(about: TicketFormat | undefined): string[] {
  if (about === undefined) return [];
  const { title, subjectOnly, looksLike, unread = [] } = about;
  return [
    ...(subjectOnly ? [`${title}: no messages, so tickets are read by their subject alone; mood and deadlines are mostly lost`] : []),
    ...(looksLike === undefined
      ? []
      : [
          `this looks like an export of ${looksLike}, not of tickets; each row is read as a ticket all the same (echo-cs import takes exports of all kinds)`,
        ]),
    ...(unread.length === 0
      ? []
      : [`no column of ids was recognised, so ids are line numbers; name the column with --id COLUMN, one of: ${firstOf(unread)}`]),
  ];
}

/** What a person should know of lines that are no UTF-8. */
export function encodingNote(lines: readonly number[], count: number): string | undefined {
  if (count === 0) return undefined;
  const [what, were] = count === 1 ? ["line", "is"] : ["lines", "are"];
  const more = count > lines.length ? ` and ${count - lines.length} more` : "";
  return `${what} ${lines.join(", ")}${more} ${were} not UTF-8 and read as Windows-1252; save the file as UTF-8 if letters look wrong`;
}

const MOST_NAMED = 12;

function firstOf(columns: readonly string[]): string {
  return columns.slice(0, MOST_NAMED).map(clean).join(", ") + (columns.length > MOST_NAMED ? ", …" : "");
}
