import { churnReasons } from "../../app/churn-reasons.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderChurnReasons } from "../render/render-churn-reasons.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export type ChurnReasonsFlags = BookFlags;

/** Runs `churn reasons` and prints them, as text or JSON. */
export async function runChurnReasons(flags: ChurnReasonsFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { age, ...report } = await churnReasons(deps, { asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, report.as_of, age);
  io.stdout(
    flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderChurnReasons(report, { paint: paintFor(io), width: io.width }),
  );
  return EXIT.ok;
}
