import { backtestHealth } from "../../app/backtest.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderBacktest } from "../render/render-backtest.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface BacktestFlags extends BookFlags {
  readonly horizon: number;
  readonly from?: string;
  readonly to?: string;
}

/** Runs `health backtest` and prints what it found, as text or JSON. */
export async function runHealthBacktest(flags: BacktestFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { report, age } = await backtestHealth(deps, flags);
  sayAge(deps.log, report.as_of, age);
  io.stdout(
    flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderBacktest(report, { paint: paintFor(io), width: io.width }),
  );
  return EXIT.ok;
}
