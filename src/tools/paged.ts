import { clean } from "../core/text.ts";
import { bounded, cut } from "./bounded.ts";
import { fence } from "./fence.ts";
import type { ToolOutput } from "./tool.ts";

const LONGEST_LINE = 600;

/** A part of a list, fenced as data, with how to get the rest. `quote` gives what may be quoted from it. */
export function paged(
  source: string,
  lines: readonly string[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Pick<ToolOutput, "text"> {
  if (lines.length === 0) return { text: `Nothing: ${source}.` };
  if (offset >= lines.length) return { text: `Only ${lines.length} there; offset ${offset} is beyond them.` };
  const wanted = lines.slice(offset, offset + limit).map((line) => cut(clean(line), LONGEST_LINE));
  let shown = 0;
  const text = bounded(wanted, (count) => ((shown = count), ""), 10_000)
    .replace(/\n\n\[\]$/u, "")
    .replaceAll("\n\n", "\n");
  const next = offset + (shown === 0 ? wanted.length : shown);
  return {
    text: fence(source, text) + (next < lines.length ? `\n[${next - offset} of ${lines.length} shown; ask again with offset ${next}]` : ""),
  };
}
