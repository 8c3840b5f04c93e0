import type { Database } from "../snapshot/database.ts";
import { gatherEvents, tellAddresses } from "./events.ts";
import type { StagedFile } from "./staged-file.ts";
import { stagedColumns } from "./staging.ts";
import { readStage } from "./write-stage.ts";

/** Events of more rows stay where they are: copied into a table they would fill the memory. */
const MANY_ROWS = 250_000;

/**
 * Brings the rows of all files together: in the tables `staged_<table>`, with the number of the file (its place in the list, from 1), and
 * all usage in the view `events`.
 */
export async function gatherStaged(db: Database, files: readonly StagedFile[]): Promise<void> {
  const told = files.some(({ staged }) => staged?.told === true);
  const large: string[] = [];
  for (const [index, { staged }] of files.entries()) {
    if (staged === null) continue;
    const rows = readStage(staged.parts, staged.same, stagedColumns(staged.table));
    const select = `SELECT *, CAST(${index + 1} AS INTEGER) AS file_id FROM (${rows})`;
    if (staged.table === "usage" && staged.rows > MANY_ROWS && !told) large.push(select);
    else await db.run(`INSERT INTO staged_${staged.table} BY NAME ${select}`);
  }
  if (told) await tellAddresses(db);
  await gatherEvents(db, large);
}
