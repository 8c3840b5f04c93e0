import { forecastReport } from "../../app/forecast.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderForecast } from "../render/render-forecast.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface ForecastFlags extends BookFlags {
  readonly quarter?: string;
}

/** Runs `forecast` and prints it, as text or JSON. */
export async function runForecast(account: string | undefined, flags: ForecastFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { age, ...report } = await forecastReport(deps, { account, quarter: flags.quarter, asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, report.as_of, age);
  io.stdout(
    flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderForecast(report, { paint: paintFor(io), width: io.width }),
  );
  return EXIT.ok;
}
