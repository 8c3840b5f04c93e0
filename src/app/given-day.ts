import { type Day, isDay } from "../core/days.ts";
import { UserError } from "../core/errors.ts";

/** The day that somebody typed as `what`, an option or an argument. Throws UserError `bad-day` for what is none. */
export function givenDay(text: string, what: string, allowed = "YYYY-MM-DD, such as 2026-11-20"): Day {
  if (isDay(text)) return text;
  throw new UserError({ code: "bad-day", message: `"${text}" is no day.`, found: text, allowed: [allowed], fix: `Correct ${what}.` });
}
