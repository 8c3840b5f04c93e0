import { UserError } from "../../core/errors.ts";

/** The number of weeks as typed. Throws UserError for what is none. */
export function wholeWeeks(weeks: number | undefined): number | undefined {
  if (weeks === undefined || (Number.isInteger(weeks) && weeks >= 2 && weeks <= 520)) return weeks;
  throw new UserError({
    code: "bad-weeks",
    message: "--weeks takes a number of weeks.",
    found: String(weeks),
    allowed: ["a whole number from 2 to 520"],
    fix: "Correct --weeks.",
  });
}
