import { columns } from "./wrap.ts";

/** Text without colours in at most `width` columns: what is longer ends in "…". At least one letter of it stays. */
export function cut(text: string, width: number): string {
  if (columns(text) <= width) return text;
  return `${[...text].slice(0, Math.max(1, width - 1)).join("")}…`;
}
