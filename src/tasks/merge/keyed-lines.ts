import { mergeKeys } from "./merge-keys.ts";
import type { MergedLines } from "./merged-lines.ts";
import { changedBy, mapThree, type Three } from "./three.ts";

/** A line, and what tells it from the others: its own text, or the name of the item that it is. */
export interface KeyedLine {
  readonly key: string;
  readonly text: string;
  /** Begins a part of the file: what is added below it stays below it. */
  readonly isHeading?: boolean;
}

/** Decides on an item that both sides changed, or both added, each in another way. */
export type Settle = (name: string, versions: Three<string | undefined> & { readonly a: string; readonly b: string }) => MergedLines;

const ITEM = "\u0000";

/** The lines under their keys. `nameOf` names an item; a name that stands again gets a number. */
export function keyedLines<T extends { readonly text: string; readonly fenced?: boolean }>(
  lines: readonly T[],
  nameOf: (line: T) => string | undefined,
): KeyedLine[] {
  const taken = new Map<string, number>();
  return lines.map((line) => {
    const name = nameOf(line);
    const isHeading = line.fenced === false && /^ {0,3}#{1,6}(?:\s|$)/.test(line.text);
    if (name === undefined) return { key: line.text.startsWith(ITEM) ? ` ${line.text}` : line.text, text: line.text, isHeading };
    const number = (taken.get(name) ?? 0) + 1;
    taken.set(name, number);
    return { key: `${ITEM}${name}${number === 1 ? "" : `${ITEM}${number}`}`, text: line.text, isHeading };
  });
}

/**
 * Merges three lists of lines, part by part. An item stands once, with what `settle` makes of it, wherever a side moved it; one that a side
 * took out while the other changed it stays. All other lines are merged as text; in prose a blank line parts what two people added.
 */
export function mergeKeyedLines(versions: Three<readonly KeyedLine[]>, settle: Settle, isProse = true): MergedLines {
  const merge = lineMerge(versions, settle, isProse);
  const parts = mapThree(versions, partsOf);
  const texts = mapThree(parts, (all) => new Map([...all].map(([key, lines]) => [key, lines.map(({ text }) => text).join("\n")])));
  const base = [...parts.base.keys()].filter((key) => !isTakenOutOfChanged(mapThree(texts, (all) => all.get(key))));
  const keys: Three<readonly string[]> = { base, a: [...parts.a.keys()], b: [...parts.b.keys()] };
  return mergeKeys(keys, false).flatMap((piece): MergedLines => {
    if (!("keys" in piece)) {
      const linesOf = (side: "base" | "a" | "b") => piece[side].flatMap((key) => (parts[side].get(key) ?? []).map(({ text }) => text));
      return [{ base: linesOf("base"), a: linesOf("a"), b: linesOf("b") }];
    }
    return piece.keys.flatMap((key) => {
      const common = parts.base.get(key) ?? [];
      return merge({ base: common, a: parts.a.get(key) ?? common, b: parts.b.get(key) ?? common });
    });
  });
}

/** The lines below each heading, with it, under the heading's own key; what stands above the first is under "". */
function partsOf(lines: readonly KeyedLine[]): Map<string, KeyedLine[]> {
  const parts = new Map<string, KeyedLine[]>([["", []]]);
  let present = parts.get("") ?? [];
  for (const line of lines) {
    if (line.isHeading === true) {
      let key = ` ${line.key}`;
      while (parts.has(key)) key = ` ${key}`;
      present = [];
      parts.set(key, present);
    }
    present.push(line);
  }
  return parts;
}

/** Merges the lines of one part after the other; what an item says, and whether it is gone, is judged by the whole file. */
function lineMerge(
  whole: Three<readonly KeyedLine[]>,
  settle: Settle,
  isProse: boolean,
): (lines: Three<readonly KeyedLine[]>) => MergedLines {
  const texts = mapThree(whole, (lines) => new Map(lines.map(({ key, text }) => [key, text])));
  const textOf = (key: string): Three<string | undefined> => mapThree(texts, (all) => all.get(key));
  const done = new Set<string>();
  const settled = (key: string): MergedLines => {
    if (!isItem(key)) return [texts.a.get(key) ?? texts.b.get(key) ?? ""];
    if (done.has(key)) return [];
    done.add(key);
    return settleItem(key, textOf(key), settle);
  };
  return (lines) => {
    const base = lines.base.filter(({ key }) => !isItem(key) || !isTakenOutOfChanged(textOf(key)));
    const keys = mapThree({ ...lines, base }, (all) => all.map(({ key }) => key));
    return mergeKeys(keys, isProse).flatMap((piece): MergedLines => {
      if ("keys" in piece) return piece.keys.flatMap(settled);
      const linesOf = (side: "base" | "a" | "b") => piece[side].map((key) => texts[side].get(key) ?? "");
      return [{ base: linesOf("base"), a: linesOf("a"), b: linesOf("b") }];
    });
  };
}

function settleItem(key: string, versions: Three<string | undefined>, settle: Settle): MergedLines {
  const { a, b } = versions;
  if (a === undefined || b === undefined) return [a ?? b ?? ""];
  const choice = changedBy(versions);
  return choice === "both" ? settle(key.split(ITEM)[1] ?? "", { ...versions, a, b }) : [choice === "b" ? b : a];
}

function isTakenOutOfChanged({ base, a, b }: Three<string | undefined>): boolean {
  return (a === undefined && b !== base) || (b === undefined && a !== base);
}

function isItem(key: string): boolean {
  return key.startsWith(ITEM);
}
