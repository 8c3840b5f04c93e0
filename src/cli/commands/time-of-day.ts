import { UserError } from "../../core/errors.ts";

/** The time of day given to --at, HH:MM. Throws UserError for anything else. */
export function timeOfDay(text: string): string {
  if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
  throw new UserError({
    code: "bad-time",
    message: `"${text}" is no time of day.`,
    found: text,
    allowed: ["HH:MM, 00:00 to 23:59"],
    fix: "Correct --at.",
  });
}
