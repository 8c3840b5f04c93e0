import { healthDiff } from "../../app/health-diff.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderHealthDiff, renderHealthDiffOf } from "../render/render-health-diff.ts";
import { wire } from "../wire.ts";

export type HealthDiffFlags = BookFlags;

/** Runs `health diff` and prints what changed, as text or JSON. */
export async function runHealthDiff(
  named: { readonly from: string; readonly to: string; readonly account: string | undefined },
  flags: HealthDiffFlags,
  io: Io,
): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const report = await healthDiff(deps, { ...named, health: flags.health });
  const view = { paint: paintFor(io), width: io.width };
  const [only] = report.accounts;
  if (flags.json === true) io.stdout(`${JSON.stringify(report, null, 2)}\n`);
  else
    io.stdout(named.account === undefined || only === undefined ? renderHealthDiff(report, view) : renderHealthDiffOf(only, report, view));
  return EXIT.ok;
}
