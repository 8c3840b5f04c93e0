import { parseFrontmatter } from "../frontmatter.ts";
import { type Line, splitLines } from "../markdown-lines.ts";
import { mergeSeals } from "./merged-seals.ts";
import { PLAIN_RULES } from "./head-rules.ts";
import { keyedLines, mergeKeyedLines } from "./keyed-lines.ts";
import { mergeHead } from "./merge-head.ts";
import type { MergedLines } from "./merged-lines.ts";
import { mapThree, type Three } from "./three.ts";

/**
 * Two versions of a file of dated lines, each with its key in a hidden comment: insights of a task, or the team's memory. What either side
 * added stays; the same finding in other words stays beside it. Throws DataError for a head that is broken or of a newer schema.
 */
export function mergeFindings(texts: Three<string>, file: string): MergedLines {
  const fronts = mapThree(texts, (text) => parseFrontmatter(text, file));
  const bodies = mapThree({ base: "base", a: "a", b: "b" } as const, (side) => splitLines(fronts[side]?.body ?? texts[side]));
  const seals = mergeSeals(bodies);
  const head = fronts.a === undefined || fronts.b === undefined ? [] : mergeHead({ fronts, later: undefined, seals }, PLAIN_RULES).lines;
  const lines = mapThree(bodies, (all) => keyedLines(all, nameOf));
  return [...head, ...mergeKeyedLines(lines, settleFinding)];
}

const MARK = /<!-- echo: (\S+) -->\s*$/;
const LAST_UPDATED = "last-updated";

/** A finding by its key and what it says: the day and the Facts of one machine's ledger tell no two apart. */
function nameOf({ text, fenced }: Line): string | undefined {
  const key = fenced ? undefined : MARK.exec(text)?.[1];
  if (key === undefined || key === LAST_UPDATED) return key;
  return `${key} ${text.replace(/^\s*[-*+]\s+\d{4}-\d{2}-\d{2}:?/, "").replace(/ \(facts: [^()]*\)/, "")}`;
}

/** Of two days the one it was found first, and the one of the last change. */
function settleFinding(name: string, { a, b }: { readonly a: string; readonly b: string }): MergedLines {
  const [earlier, later] = a < b ? [a, b] : [b, a];
  return [name === LAST_UPDATED ? later : earlier];
}
