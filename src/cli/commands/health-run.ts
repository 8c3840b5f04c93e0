import { healthReport } from "../../app/health.ts";
import { staleText } from "../../app/stale-exports.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Tier } from "../../domain/health/tier.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderHealthOf, renderHealthTable } from "../render/render-health.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface HealthFlags extends BookFlags {
  readonly all?: boolean;
  readonly tier?: Tier;
  readonly rollUp?: boolean;
}

/** Runs `health` and prints the scores, as text or JSON. */
export async function runHealth(account: string | undefined, flags: HealthFlags, io: Io): Promise<ExitCode> {
  if (account !== undefined && flags.all === true)
    throw new UserError({ code: "account-and-all", message: "Name an account or say --all, not both.", fix: `echo-cs health ${account}` });
  const deps = await wire(io, flags);
  const report = await healthReport(deps, { account, tier: flags.tier, rollUp: flags.rollUp, asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, report.asOf, report.age);
  const old = staleText(report.stale, report.asOf);
  if (old !== undefined) deps.log.warn(old);
  const view = { paint: paintFor(io), width: io.width, asOf: report.asOf, terminal: io.stdoutIsTerminal };
  const [only] = report.scores;
  if (flags.json === true) printList(report.scores, io);
  else io.stdout(account === undefined || only === undefined ? renderHealthTable(report.scores, view) : renderHealthOf(only, view));
  return EXIT.ok;
}

/** A JSON array, printed element by element: of a hundred thousand accounts it would be longer than the longest text there can be. */
function printList(values: readonly unknown[], io: Io): void {
  if (values.length === 0) return io.stdout("[]\n");
  values.forEach((value, index) => {
    const text = JSON.stringify(value, null, 2).replaceAll("\n", "\n  ");
    io.stdout(`${index === 0 ? "[\n" : ",\n"}  ${text}`);
  });
  io.stdout("\n]\n");
}
