import { resolve } from "node:path";
import type { Labeller } from "../../app/triage.ts";
import { openLabeller } from "../../app/triage-label.ts";
import { UserError } from "../../core/errors.ts";
import type { Io } from "../io.ts";
import type { TriageFlags } from "./triage-run.ts";

/** For a person who typed `triage` and nothing else. */
export function noInput(): UserError {
  return new UserError({
    code: "no-input",
    message: "There is nothing to triage.",
    fix: "Name a file, or pipe one in: cat export.csv | echo-cs triage",
  });
}

/** Labels by the trained model that --model names; undefined without one. */
export async function requireModelFor({ model }: TriageFlags, io: Io): Promise<Labeller | undefined> {
  return model === undefined ? undefined : openLabeller(resolve(io.cwd, model), model);
}
