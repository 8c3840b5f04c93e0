import { describe, expect, it } from "vitest";
import type { FrameColumn } from "../../../src/domain/churn/frame.ts";
import { assignFolds } from "../../../src/domain/churn/folds.ts";
import { fitNumberCode } from "../../../src/domain/churn/number-code.ts";
import { hasManyLevels } from "../../../src/domain/churn/category-code.ts";
import { leakReason } from "../../../src/domain/churn/leak-guard.ts";
import { readLabels } from "../../../src/domain/churn/label.ts";

const list = <T>(length: number, of: (row: number) => T): T[] => Array.from({ length }, (_, row) => of(row));
const left = (rows: number, ones: number): Float64Array => Float64Array.from({ length: rows }, (_, row) => (row < ones ? 1 : 0));
const levels = (codes: readonly number[], count: number): FrameColumn => ({
  name: "c",
  kind: "category",
  codes: Int32Array.from(codes),
  levels: list(count, (at) => `l${String(at).padStart(2, "0")}`),
});
const numbers = (values: readonly number[]): FrameColumn => ({ name: "n", kind: "number", values: Float64Array.from(values) });

describe("the bounds of the leak guard", () => {
  const labels = left(1000, 500);

  it("take up to ten values for a handful", () => {
    // Some three rows of a hundred on the wrong side rank about 97 % of pairs: too good for a handful, honest for more.
    const spread = (values: number): string | null => {
      const half = values / 2;
      return leakReason(
        levels(
          list(1000, (row) => (row % half) + (row < 500 === (row % 37 !== 7) ? 0 : half)),
          values,
        ),
        labels,
      );
    };
    expect(spread(10)).toMatch(/says who left, in other words$/);
    expect(spread(12)).toBeNull();
    const counted = (values: number): string | null => {
      const half = values / 2;
      return leakReason(numbers(list(1000, (row) => (row % half) + (row < 500 === (row % 37 !== 7) ? 0 : 100))), labels);
    };
    expect(counted(10)).toMatch(/says who left, in other words$/);
    expect(counted(12)).toBeNull();
  });

  it("need a surplus of both kinds where a column is emptied", () => {
    // Filled in for stayers only, but for no more than a third of them: who left is not ranked by that.
    expect(
      leakReason(
        levels(
          list(1000, (row) => (row < 670 ? -1 : row % 3)),
          3,
        ),
        labels,
      ),
    ).toBeNull();
    expect(
      leakReason(
        levels(
          list(1000, (row) => (row < 510 ? -1 : row % 3)),
          3,
        ),
        labels,
      ),
    ).toMatch(/^it is filled in in 490 rows, and nearly none/);
    expect(
      leakReason(
        levels(
          list(1000, () => -1),
          3,
        ),
        labels,
      ),
    ).toBeNull();
    expect(
      leakReason(
        levels(
          list(1000, (row) => row % 3),
          3,
        ),
        labels,
      ),
    ).toBeNull();
    expect(leakReason(numbers(list(1000, () => 4)), labels)).toBeNull();
  });
});

describe("bounds elsewhere", () => {
  it("many levels are above fifteen", () => {
    const of = (count: number, each: number) => ({
      codes: Int32Array.from(list(count * each, (row) => row % count)),
      levels: list(count, String),
      labels: new Float64Array(count * each),
    });
    expect([hasManyLevels(of(15, 9), 4), hasManyLevels(of(16, 9), 4)]).toEqual([false, true]);
  });

  it("a skew is taken from 0 on and never of values below", () => {
    expect(fitNumberCode(Float64Array.of(-5, -5, -5, -4), 0).log).toBe(false);
    expect(fitNumberCode(Float64Array.of(-20, -20, -20, 0), 0).log).toBe(false);
    expect(fitNumberCode(Float64Array.of(0, 0, 0, 0), 0).log).toBe(false);
  });

  it("stayers are dealt by the number of their rows, ties to the fold with fewer rows", () => {
    const groups = ["a", "b", "c", "c", "c", "d", "d", "e"];
    const folds = assignFolds(Int32Array.from(groups.keys()), groups, [1, 0, 0, 0, 0, 0, 0, 0], 2, 1);
    // a is in fold 0. c's three rows go to 1, d's two to 0, then b and e: 0 has three rows, 1 has three; one each.
    expect([folds[0], folds[2], folds[3], folds[4], folds[5], folds[6]]).toEqual([0, 1, 1, 1, 0, 0]);
    expect((folds[1] ?? 0) + (folds[7] ?? 0)).toBe(1);
  });

  it("labels are told by whole words", () => {
    expect(readLabels("s", ["1.000", "0.0"]).values).toEqual(Float64Array.of(1, 0));
    expect(() => readLabels("s", ["1.0x", "0.0x"])).toThrow("cannot be told");
    expect(() => readLabels("s", ["x1.0", "x0.0"])).toThrow("cannot be told");
    expect(() => readLabels("s", ["left customer base", "right customer base"])).toThrow("cannot be told");
    expect(readLabels("s", ["left customers", "stayed customers"]).positive).toBe("left customers");
    expect(readLabels("s", ["YES", "yes", "no"], "yes").positive).toBe("yes");
  });
});
