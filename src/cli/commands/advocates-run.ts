import { advocatesReport } from "../../app/advocates.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderAdvocates } from "../render/render-advocates.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export type AdvocatesFlags = BookFlags;

/** Runs `advocates` and prints them, as text or JSON. */
export async function runAdvocates(account: string | undefined, flags: AdvocatesFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { age, ...report } = await advocatesReport(deps, { account, asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, report.as_of, age);
  io.stdout(
    flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderAdvocates(report, { paint: paintFor(io), width: io.width }),
  );
  return EXIT.ok;
}
