import type { DataError } from "../core/errors.ts";
import { csvRecords } from "../book/mapping/csv-records.ts";
import { eachRead } from "./each-read.ts";
import { fault, type JobDraft, toJobDraft } from "./job-draft.ts";

const OWN = new Set(["id", "question", "command", "args", "accounts"]);

/** The jobs of a CSV with a header: id, and question or command and args. Any other column is a placeholder's value. A job that cannot be read is put to `faults`; throws DataError for a file that cannot be. */
export function jobsOfCsv(text: string, file: string, faults: DataError[]): JobDraft[] {
  const records = csvRecords(text);
  if (records === null) throw fault("job-csv", "A quote is opened and never closed.", { file, line: 1 });
  const [header, ...rows] = records;
  if (header === undefined) return [];
  const names = header.cells.map((name) => name.toLowerCase());
  if (!names.includes("id") || (!names.includes("question") && !names.includes("command")))
    throw fault(
      "job-csv",
      "The first line names the columns: id, and question or command.",
      { file, line: header.line, column: 1 },
      header.cells.join(","),
    );
  const lines = text.split("\n");
  return eachRead(
    rows,
    ({ line, cells }) => {
      const given = names.flatMap((name, index) => {
        const cell = cells[index] ?? "";
        return cell === "" ? [] : [[name, cell] as const];
      });
      const own = Object.fromEntries(given.filter(([name]) => OWN.has(name)));
      const values = Object.fromEntries(given.filter(([name]) => !OWN.has(name)));
      const columnOf = (key: string | undefined): number =>
        1 + Math.max(0, (lines[line - 1] ?? "").indexOf(cells[names.indexOf(key ?? "id")] ?? ""));
      return toJobDraft({ ...own, with: values }, (key) => ({ file, line, column: columnOf(key) }));
    },
    faults,
  );
}
