import { isRecord, parseJson } from "../../core/json.ts";

/** A sentence of a Brief that has been written to its end, while the rest is still coming. */
export interface PreviewItem {
  /** headline, findings[2], actions[0]. */
  readonly where: string;
  /** As written, slots included. */
  readonly template: string;
}

const TELLING = new Map([
  ["headline", ""],
  ["statement", "findings"],
  ["what", "actions"],
]);

interface Level {
  readonly list: boolean;
  /** In a list: which element; in an object: unused. */
  index: number;
  key: string;
  expectsKey: boolean;
}

/**
 * Reads the JSON of a Brief in pieces of any size. Each call gives the sentences that its piece completed. Talk before
 * the object is passed over, and a piece that is no JSON gives nothing.
 */
export function briefPreview(): (delta: string) => PreviewItem[] {
  const levels: Level[] = [];
  let text: string | undefined;
  let escaped = false;
  const finish = (raw: string): PreviewItem[] => {
    const parsed = parseJson(`{"v":"${raw}"}`);
    const value = parsed.ok && isRecord(parsed.value) ? parsed.value["v"] : undefined;
    const level = levels.at(-1);
    if (level === undefined || typeof value !== "string") return [];
    if (!level.list && level.expectsKey) {
      level.key = value;
      return [];
    }
    const where = level.list ? undefined : placeOf(levels);
    return where === undefined ? [] : [{ where, template: value }];
  };
  return (delta) => {
    const items: PreviewItem[] = [];
    for (const character of delta) {
      if (text !== undefined) {
        if (!escaped && character === '"') {
          items.push(...finish(text));
          text = undefined;
        } else text += character;
        escaped = !escaped && character === "\\";
      } else if (character === '"' && levels.length > 0) text = "";
      else move(levels, character);
    }
    return items;
  };
}

function move(levels: Level[], character: string): void {
  const level = levels.at(-1);
  if (character === "{") levels.push({ list: false, index: 0, key: "", expectsKey: true });
  else if (level === undefined) return;
  else if (character === "[") levels.push({ list: true, index: 0, key: "", expectsKey: false });
  else if (character === "}" || character === "]") levels.pop();
  else if (character === ":") level.expectsKey = false;
  else if (character === ",") {
    level.expectsKey = !level.list;
    level.index += 1;
  }
}

function placeOf(levels: readonly Level[]): string | undefined {
  const key = levels.at(-1)?.key ?? "";
  const list = TELLING.get(key);
  if (list === "") return levels.length === 1 ? key : undefined;
  return list !== undefined && levels.length === 3 && levels[0]?.key === list ? `${list}[${levels[1]?.index ?? 0}]` : undefined;
}
