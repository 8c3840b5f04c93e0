import { resolve } from "node:path";
import { importBook } from "../../app/import.ts";
import type { Deps } from "../../app/deps.ts";
import { proposeMappings } from "../../app/propose.ts";
import { suggestOverrides } from "../../app/suggest-overrides.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { count } from "../../core/text.ts";
import type { Io } from "../io.ts";
import { tellDamaged } from "./damaged-files.ts";
import { type SourceFlags, sourceOptions } from "./import-sources.ts";
import { paintFor } from "../render/paint.ts";
import { renderProposals } from "../render/render-import-proposals.ts";
import { renderImportQuiet } from "../render/render-import-headline.ts";
import { renderImport } from "../render/render-import.ts";
import { VERSION } from "../version.ts";
import { wire } from "../wire.ts";

export interface ImportFlags extends SourceFlags {
  readonly directory?: string;
  readonly demo?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly fresh?: boolean;
  readonly rejects?: string;
  readonly strict?: boolean;
  readonly propose?: boolean;
  readonly dryRun?: boolean;
}

/** Runs `import` and prints its report, as text or JSON. */
export async function runImport(flags: ImportFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  if (flags.propose === true) return propose(deps, flags, io);
  if (flags.dryRun === true)
    throw new UserError({ code: "dry-run-alone", message: "--dry-run belongs to --propose.", fix: "echo-cs import --propose --dry-run" });
  const rejectsFile = flags.rejects === undefined ? undefined : resolve(io.cwd, flags.rejects);
  const result = await importBook(deps, {
    force: flags.force === true,
    fresh: flags.fresh === true,
    rejectsFile,
    version: VERSION,
    sources: sourceOptions(flags, io),
  });
  if (flags.json === true) {
    io.stdout(`${JSON.stringify(result, null, 2)}\n`);
    tellDamaged(result, io);
  } else io.stdout(io.quiet === true ? renderImportQuiet(result) : renderImport(result, { paint: paintFor(io), width: io.width }));
  if (flags.rejects !== undefined) io.stderr(`Wrote ${count(result.rejects.length, "refusal")} to ${flags.rejects}.\n`);
  const isComplete = result.files.every((file) => file.taken_for !== null && file.rejected === 0 && file.cells_dropped === 0);
  const isWithout = result.sources?.some(({ state }) => state === "failed") === true;
  return isWithout || (flags.strict === true && !isComplete) ? EXIT.partial : EXIT.ok;
}

async function propose(deps: Deps, { json, dryRun }: ImportFlags, io: Io): Promise<ExitCode> {
  const result = await proposeMappings(deps, { dryRun: dryRun === true });
  const near = await suggestOverrides(deps, { dryRun: dryRun === true });
  const told = { ...result, overrides: near };
  io.stdout(json === true ? `${JSON.stringify(told, null, 2)}\n` : renderProposals(result, near, { paint: paintFor(io), width: io.width }));
  return EXIT.ok;
}
