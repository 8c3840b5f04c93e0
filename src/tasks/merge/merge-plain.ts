import { splitLines } from "../markdown-lines.ts";
import { keyedLines, mergeKeyedLines } from "./keyed-lines.ts";
import type { MergedLines } from "./merged-lines.ts";
import { mapThree, type Three } from "./three.ts";

/** Three texts merged line by line, with no knowledge of what they say. */
export function mergePlain(texts: Three<string>, isProse = true): MergedLines {
  return mergeKeyedLines(
    mapThree(texts, (text) => keyedLines(splitLines(text), () => undefined)),
    () => [],
    isProse,
  );
}
