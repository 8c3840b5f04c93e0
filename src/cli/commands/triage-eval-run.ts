import { resolve } from "node:path";
import { columnList } from "../../app/labelled-file.ts";
import { evaluateOnTickets } from "../../app/triage-eval.ts";
import { UserError } from "../../core/errors.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderTriageEval } from "../render/render-triage-eval.ts";
import { logTo } from "../wire.ts";

export interface TriageEvalFlags {
  readonly model?: string;
  readonly text?: string;
  readonly label?: string;
  readonly json?: boolean;
}

/** Runs `triage eval`: how good a trained model is on tickets of a file. */
export async function runTriageEval(file: string, flags: TriageEvalFlags, io: Io): Promise<ExitCode> {
  const { model } = flags;
  if (model === undefined)
    throw new UserError({ code: "no-model", message: "Name the model to measure.", fix: "Add --model, a file that `triage train` wrote." });
  const result = await evaluateOnTickets(
    { path: resolve(io.cwd, file), shownAs: file, log: logTo(io) },
    { model: resolve(io.cwd, model), modelShownAs: model, text: columnList(flags.text), label: columnList(flags.label) },
  );
  return printResult({ ...result, model }, renderTriageEval(result, { ...viewOf(io), model }), flags, io);
}
