import { UserError } from "../../core/errors.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";

export interface BacktestFlags extends BookFlags {
  readonly horizon: number;
  readonly from?: string;
  readonly to?: string;
}

/** Runs `health backtest` and prints what it found, as text or JSON. */
export async function runHealthBacktest(_flags: BacktestFlags, _io: Io): Promise<ExitCode> {
  throw new UserError({ code: "not-built", message: "The back-test is not part of this build.", fix: "Update echo-cs." });
}
