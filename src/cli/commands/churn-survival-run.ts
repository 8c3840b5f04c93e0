import { type SurvivalGrouping, survivalReport } from "../../app/survival.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderSurvival } from "../render/render-survival.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface SurvivalFlags extends BookFlags {
  readonly by?: SurvivalGrouping;
}

/** Runs `churn survival` and prints the curves, as text or JSON. */
export async function runChurnSurvival(flags: SurvivalFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { report, age } = await survivalReport(deps, { asOf: flags.asOf, by: flags.by });
  sayAge(deps.log, report.as_of, age);
  io.stdout(
    flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderSurvival(report, { paint: paintFor(io), width: io.width }),
  );
  return EXIT.ok;
}
