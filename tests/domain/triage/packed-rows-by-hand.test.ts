import { describe, expect, it } from "vitest";
import { readRows } from "../../../src/domain/triage/packed-rows.ts";

/** Three weights in steps of 16 and two in steps of 2, behind two that stand as they are. */
const HEADS = [
  { name: "fine", classes: ["x", "y"], offset: 0 },
  { name: "even", classes: ["p", "q"], offset: 5 },
  { name: "rough", classes: ["a", "b", "c"], offset: 2 },
];
const [STEPPED, SAME, WHOLE] = [0, 1, 2];
const bytesOf = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat(), (value) => value & 255);

const FILE = bytesOf(
  // Keys as distances 5, 0x010203, 1, 256, 65,536, 1: lowest bytes, middle ones, highest.
  [5, 3, 1, 0, 0, 1],
  [0, 2, 0, 1, 0, 0],
  [0, 1, 0, 0, 1, 0],
  [STEPPED, STEPPED, SAME, WHOLE, SAME, SAME],
  // The same as the second, the third, the first of the rows that are new: low bytes, high bytes.
  [1, 2, 0],
  [0, 0, 0],
  // Rarities of the new rows in sixteenths.
  [16, 24, 255],
  // The head that stands as it is, of the two rows in steps.
  [1, -2, 3, -128],
  // The heads in steps: two a byte, the first is low; 8 is nought, 0 is minus half a step. What stands behind the last of three is nothing.
  [0x9a, 0xf1],
  [0x80, 0xff, 0x17, 0x09],
  // The row that is whole.
  [10, -20, 30, -40, 127, -128, 1],
);

describe("rows of a model", () => {
  const read = readRows(FILE, HEADS, { rows: 6, steps: [0, 2, 16] });

  it("have keys by their distances, and rarities in sixteenths", () => {
    const keys = [5, 0x01_02_08, 0x01_02_09, 0x01_03_09, 0x02_03_09, 0x02_03_0a];
    expect([...(read?.keys ?? [])]).toEqual(keys);
    expect([...(read?.rarity ?? [])]).toEqual([1, 1.5, 1.5, 255 / 16, 255 / 16, 1]);
  });

  it("have weights in steps, whole, or those of a row before", () => {
    const [first, second, third] = [
      [1, -2, -8, 0, 7 * 16, 4, 2],
      [3, -128, -16, -7 * 16, 16, -14, 14],
      [10, -20, 30, -40, 127, -128, 1],
    ];
    const rows = Array.from({ length: 6 }, (_, row) => Array.from(read?.weights.subarray(row * 7, row * 7 + 7) ?? []));
    expect(rows).toEqual([first, second, second, third, third, first]);
  });

  it("name one row of many by two bytes", () => {
    // 260 rows that are whole, of one weight each, and two that are the same as the 258th and the third.
    const count = 260;
    const each = Array.from({ length: count }, (_, row) => row % 100);
    const distances = Array.from({ length: count + 2 }, () => 1);
    const none = distances.map(() => 0);
    const kinds = [...each.map(() => WHOLE), SAME, SAME];
    const bytes = bytesOf(distances, none, none, kinds, [1, 2], [1, 0], each, each);
    const many = readRows(bytes, [{ name: "h", classes: ["a"], offset: 0 }], { rows: count + 2, steps: [0] });
    expect([...(many?.weights ?? [])].slice(-3)).toEqual([59, 57, 2]);
    expect([...(many?.rarity ?? [])].slice(-3)).toEqual([59 / 16, 57 / 16, 2 / 16]);
    expect(many?.keys.at(-1)).toBe(count + 2);
  });

  it("are none where bytes are missing or left", () => {
    const rows = { rows: 6, steps: [0, 2, 16] };
    expect([readRows(FILE.subarray(1), HEADS, rows), readRows(FILE.subarray(0, -1), HEADS, rows)]).toEqual([undefined, undefined]);
    expect(readRows(Uint8Array.of(...FILE, 0), HEADS, rows)).toBeUndefined();
    // A head whose step is not told stands as it is.
    expect(readRows(bytesOf([1], [0], [0], [STEPPED], [16], [5, 6], [-1, -2], [7, 8, 9]), HEADS, { rows: 1, steps: [] })?.weights).toEqual(
      Int8Array.of(5, 6, 7, 8, 9, -1, -2),
    );
    expect(readRows(new Uint8Array(), HEADS, { rows: 0, steps: [] })).toEqual({
      keys: new Int32Array(),
      rarity: new Float32Array(),
      weights: new Int8Array(),
    });
  });
});
