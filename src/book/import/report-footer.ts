import { clean } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import type { Reject } from "./raw-table.ts";

/** What reports write below their rows: who made them, when, for whom, and by which filter. */
const SAYS_SO =
  /^["\s]*(copyright|©|\(c\) |confidential|strictly confidential|vertraulich|confidentiel|all rights reserved|alle rechte vorbehalten|(report )?(generated|exported|created|printed) (by|on|at|from)\b|(erstellt|exportiert) (am|von|durch)\b|applied filters|filtered by|angewandte filter|(grand )?totals?[ :(]+[\d.,]+ *(records?|rows?)\b)/i;

/** So many lines a report's footer has at most; what is longer is a table that broke. */
const MOST_LINES = 10;
const SHOWN = 80;

/** A delimited file in the table `raw`, and what its reader refused. */
interface Rows {
  readonly width: number;
  /** SQL of a row's line, and of the rows with their place `n`. */
  readonly line: string;
  readonly source: string;
  readonly rejects: readonly Reject[];
  /** Those of `rejects` that a footer may hold: of one cell, or a total shorter than the header. With each, whether it is a total. */
  readonly narrow: ReadonlyMap<Reject, boolean>;
}

interface AboveFooter {
  /** What was refused, without the footer's lines. */
  readonly rejects: readonly Reject[];
  /** What was left out, for the report. */
  readonly note: string | null;
}

/**
 * Takes the footer of a report out of the rows and of what was refused: lines of one cell, and totals too short for the header, at the
 * very end of the file, one of which says what they are. Anything else there stays, to be refused and told.
 */
export async function withoutFooter(db: Database, rows: Rows): Promise<AboveFooter> {
  const { rejects, narrow } = rows;
  const none = { rejects, note: null };
  if (rows.width < 3) return none;
  const tail = await tailOf(db, rows);
  const whole = tail.find(({ lone }) => !lone)?.line ?? 0;
  const above = rejects.reduce((line, reject) => (narrow.has(reject) ? line : Math.max(line, reject.line ?? 0)), whole);
  const read = tail.filter(({ line }) => line > above);
  const refused = rejects.filter((reject) => narrow.has(reject) && (reject.line ?? 0) > above);
  const lines = [
    ...read.map((row) => ({ line: row.line, text: row.text, total: false })),
    ...refused.map((reject) => ({ line: reject.line ?? 0, text: reject.value ?? "", total: narrow.get(reject) === true })),
  ];
  if (lines.length > MOST_LINES || !lines.some(({ text, total }) => total || SAYS_SO.test(text))) return none;
  if (read.length > 0) await db.run(`DELETE FROM raw WHERE rowid IN (${read.map(({ n }) => n).join(", ")})`);
  const said = lines.sort((a, b) => a.line - b.line).map(({ text }) => clean(text).replaceAll('"', "").trim());
  return {
    rejects: rejects.filter((reject) => !refused.includes(reject)),
    note: `left out below the last row: "${said.join(" · ").slice(0, SHOWN)}"`,
  };
}

interface TailRow {
  readonly n: number;
  readonly line: number;
  readonly text: string;
  /** It has a first cell and no other. */
  readonly lone: boolean;
}

/** The last rows, the last one first; one more than a footer has, so that one whole row is among them. */
async function tailOf(db: Database, { width, line, source }: Rows): Promise<TailRow[]> {
  const others = Array.from({ length: width - 1 }, (_, index) => `c${index + 1}`);
  return db.rows<TailRow>(
    `SELECT n, ${line} AS line, coalesce(c0, '') AS text, c0 IS NOT NULL AND coalesce(${others.join(", ")}) IS NULL AS lone FROM ${source} WHERE n >= (SELECT max(rowid) FROM raw) - ${MOST_LINES} ORDER BY n DESC`,
  );
}
