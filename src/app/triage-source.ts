import { tmpdir } from "node:os";
import { UserError } from "../core/errors.ts";
import { readStream, statIfAny } from "../core/files.ts";

/** A file of tickets as a stream. `size` is that of the file in bytes; undefined where the stream is not the file itself. */
export interface TicketSource {
  readonly source: AsyncIterable<string | Uint8Array>;
  readonly size: number | undefined;
}

/** Opens a file of tickets; workbooks and Parquet are read whole, text is streamed. Throws UserError where there is no such file, DataError where it cannot be read. */
export async function ticketSource(path: string, shownAs: string): Promise<TicketSource> {
  const stats = await statIfAny(path);
  if (stats === undefined || stats.isDirectory())
    throw new UserError({
      code: "no-file",
      message: stats === undefined ? `There is no file ${shownAs}.` : `${shownAs} is a folder.`,
      found: shownAs,
      fix: "Name an export of tickets: CSV, TSV, NDJSON, JSON, XLSX, Parquet.",
    });
  if (/\.(?:xlsx|parquet|zip)$/i.test(path)) return { source: asLines(path, shownAs), size: undefined };
  return { source: readStream(path), size: /\.gz$/i.test(path) ? undefined : stats.size };
}

const ROWS_A_PIECE = 200;

/** The rows of a table as one JSON object a line. */
async function* asLines(path: string, shownAs: string): AsyncGenerator<string> {
  const { readTable } = await import("../book/read-table.ts");
  const { columns, rows } = await readTable(path, shownAs, tmpdir());
  for (let start = 0; start < rows; start += ROWS_A_PIECE) {
    const lines: string[] = [];
    for (let row = start; row < Math.min(rows, start + ROWS_A_PIECE); row += 1)
      lines.push(`${JSON.stringify(Object.fromEntries(columns.map(({ name, cells }) => [name, cells[row] ?? ""])))}\n`);
    yield lines.join("");
  }
}
