import type { Client } from "pg";
import type { Sink } from "./copy-out.ts";

/** So many rows are fetched at once: Redshift gives no more to a cluster of one node. */
const STEP = 1000;

/**
 * Fetches a query's rows through a cursor within the transaction that is open, and writes them as CSV in the form of COPY: for engines that
 * do not know `COPY (query) TO STDOUT`. Returns the number of rows and the length of the longest one in bytes.
 */
export async function cursorOut(client: Client, query: string, sink: Sink): Promise<{ readonly rows: number; readonly longest: number }> {
  await client.query(`DECLARE echo_rows CURSOR FOR ${query}`);
  let rows = 0;
  let longest = 0;
  for (;;) {
    const step = await client.query<(string | null)[]>({ text: `FETCH FORWARD ${STEP} FROM echo_rows`, rowMode: "array", types: AS_TEXT });
    if (step.rows.length === 0) return { rows, longest };
    rows += step.rows.length;
    const lines = step.rows.map(csvRow);
    for (const line of lines) longest = Math.max(longest, Buffer.byteLength(line));
    await sink.write(Buffer.from(lines.join("")));
  }
}

/** Values as the engine writes them. */
export const AS_TEXT = { getTypeParser: () => (value: string) => value };

/** Nothing for null, everything else within quotes. */
export function csvRow(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => (cell === null ? "" : `"${cell.replaceAll('"', '""')}"`)).join(",")}\n`;
}
