import type { Day } from "../../core/days.ts";
import { clean, count, list } from "../../core/text.ts";
import type { Book } from "../book.ts";
import type { DataTable } from "../schema.ts";
import type { Finding } from "./findings.ts";
import { DAY_OF } from "./row-times.ts";

/** Tables that tell of what has happened; calendars, plans and releases know of days to come, and that is no fault. */
const PAST: readonly DataTable[] = ["accounts", "subscriptions", "invoices", "usage", "tickets", "surveys", "stage_changes"];

interface FutureRow {
  readonly file: string;
  readonly line: number | null;
  readonly day: Day;
  readonly n: number;
}

const SHOWN = 3;

/** Rows of what should have happened that are dated after `today`, each file's by its first; empty where there are none. */
export async function futureRows(book: Book, today: Day): Promise<readonly Finding[]> {
  const parts = PAST.map((table) => {
    const line = table === "usage" ? "NULL" : "line";
    return `SELECT file_id, CAST(${line} AS INTEGER) AS line, CAST(${DAY_OF[table] ?? "NULL"} AS DATE) AS day FROM ${table}`;
  });
  const files = await book.rows<FutureRow>(
    `SELECT file, CAST(arg_min(line, (day, line)) AS INTEGER) AS line, min(day) AS day, count(*) AS n FROM (${parts.join(" UNION ALL ")}) JOIN files USING (file_id)
WHERE day > CAST($today AS DATE) GROUP BY file ORDER BY file`,
    { today },
  );
  if (files.length === 0) return [];
  const rows = files.reduce((sum, { n }) => sum + n, 0);
  const shown = files.slice(0, SHOWN).map(({ file, line, day }) => `${clean(file)}${line === null ? "" : `:${line}`} of ${day}`);
  return [
    {
      kind: "rows-after-today",
      message: `${count(rows, "row")} ${rows === 1 ? "is" : "are"} dated after today, ${today}: ${list(files.length > SHOWN ? [...shown, "more"] : shown)}; no figure up to today counts ${rows === 1 ? "it" : "them"}`,
      count: rows,
      examples: files.slice(0, SHOWN).map(({ file, line }) => ({ subject: null, file, line })),
    },
  ];
}
