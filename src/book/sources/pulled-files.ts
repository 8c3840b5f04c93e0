import type { ExportFile } from "../import/export-files.ts";
import type { DataTable } from "../schema.ts";
import { readState, rowsPath } from "./source-state.ts";

/** The sources whose rows belong to a book: which table each is for, and the folder of what was pulled. */
export interface PulledSources {
  readonly folder: string;
  readonly tables: Readonly<Record<string, DataTable>>;
}

/** A source among the files of an import is called by this and its name: no path in a folder begins so. */
const PREFIX = "source:";

/** What the sources gave when they were last pulled, as files for an import, by name; without those that never were. */
export async function pulledFiles({ folder, tables }: PulledSources): Promise<readonly ExportFile[]> {
  const files: ExportFile[] = [];
  for (const name of Object.keys(tables).sort()) {
    const [state, table] = [await readState(folder, name), tables[name]];
    if (state === undefined || table === undefined || state.table !== table) continue;
    files.push({
      path: `${PREFIX}${name}`,
      absolute: rowsPath(folder, name, state),
      size: state.bytes,
      modifiedMs: Date.parse(state.changed_at),
      refused: null,
      source: { table, digest: state.digest, columns: state.columns },
    });
  }
  return files;
}
