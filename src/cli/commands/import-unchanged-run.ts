import { join, resolve } from "node:path";
import { standingResult } from "../../app/standing-import.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { statIfAny } from "../../core/files.ts";
import type { Io } from "../io.ts";
import { VERSION } from "../version.ts";
import type { ImportFlags } from "./import-run.ts";

/**
 * Tells the last import again where nothing has changed since, which is what `import` finds most often; undefined where it has to be
 * looked at. Loads next to nothing, so that it is as quick as the help.
 */
export async function runUnchangedImport(flags: ImportFlags, io: Io): Promise<ExitCode | undefined> {
  const { directory, demo, force, fresh, rejects, propose, dryRun, strict, json } = flags;
  if ([demo, force, fresh, propose, dryRun].includes(true) || rejects !== undefined) return undefined;
  const root = resolve(io.cwd, directory ?? ".");
  // Without -C the workspace may lie further up.
  if (directory === undefined && !(await isWorkspace(root))) return undefined;
  const result = await standingResult({ root, version: VERSION }, io.now());
  if (result === undefined) return undefined;
  if (json === true) io.stdout(`${JSON.stringify(result, null, 2)}\n`);
  else {
    const [{ renderImport }, { paintFor }] = await Promise.all([import("../render/render-import.ts"), import("../render/paint.ts")]);
    io.stdout(renderImport(result, { paint: paintFor(io), width: io.width }));
  }
  const isComplete = result.files.every((file) => file.taken_for !== null && file.rejected === 0);
  return strict === true && !isComplete ? EXIT.partial : EXIT.ok;
}

async function isWorkspace(root: string): Promise<boolean> {
  return (await statIfAny(join(root, "echo.yaml"))) !== undefined || (await statIfAny(join(root, "exports"))) !== undefined;
}
