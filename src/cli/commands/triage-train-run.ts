import { resolve } from "node:path";
import { columnList } from "../../app/labelled-file.ts";
import { trainOnTickets } from "../../app/triage-train.ts";
import { UserError } from "../../core/errors.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderTriageTrain } from "../render/render-triage-train.ts";
import { logTo } from "../wire.ts";

export interface TriageTrainFlags {
  readonly text?: string;
  readonly label?: string;
  readonly out?: string;
  readonly targetPrecision: number;
  readonly targetRecall: number;
  readonly outOfScope?: string;
  readonly validation?: string;
  readonly json?: boolean;
}

/** Runs `triage train`: learns, writes the model, prints how good it is. */
export async function runTriageTrain(file: string, flags: TriageTrainFlags, io: Io): Promise<ExitCode> {
  const { out, validation, targetPrecision, targetRecall, outOfScope } = flags;
  if (out === undefined)
    throw new UserError({ code: "no-out", message: "Say where the model goes.", fix: "Add --out, for example --out queue.model." });
  const fileOf = (path: string) => ({ path: resolve(io.cwd, path), shownAs: path, log: logTo(io) });
  const text = columnList(flags.text);
  if (io.stderrIsTerminal) io.stderr("Learning … 10,000 short tickets take about half a minute, 50,000 long ones a few.\n");
  const result = await trainOnTickets(fileOf(file), {
    text,
    label: columnList(flags.label),
    out: resolve(io.cwd, out),
    targetPrecision,
    targetRecall,
    outOfScope,
    validation: validation === undefined ? undefined : fileOf(validation),
  });
  const { heads, ...totals } = result;
  const json = {
    ...totals,
    model: out,
    heads: heads.map(({ head: { column, labels, threshold, training }, unlabelled, suspects }) => ({
      column,
      labels: labels.length,
      unlabelled,
      threshold,
      ...training,
      suspects,
    })),
  };
  return printResult(json, renderTriageTrain(result, { ...viewOf(io), file, model: out, target: targetPrecision }), flags, io);
}
