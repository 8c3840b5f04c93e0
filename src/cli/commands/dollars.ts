import { InvalidArgumentError } from "commander";

/** Reads an option that is an amount of dollars above nought: 5, 0.50, $2. */
export function dollars(text: string): number {
  const value = Number(text.replace(/^\$/, ""));
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("Give dollars, such as 5 or 0.50.");
  return value;
}
