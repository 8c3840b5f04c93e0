import { serviceReport } from "../../app/service.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { ServiceBy } from "../../domain/service/service-by.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderService } from "../render/render-service.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface ServiceFlags extends BookFlags {
  readonly by?: ServiceBy;
  readonly days: number;
}

/** Runs `service` and prints it, as text or JSON. */
export async function runService(account: string | undefined, flags: ServiceFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { by, days, asOf, health } = flags;
  const { age, ...report } = await serviceReport(deps, { account, by, days, asOf, health });
  sayAge(deps.log, report.as_of, age);
  return printResult(report, renderService(report, viewOf(io)), flags, io);
}
