import { UserError } from "../../core/errors.ts";

/** For a person who typed `triage` and nothing else. */
export function noInput(): UserError {
  return new UserError({
    code: "no-input",
    message: "There is nothing to triage.",
    fix: "Name a file, or pipe one in: cat export.csv | echo-cs triage",
  });
}
