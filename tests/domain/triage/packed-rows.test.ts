import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packTriageModel } from "../../../scripts/triage/pack-model.ts";
import { parseTriageModel } from "../../../src/domain/triage/triage-model.ts";

const HEADS = [
  { name: "rough", classes: ["a", "b", "c"], offset: 0 },
  { name: "fine", classes: ["x", "y"], offset: 3 },
];

/** Few different weights, so that rows are often the same; the first three in steps of 16 but for those of a whole row. */
const row = fc.record({
  distance: fc.integer({ min: 1, max: 0xff_ffff }),
  rarity: fc.integer({ min: 0, max: 255 }).map((sixteenths) => (sixteenths % 3) * 5),
  rough: fc.array(fc.constantFrom(0, -16, -8, 112, -128, 7), { minLength: 3, maxLength: 3 }),
  fine: fc.array(fc.constantFrom(0, -4, 127), { minLength: 2, maxLength: 2 }),
});

describe("a packed model of triage", () => {
  it("reads as it was, with rows that are the same, in steps, and whole", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        let key = 0;
        const model = {
          heads: HEADS,
          keys: Int32Array.from(rows, ({ distance }) => (key += distance)),
          rarity: Float32Array.from(rows, ({ rarity }) => rarity / 16),
          weights: Int8Array.from(rows.flatMap(({ rough, fine }) => [...rough, ...fine])),
          scales: Float32Array.of(0.5, 0.25, 1, 2, 4),
          bias: Float32Array.of(0, 1, -1, 0.5, 0.25),
          steps: [16, 0],
        };
        const read = parseTriageModel(packTriageModel(model));
        for (const part of ["heads", "keys", "rarity", "weights", "scales", "bias"] as const) expect(read?.[part]).toEqual(model[part]);
      }),
    );
  });

  it("is refused when it is cut, longer, or of another version", () => {
    const [keys, rarity, bias] = [Int32Array.of(5, 9), Float32Array.of(1, 1), new Float32Array(5)];
    const bytes = packTriageModel({ heads: HEADS, keys, rarity, weights: new Int8Array(10), scales: bias, bias, steps: [16, 0] });
    expect(parseTriageModel(bytes)?.keys).toEqual(keys);
    expect(parseTriageModel(bytes.subarray(0, -1))).toBeUndefined();
    expect(parseTriageModel(Uint8Array.of(...bytes, 0))).toBeUndefined();
    expect(parseTriageModel(bytes.subarray(0, 3))).toBeUndefined();
    const other = Buffer.from(Buffer.from(bytes).toString("latin1").replace('"version":3', '"version":2'), "latin1");
    expect(parseTriageModel(other)).toBeUndefined();
  });
});
