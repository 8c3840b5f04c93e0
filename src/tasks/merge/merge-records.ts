import { compareText } from "../../core/compare-text.ts";
import { isRecord, parseJson } from "../../core/json.ts";
import { newerSchema, SCHEMA } from "../frontmatter.ts";
import type { Three } from "./three.ts";

/**
 * Two versions of a file of one JSON object a line, of which lines are added and never changed. Every line that either side added stays,
 * each once, in the order of the fields named, then of the lines themselves. Throws DataError for a line of a newer schema.
 */
export function mergeRecords(texts: Three<string>, file: string, order: readonly string[]): string[] {
  const base = new Set(lineTexts(texts.base));
  const [a, b] = [new Set(lineTexts(texts.a)), new Set(lineTexts(texts.b))];
  const kept = new Set([...a, ...b].filter((line) => !base.has(line) || (a.has(line) && b.has(line))));
  return [...kept]
    .map((line) => ({ line, rank: rankOf(line, file, order) }))
    .sort((one, other) => compareRanks(one.rank, other.rank) || compareText(one.line, other.line))
    .map(({ line }) => line);
}

/** The lines that say something. A last one that a crash cut off is nothing, as it is to every reader of these files. */
function lineTexts(text: string): string[] {
  const lines = text.split(/\r?\n/);
  const last = lines.pop() ?? "";
  if (last.trimEnd().endsWith("}")) lines.push(last);
  return lines.filter((line) => line.trim() !== "");
}

type Rank = readonly (string | number)[];

/** The values of the fields; a line that is no record comes behind all that are. */
function rankOf(line: string, file: string, order: readonly string[]): Rank {
  const parsed = parseJson(line);
  if (!parsed.ok || !isRecord(parsed.value)) return [1];
  const { value } = parsed;
  for (const schema of [value["schema"], value["v"]]) if (typeof schema === "number" && schema > SCHEMA) throw newerSchema(file, schema);
  return [
    0,
    ...order.map((name) => {
      const field = value[name];
      return typeof field === "number" || typeof field === "string" ? field : "";
    }),
  ];
}

function compareRanks(one: Rank, other: Rank): number {
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const [a = "", b = ""] = [one[index], other[index]];
    const order = typeof a === "number" && typeof b === "number" ? a - b : compareText(String(a), String(b));
    if (order !== 0) return order;
  }
  return 0;
}
