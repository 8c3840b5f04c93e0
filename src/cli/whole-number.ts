import { UserError } from "../core/errors.ts";

/** The whole number given to an option. Throws UserError `bad-number` for anything else, or one out of range. */
export function wholeNumber(option: string, text: string, { from, to }: { readonly from: number; readonly to: number }): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= from && value <= to) return value;
  throw new UserError({
    code: "bad-number",
    message: `${option} wants a whole number.`,
    found: text,
    allowed: [`${from} to ${to}`],
    fix: `Correct ${option}.`,
  });
}
