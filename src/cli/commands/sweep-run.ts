import { sweep } from "../../app/sweep.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { count } from "../../core/text.ts";
import { again } from "../again.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { pathFromHere } from "../path-from-here.ts";
import { viewOf } from "../print-result.ts";
import { sweepJson, sweepLines } from "../render/render-sweep-json.ts";
import { renderSweepMarkdown } from "../render/render-sweep-markdown.ts";
import { renderSweep } from "../render/render-sweep.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface SweepFlags extends BookFlags {
  readonly dryRun?: boolean;
  readonly md?: boolean;
  readonly ndjson?: boolean;
  readonly all?: boolean;
}

/** Runs `sweep`. Ends with 3 where a file would not hold still and ECHO's version lies beside it, and where a task's file cannot be read. */
export async function runSweep(flags: SweepFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const report = await sweep(deps, { asOf: flags.asOf, health: flags.health, dryRun: flags.dryRun });
  sayAge(deps.log, report.asOf, report.age);
  if (flags.json === true) io.stdout(`${JSON.stringify(sweepJson(report), null, 2)}\n`);
  else if (flags.ndjson === true) io.stdout(sweepLines(report));
  else if (flags.md === true) io.stdout(renderSweepMarkdown(report, flags.all === true));
  else {
    const history = pathFromHere("history/health.ndjson", { root: deps.workspace.root, cwd: io.cwd });
    // The tasks told of are everybody's, and `me` would narrow the list to one's own.
    const next = `echo-cs tasks list --open${deps.workspace.config.me === undefined ? "" : " --owner all"}`;
    io.stdout(renderSweep(report, { ...viewOf(io), all: flags.all === true, history, next: again(next, flags) }));
  }
  const kept = report.applied.reduce((sum, one) => sum + one.kept.length, 0);
  if (kept > 0) deps.log.info(`Kept as you wrote them: ${count(kept, "part")}.`);
  const conflicts = report.applied.flatMap((one) => one.conflicts);
  for (const file of conflicts)
    deps.log.warn(
      `A file was being changed all the time; ECHO's version lies in ${pathFromHere(file, { root: deps.workspace.root, cwd: io.cwd })}.`,
    );
  return conflicts.length > 0 || report.leftAlone.length > 0 ? EXIT.partial : EXIT.ok;
}
