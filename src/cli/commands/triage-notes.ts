import type { TicketFormat } from "../../book/import/ticket-batch.ts";

/** What a person should know of the export that tickets are read from: that it has no messages, or that it looks like no export of tickets. */
export function notesOn(about: TicketFormat | undefined): string[] {
  if (about === undefined) return [];
  const { title, subjectOnly, looksLike } = about;
  return [
    ...(subjectOnly ? [`${title}: no messages, so tickets are read by their subject alone; mood and deadlines are mostly lost`] : []),
    ...(looksLike === undefined
      ? []
      : [
          `this looks like an export of ${looksLike}, not of tickets; each row is read as a ticket all the same (echo-cs import takes exports of all kinds)`,
        ]),
  ];
}
