import { expansionReport } from "../../app/expansion.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderExpansion } from "../render/render-expansion.ts";
import { renderWhitespace } from "../render/render-whitespace.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface ExpansionFlags extends BookFlags {
  readonly grid?: boolean;
}

/** Runs `expansion` and prints the chances, or with --grid the whitespace, as text or JSON. */
export async function runExpansion(account: string | undefined, flags: ExpansionFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { age, ...report } = await expansionReport(deps, { account, asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, report.as_of, age);
  const view = { paint: paintFor(io), width: io.width };
  if (flags.json === true) io.stdout(`${JSON.stringify(report, null, 2)}\n`);
  else io.stdout(flags.grid === true ? renderWhitespace(report, view) : renderExpansion(report, view));
  return EXIT.ok;
}
