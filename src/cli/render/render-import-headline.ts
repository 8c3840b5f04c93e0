import type { ImportResult } from "../../app/import.ts";
import { halfReadAmong, halfReadText } from "../../book/snapshot/half-read.ts";
import { clean, count, list } from "../../core/text.ts";

/** "Imported 9 files, 12 accounts.", and which of them could be read only in part. */
export function importHeadline({ changed, files, accounts, rejects }: ImportResult): string {
  const read = files.filter((file) => file.taken_for !== null).length;
  const told = `${changed ? "Imported" : "Nothing changed since the last import:"} ${count(read, "file")}, ${count(accounts, "account")}.`;
  const half = halfReadAmong(rejects);
  return half.length === 0 ? told : `${told}\nNOT READ TO THE END: ${clean(halfReadText(half))} Every figure is without the rest.`;
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
