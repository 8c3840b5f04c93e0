import { listRenewals } from "../../app/renewals.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderRenewals } from "../render/render-renewals.ts";
import { sayAge } from "../say-age.ts";
import { wholeNumber } from "../whole-number.ts";
import { wire } from "../wire.ts";

export interface RenewalsFlags extends BookFlags {
  readonly days: string;
}

/** Runs `renewals` and prints them, as text or JSON. */
export async function runRenewals(account: string | undefined, flags: RenewalsFlags, io: Io): Promise<ExitCode> {
  const days = wholeNumber("--days", flags.days, { from: 1, to: 1_826 });
  const deps = await wire(io, flags);
  const report = await listRenewals(deps, { account, days, asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, report.asOf, report.age);
  const { asOf, until, contractsKnown, renewals, byDeal } = report;
  io.stdout(
    flags.json === true
      ? `${JSON.stringify({ as_of: asOf, until, contracts_known: contractsKnown, renewals, by_deal: byDeal }, null, 2)}\n`
      : renderRenewals(report, { paint: paintFor(io), width: io.width, days }),
  );
  return EXIT.ok;
}
