import { shellWord } from "../core/shell-word.ts";
import type { BookFlags } from "./options.ts";

/** A command to go on with, for the same workspace: what -C or --demo was given to this one stands behind it. */
export function again(command: string, { demo, directory }: Pick<BookFlags, "demo" | "directory">): string {
  if (demo === true) return `${command} --demo`;
  return directory === undefined ? command : `${command} -C ${shellWord(directory)}`;
}
