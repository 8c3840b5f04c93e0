import { resolve } from "node:path";
import { scoreBookChurn, scoreFile } from "../../app/churn-score.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { noSignal, renderChurnScores } from "../render/render-churn-scores.ts";
import { logTo, wire } from "../wire.ts";
import { modelNamed } from "./churn-model-named.ts";

export interface ScoreFlags extends BookFlags {
  readonly model?: string;
  readonly id?: string;
}

/** Runs `churn score`: with --json one line a customer, in the order of the file. */
export async function runChurnScore(file: string | undefined, flags: ScoreFlags, io: Io): Promise<ExitCode> {
  const model = await modelNamed(file, flags, io);
  const log = logTo(io);
  const result =
    file === undefined
      ? await scoreBookChurn(await wire(io, flags), model, flags.asOf)
      : await scoreFile({ path: resolve(io.cwd, file), shownAs: file, log }, model, flags.id);
  for (const { column, note } of result.lost) log.warn(`the column "${column}" ${note}`);
  if (flags.json !== true) io.stdout(renderChurnScores(result, { paint: paintFor(io), width: io.width }));
  else {
    if (model.report.verdict === "no-signal") log.warn(noSignal(model.report));
    io.stdout(result.scores.map((score) => `${JSON.stringify(score)}\n`).join(""));
  }
  return EXIT.ok;
}
