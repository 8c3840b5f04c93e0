import { resolve } from "node:path";
import { importBook } from "../../app/import.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { count } from "../../core/text.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderImport } from "../render/render-import.ts";
import { wire } from "../wire.ts";

export interface ImportFlags {
  readonly directory?: string;
  readonly demo?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly rejects?: string;
  readonly strict?: boolean;
}

/** Runs `import` and prints its report, as text or JSON. */
export async function runImport(flags: ImportFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const rejectsFile = flags.rejects === undefined ? undefined : resolve(io.cwd, flags.rejects);
  const result = await importBook(deps, { force: flags.force === true, rejectsFile });
  io.stdout(flags.json === true ? `${JSON.stringify(result, null, 2)}\n` : renderImport(result, { paint: paintFor(io), width: io.width }));
  if (flags.rejects !== undefined) io.stderr(`Wrote ${count(result.rejects.length, "refused cell")} to ${flags.rejects}.\n`);
  const isComplete = result.files.every((file) => file.taken_for !== null && file.rejected === 0);
  return flags.strict === true && !isComplete ? EXIT.partial : EXIT.ok;
}
