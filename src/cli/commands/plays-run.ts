import { playOutcomes } from "../../app/play-outcomes.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderPlays } from "../render/render-plays.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export type PlaysFlags = BookFlags;

/** Runs `plays`. */
export async function runPlays(flags: PlaysFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { asOf, age, model, plays } = await playOutcomes(deps, { asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, asOf, age);
  return printResult({ as_of: asOf, model, plays }, renderPlays({ asOf, age, model, plays }, viewOf(io)), flags, io);
}
