import { wrap } from "./wrap.ts";

/** A line of a list, wrapped and indented. */
export function bullet(text: string, width: number): string {
  return `  ${wrap(text, width - 4).replaceAll("\n", "\n    ")}`;
}
