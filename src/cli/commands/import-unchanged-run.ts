import { join, resolve } from "node:path";
import type { ImportResult } from "../../app/import.ts";
import { standingResult } from "../../app/standing-import.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { statNow } from "../../core/files-now.ts";
import type { Io } from "../io.ts";
import { VERSION } from "../version.ts";
import { lightPaintFor } from "./light-paint.ts";
import { tellDamaged } from "./damaged-files.ts";
import type { ImportFlags } from "./import-run.ts";

/**
 * Tells the last import again where nothing has changed since, which is what `import` finds most often; undefined where it has to be
 * looked at. Loads next to nothing, so that it is as quick as the help.
 */
export async function runUnchangedImport(flags: ImportFlags, io: Io): Promise<ExitCode | undefined> {
  const { directory, demo, force, fresh, rejects, propose, dryRun, strict, json, source } = flags;
  if ([demo, force, fresh, propose, dryRun].includes(true) || rejects !== undefined || source !== undefined) return undefined;
  const root = resolve(io.cwd, directory ?? ".");
  // Without -C the workspace may lie further up.
  if (directory === undefined && !isWorkspace(root)) return undefined;
  const result = await standingResult<ImportResult>({ root, version: VERSION }, io.now());
  if (result === undefined) return undefined;
  if (json === true) {
    io.stdout(`${JSON.stringify(result, null, 2)}\n`);
    tellDamaged(result, io);
  } else if (io.quiet === true) io.stdout((await import("../render/render-import-headline.ts")).renderImportQuiet(result));
  else {
    const { renderImport } = await import("../render/render-import.ts");
    io.stdout(renderImport(result, { paint: await lightPaintFor(io), width: io.width }));
  }
  const isComplete = result.files.every((file) => file.taken_for !== null && file.rejected === 0 && file.cells_dropped === 0);
  return strict === true && !isComplete ? EXIT.partial : EXIT.ok;
}

/** The same for a command line that is no more than a plain import, before the whole command line is loaded; what fails here is told there. */
export async function runImportQuick(argv: readonly string[], io: Io): Promise<ExitCode | undefined> {
  const flags = plainImportFlags(argv);
  return flags === undefined ? undefined : runUnchangedImport(flags, io).catch(() => undefined);
}

/** The flags of `import`, where they are none but those of a plain run; undefined where it takes a parser to tell. */
function plainImportFlags(argv: readonly string[]): ImportFlags | undefined {
  const [command, ...rest] = argv;
  if (command !== "import") return undefined;
  let flags: ImportFlags = {};
  for (let at = 0; at < rest.length; at += 1) {
    const directory = rest[at + 1];
    if (rest[at] === "--json") flags = { ...flags, json: true };
    else if (rest[at] === "-C" && directory !== undefined && !directory.startsWith("-")) {
      flags = { ...flags, directory };
      at += 1;
    } else return undefined;
  }
  return flags;
}

function isWorkspace(root: string): boolean {
  return statNow(join(root, "echo.yaml")) !== undefined || statNow(join(root, "exports")) !== undefined;
}
