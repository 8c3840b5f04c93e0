import { tableNamed } from "../book/sources/load-sources.ts";
import type { PulledSources } from "../book/sources/pulled-files.ts";
import { readState, sourcesFolder } from "../book/sources/source-state.ts";
import type { DataTable } from "../book/schema.ts";
import type { Workspace } from "../config/workspace.ts";
import type { Log } from "../core/log.ts";
import { list } from "../core/text.ts";

/** The sources of a workspace whose rows belong to its book; undefined where it has none. One with an unknown table is told of when it is pulled. */
export function pulledSources({ config, snapshot }: Workspace): PulledSources | undefined {
  if (config.sources === undefined) return undefined;
  const tables = Object.entries(config.sources).flatMap(([name, { table }]): [string, DataTable][] => {
    const found = tableNamed(table);
    return found === undefined ? [] : [[name, found]];
  });
  return { folder: sourcesFolder(snapshot), tables: Object.fromEntries(tables) };
}

/** Only `import` asks an engine: a book without the rows of one of its sources says so. */
export async function warnOfUnpulled(workspace: Workspace, log: Log): Promise<void> {
  const sources = pulledSources(workspace);
  if (sources === undefined) return;
  const names = Object.keys(sources.tables).sort();
  const states = await Promise.all(names.map((name) => readState(sources.folder, name)));
  const never = names.filter((_, index) => states[index] === undefined);
  if (never.length > 0) log.warn(`nothing has been pulled yet from ${list(never)}: \`echo-cs import\` does it.`);
}
