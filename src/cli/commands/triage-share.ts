import { InvalidArgumentError, Option } from "commander";

/** An option that is a share: 0.9, or 90%. */
export function shareOption(flags: string, description: string, standard: number): Option {
  return new Option(flags, description).default(standard).argParser(share);
}

function share(text: string): number {
  const number = text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (!(number > 0 && number < 1)) throw new InvalidArgumentError("a share between 0 and 1, for example 0.9 or 90%.");
  return number;
}
