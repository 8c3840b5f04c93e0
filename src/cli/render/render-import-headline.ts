import type { ImportResult } from "../../app/import.ts";
import { count, list } from "../../core/text.ts";

/** "Imported 9 files, 12 accounts." */
export function importHeadline({ changed, files, accounts }: ImportResult): string {
  const read = files.filter((file) => file.taken_for !== null).length;
  return `${changed ? "Imported" : "Nothing changed since the last import:"} ${count(read, "file")}, ${count(accounts, "account")}.`;
}

/** The report for who wants none: the headline, and that something was left out where something was. */
export function renderImportQuiet(result: ImportResult): string {
  const { files } = result;
  const unread = files.filter((file) => file.taken_for === null).length;
  const rows = files.reduce((sum, { rejected }) => sum + rejected, 0);
  const cells = files.reduce((sum, { cells_dropped: dropped }) => sum + dropped, 0);
  const out = [
    ...(unread > 0 ? [`${count(unread, "file")} not read`] : []),
    ...(rows > 0 ? [`${count(rows, "row")} refused`] : []),
    ...(cells > 0 ? [`${count(cells, "cell")} left out`] : []),
  ];
  const told = out.length === 0 ? "" : `${list(out)}: without --quiet all are told; with --strict the exit status is 3.\n`;
  return `${importHeadline(result)}\n${told}`;
}
