import { join, resolve } from "node:path";
import { readModel } from "../../app/churn-score.ts";
import { UserError } from "../../core/errors.ts";
import type { ChurnModel } from "../../domain/churn/churn-model.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { wire } from "../wire.ts";

/** Where the book's own model lies, in a workspace. */
export const BOOK_MODEL = join(".echo", "models", "churn.json");

/** The model that --model names, else the workspace's own. For a file it must be named: there may be no workspace. */
export async function modelNamed(file: string | undefined, flags: BookFlags & { readonly model?: string }, io: Io): Promise<ChurnModel> {
  if (flags.model !== undefined) return readModel(resolve(io.cwd, flags.model), flags.model);
  if (file !== undefined)
    throw new UserError({
      code: "no-model",
      message: "Name the trained model with --model.",
      fix: "Train one: echo-cs churn train FILE --label COL --id COL --out churn.json.",
    });
  return readModel(join((await wire(io, flags)).workspace.root, BOOK_MODEL), BOOK_MODEL);
}
