import { type Database, openDatabase } from "../snapshot/database.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** More memory makes an import little faster; what does not fit goes to files beside the draft. */
const MOST_MEMORY_MB = 1600;

/** Opens the draft of a snapshot for an import. */
export async function openImportDatabase(draft: string): Promise<Database> {
  const db = oneAtATime(await openDatabase(draft));
  const [row] = await db.rows<{ text: string }>("SELECT current_setting('memory_limit') AS text");
  if (megabytes(row?.text ?? "") > MOST_MEMORY_MB) await db.run(`SET memory_limit = '${MOST_MEMORY_MB}MB'`);
  return db;
}

/** Of a text such as "18.6 GiB"; without end where it cannot be read. */
function megabytes(text: string): number {
  const [, number = "", unit = ""] = /^([\d.]+) ?(KiB|MiB|GiB|TiB)$/.exec(text) ?? [];
  const factor = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 }[unit];
  return factor === undefined ? Infinity : (Number(number) * factor) / 1e6;
}
