import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packAscending, packLevels, unpackAscending, unpackLevels } from "../../../src/domain/classifier/packed-levels.ts";
import { STEPS, toLevels } from "../../../src/domain/classifier/weight-levels.ts";

describe("packed levels", () => {
  it("come back as they were", () => {
    const level = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -STEPS, max: STEPS }) });
    fc.assert(
      fc.property(fc.array(level, { maxLength: 900 }), (steps) => {
        const levels = Int8Array.from(steps, (step) => Math.sign(step) * step * step);
        expect(unpackLevels(packLevels(levels), levels.length)).toEqual(levels);
      }),
    );
  });

  it("take a byte for a long run of zeros", () => expect(packLevels(new Int8Array(233)).length).toBe(1));

  it("are refused where they are too few or too many", () => {
    const bytes = packLevels(Int8Array.from([1, 0, 0, 4]));
    expect(unpackLevels(bytes, 3)).toBeUndefined();
    expect(unpackLevels(bytes, 5)).toBeUndefined();
  });
});

describe("packed ascending numbers", () => {
  it("come back as they were, to the largest", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 60 }), (numbers) => {
        const sorted = Uint32Array.from(numbers).sort();
        expect(unpackAscending(packAscending(sorted), sorted.length)).toEqual(sorted);
      }),
    );
    const edge = Uint32Array.from([0, 1, 2 ** 32 - 1]);
    expect(unpackAscending(packAscending(edge), 3)).toEqual(edge);
  });

  it("are refused where one is cut off", () => {
    const bytes = packAscending(Uint32Array.from([5, 1_000_000]));
    expect(unpackAscending(bytes.slice(0, -1), 2)).toBeUndefined();
  });
});

describe("toLevels", () => {
  it("keeps a weight within a step of its square-root scale", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: -3000, max: 3000 }).map((weight) => weight / 1000),
          { minLength: 1, maxLength: 40 },
        ),
        (weights) => {
          const levels = new Int8Array(weights.length);
          const scale = toLevels(Float64Array.from([...weights, 9]), levels, 1, 0);
          const largest = Math.max(...weights.map(Math.abs)) || 1;
          for (const [at, weight] of weights.entries()) {
            const came = (levels[at] ?? 0) * scale;
            expect(Math.abs(Math.sqrt(Math.abs(came) / largest) - Math.sqrt(Math.abs(weight) / largest))).toBeLessThanOrEqual(
              0.5 / STEPS + 1e-9,
            );
            if (came !== 0) expect(Math.sign(came)).toBe(Math.sign(weight));
          }
        },
      ),
    );
  });
});
