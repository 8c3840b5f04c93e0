import { resolve } from "node:path";
import { explainInBook, explainInFile } from "../../app/churn-explain.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderChurnExplanation } from "../render/render-churn-explanation.ts";
import { logTo, wire } from "../wire.ts";
import { modelNamed } from "./churn-model-named.ts";
import type { ScoreFlags } from "./churn-score-run.ts";

/** Runs `churn explain`. */
export async function runChurnExplain(wanted: string, file: string | undefined, flags: ScoreFlags, io: Io): Promise<ExitCode> {
  const model = await modelNamed(file, flags, io);
  const explained =
    file === undefined
      ? await explainInBook(await wire(io, flags), model, wanted, flags.asOf)
      : await explainInFile({ path: resolve(io.cwd, file), shownAs: file, log: logTo(io) }, model, flags.id, wanted);
  if (flags.json === true) io.stdout(`${JSON.stringify(explained, null, 2)}\n`);
  else io.stdout(renderChurnExplanation(explained, model, { paint: paintFor(io), width: io.width }));
  return EXIT.ok;
}
