import { UserError } from "../core/errors.ts";

/** A CI that adds --json to everything would upload a file of the wrong format. Throws UserError. */
export function refuseTwoFormats({ json, format }: { readonly json?: boolean | undefined; readonly format: string }): void {
  if (json !== true || format === "text" || format === "json") return;
  throw new UserError({
    code: "two-formats",
    message: `--json and --format ${format} ask for two formats at once.`,
    found: `--format ${format} --json`,
    allowed: [`--format ${format}`, "--json"],
    fix: "Leave one of them away.",
  });
}
