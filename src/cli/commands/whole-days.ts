import { InvalidArgumentError } from "commander";

/** Reads an option that is a whole number of days from 1 to ten years. */
export function wholeDays(text: string): number {
  const days = Number(text);
  if (!Number.isSafeInteger(days) || days < 1 || days > 3650) throw new InvalidArgumentError("a whole number of days from 1 to 3650.");
  return days;
}
