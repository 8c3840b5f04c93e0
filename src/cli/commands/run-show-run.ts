import { showRun } from "../../app/run-show.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderRun } from "../render/render-run.ts";
import { wire } from "../wire.ts";

export interface RunShowFlags {
  readonly directory?: string;
  readonly demo?: boolean;
  readonly json?: boolean;
}

/** Runs `run show` and prints the tree. */
export async function runRunShow(task: string, flags: RunShowFlags, io: Io): Promise<ExitCode> {
  const report = await showRun(await wire(io, flags), task);
  io.stdout(flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderRun(report, { paint: paintFor(io), width: io.width }));
  return EXIT.ok;
}
