import { join, resolve } from "node:path";
import { type TrainResult, trainOnBook, trainOnFile } from "../../app/churn-train.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { again } from "../again.ts";
import { pathFromHere } from "../path-from-here.ts";
import { paintFor } from "../render/paint.ts";
import { renderChurnTraining } from "../render/render-churn-training.ts";
import { logTo, wire } from "../wire.ts";
import { BOOK_MODEL } from "./churn-model-named.ts";

export interface TrainFlags extends BookFlags {
  readonly label?: string;
  readonly id?: string;
  readonly positive?: string;
  readonly labelDate?: string;
  readonly horizon: number;
  readonly out?: string;
}

/** Runs `churn train`: learns, writes the model, prints how good it is. */
export async function runChurnTrain(file: string | undefined, flags: TrainFlags, io: Io): Promise<ExitCode> {
  const { result, out, shown = out } = file === undefined ? await ofBook(flags, io) : await ofFile(file, flags, io);
  const score = again("echo-cs churn score", flags);
  if (flags.json === true) io.stdout(`${JSON.stringify({ ...result.report, source: result.source, model: out }, null, 2)}\n`);
  else io.stdout(renderChurnTraining(result, { paint: paintFor(io), width: io.width, model: shown, file, score }));
  return EXIT.ok;
}

interface Trained {
  readonly result: TrainResult;
  /** The model's file in the workspace, or as the person named it. */
  readonly out: string;
  /** The same as seen from where they are. */
  readonly shown?: string;
}

async function ofFile(file: string, flags: TrainFlags, io: Io): Promise<Trained> {
  const customers = { path: resolve(io.cwd, file), shownAs: file, log: logTo(io) };
  const { out } = flags;
  const result = await trainOnFile(customers, { ...flags, out: out === undefined ? undefined : resolve(io.cwd, out) });
  return { result, out: out ?? "" };
}

async function ofBook(flags: TrainFlags, io: Io): Promise<Trained> {
  if (flags.label !== undefined || flags.id !== undefined || flags.positive !== undefined)
    throw new UserError({
      code: "no-file",
      message: "--label, --id and --positive are about a file, and none is named.",
      fix: "Name the file: echo-cs churn train FILE --label COL --id COL --out MODEL.",
    });
  const deps = await wire(io, flags);
  const out = flags.out === undefined ? join(deps.workspace.root, BOOK_MODEL) : resolve(io.cwd, flags.out);
  const result = await trainOnBook(deps, { asOf: flags.asOf, horizon: flags.horizon, out });
  const shown = flags.out ?? pathFromHere(BOOK_MODEL, { root: deps.workspace.root, cwd: io.cwd });
  return { result, out: flags.out ?? BOOK_MODEL, shown };
}
