import { listSources, lookAtSource, readySql, readySqlNames } from "../../app/sources.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderReadySql, renderSourceCheck, renderSources } from "../render/render-sources.ts";
import { teamFolders } from "../team-folders.ts";
import { wire } from "../wire.ts";

export interface SourcesFlags extends BookFlags {
  readonly check?: string;
  /** True without a name. */
  readonly sql?: string | true;
}

/** Runs `sources`: lists them, looks at one, or prints ready SQL. */
export async function runSources(flags: SourcesFlags, io: Io): Promise<ExitCode> {
  const print = (value: unknown, text: string): void => io.stdout(flags.json === true ? `${JSON.stringify(value, null, 2)}\n` : text);
  const view = { paint: paintFor(io), width: io.width };
  if (flags.sql !== undefined) {
    const { references } = await teamFolders(io, flags.directory);
    if (flags.sql !== true) {
      const sql = await readySql(references, flags.sql);
      print({ name: flags.sql, sql }, sql);
      return EXIT.ok;
    }
    const ready = await Promise.all(
      (await readySqlNames(references)).map(async (name) => ({ name, sql: await readySql(references, name) })),
    );
    print(ready, renderReadySql(ready, view));
    return EXIT.ok;
  }
  const deps = await wire(io, flags);
  if (flags.check !== undefined) {
    const check = await lookAtSource(deps, flags.check, io.env);
    print(check, renderSourceCheck(flags.check, check, view));
    return check.fault === null ? EXIT.ok : EXIT.findings;
  }
  const sources = await listSources(deps, io.env);
  print(sources, renderSources(sources, view));
  return EXIT.ok;
}
