import { GROUP_SIZE, GROUPS, LEVELS, RARITY_ROUNDED, type RouterModelHead, weightCode } from "../../src/team/route/router-model.ts";
import { CodedSymbols, type Item } from "../coded-symbols.ts";
import { bitWriter } from "../prefix-codes.ts";

/** One feature of a model: its bucket, its rarity (a multiple of RARITY_ROUNDED, never 0), and a place in LEVELS a class. */
export interface PackedRow {
  readonly bucket: number;
  readonly rarity: number;
  readonly levels: ArrayLike<number>;
}

const MOST_BYTES = 255;

/** The bytes of a model file (layout: src/team/route/load-router-model.ts). Throws RangeError for a group that is too long. */
export function packRows(head: Omit<RouterModelHead, "codes">, rows: readonly PackedRow[]): Uint8Array {
  const groups = Array.from({ length: GROUPS }, (): PackedRow[] => []);
  for (const row of rows.toSorted((a, b) => a.bucket - b.bucket)) groups[Math.floor(row.bucket / GROUP_SIZE)]?.push(row);
  const symbols = new CodedSymbols();
  for (const group of groups) symbols.count(itemsOf(group));
  const { places = "", rarity = "", ...others } = symbols.lengths();
  const each = (kind: string): string[] =>
    Array.from({ length: 1 + weightCode(rarity.length - 1) }, (_, which) => others[`${kind} ${which}`] ?? "");
  const codes: RouterModelHead["codes"] = { places, rarity, pairs: each("pairs"), last: each("last") };
  const packed = groups.map((group) => {
    const writer = bitWriter();
    symbols.write(itemsOf(group), writer);
    return writer.bytes();
  });
  if (packed.some(({ length }) => length > MOST_BYTES))
    throw new RangeError("a group of buckets takes more bytes than its length has room for");
  const text = new TextEncoder().encode(JSON.stringify({ ...head, codes }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  return Uint8Array.from(Buffer.concat([length, text, Uint8Array.from(packed, ({ length: bytes }) => bytes), ...packed]));
}

function itemsOf(group: readonly PackedRow[]): Item[] {
  const items: Item[] = [];
  let next = 0;
  for (const { bucket, rarity, levels } of group) {
    const place = bucket % GROUP_SIZE;
    const which = weightCode(rarity / RARITY_ROUNDED);
    items.push(["places", place - next], ["rarity", rarity / RARITY_ROUNDED]);
    for (let column = 0; column + 1 < levels.length; column += 2)
      items.push([`pairs ${which}`, (levels[column] ?? 0) * LEVELS.length + (levels[column + 1] ?? 0)]);
    if (levels.length % 2 === 1) items.push([`last ${which}`, levels[levels.length - 1] ?? 0]);
    next = place + 1;
  }
  return [...items, ["places", GROUP_SIZE]];
}
