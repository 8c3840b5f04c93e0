import { describe, expect, it } from "vitest";
import { chooseThreshold, NEVER } from "../../../src/domain/classifier/choose-threshold.ts";
import { calibrationError, coverageCurve } from "../../../src/domain/classifier/coverage.ts";
import { heldOutAccuracy, judgeHeldOut } from "../../../src/domain/classifier/judge-held-out.ts";
import { bySureness, type Judged } from "../../../src/domain/classifier/judged.ts";
import { labelReport } from "../../../src/domain/classifier/label-report.ts";
import { outOfScopeReport } from "../../../src/domain/classifier/out-of-scope.ts";
import { suspects } from "../../../src/domain/classifier/suspects.ts";
import { wilson } from "../../../src/domain/classifier/wilson.ts";

type Row = readonly [actual: number, guess: number, confidence: number];
function judged(rows: readonly Row[], outside = -1, labels = ["a", "b", "c"]): Judged {
  return {
    labels,
    outside,
    actual: Int32Array.from(rows, ([actual]) => actual),
    guess: Int32Array.from(rows, ([, guess]) => guess),
    confidence: Float64Array.from(rows, ([, , confidence]) => confidence),
  };
}
const rows = (count: number, of: (row: number) => Row): Row[] => Array.from({ length: count }, (_, row) => of(row));

describe("the interval of a share", () => {
  it("ends where its share does at none and all", () => {
    expect(wilson(0, 10)).toEqual([0, expect.closeTo(0.27753, 5)]);
    expect(wilson(10, 10)).toEqual([expect.closeTo(0.72247, 5), 1]);
    expect(wilson(1, 2)).toEqual([expect.closeTo(0.09453, 5), expect.closeTo(0.90547, 5)]);
  });
});

describe("the threshold", () => {
  const both = { precision: 0.8, recall: 0.8 };

  it("is 0 where all labels are right often enough, and never reached where none are", () => {
    expect(chooseThreshold(judged(rows(10, (row) => [row < 8 ? 0 : 1, 0, 0.9 - row / 100])), both)).toBe(0);
    expect(chooseThreshold(judged(rows(10, (row) => [row < 7 ? 0 : 1, 0, 0.9 - row / 100])), both)).toBe(NEVER);
    expect(NEVER).toBe(1.01);
    expect(chooseThreshold(judged([]), both)).toBe(NEVER);
  });

  it("is the lowest that keeps the share, of twenty answers at least", () => {
    // The first 20 right, then wrong: 25 of them give 80 %.
    const sure = rows(40, (row) => [row < 20 ? 0 : 1, 0, 0.99 - row / 100]);
    expect(chooseThreshold(judged(sure), both)).toBe(0.745);
    expect(chooseThreshold(judged(sure.toReversed()), both)).toBe(0.745);
    // Nineteen right and then wrong: the share is not proved by so few, and 19 of 23 is the last that reaches it.
    const fewer = rows(40, (row) => [row < 19 ? 0 : 1, 0, 0.99 - row / 100]);
    expect(chooseThreshold(judged(fewer), both)).toBe(0.77);
    const few = rows(40, (row) => [row < 15 ? 0 : 1, 0, 0.99 - row / 100]);
    expect(chooseThreshold(judged(few), both)).toBe(NEVER);
    // Rows of one confidence stand or fall together.
    const tied = rows(30, (row) => [row < 20 ? 0 : 1, 0, row < 18 ? 0.9 : 0.5]);
    expect(chooseThreshold(judged(tied), both)).toBe(NEVER);
    const first = rows(30, (row) => [row < 22 ? 0 : 1, 0, row < 22 ? 0.9 : 0.5]);
    expect(chooseThreshold(judged(first), both)).toBe(0.7);
  });

  it("is a short number between two confidences, never the upper one passed", () => {
    const between = (one: number, other: number): number =>
      chooseThreshold(judged([...rows(20, (): Row => [0, 0, one]), ...rows(20, (): Row => [1, 0, other])]), both);
    expect(between(0.9, 0.5)).toBe(0.7);
    expect(between(0.712345, 0.712344)).toBe(0.7123445);
    expect(between(0.5, 0.49)).toBe(0.495);
    expect(between(0.50001, 0.49999)).toBe(0.5);
    expect(between(0.500012, 0.50001)).toBe(0.500011);
  });

  it("withholds of the texts out of scope as many as are wanted, as far as so few can tell", () => {
    const strangers = (count: number, more: readonly Row[] = []): number =>
      chooseThreshold(judged([...rows(count, (row): Row => [2, 0, (row + 1) / 200]), ...more], 2), { precision: 0, recall: 0.8 });
    // Five: all withheld would prove 57 % only, so the plain four of five.
    expect(strangers(5)).toBe(0.022);
    // Twenty: all of them prove 84 %, nineteen 76 %.
    expect(strangers(20, [[0, 0, 0.3]])).toBe(0.2);
    expect(strangers(1)).toBe(0.5);
    expect(strangers(0, [[0, 0, 0.5]])).toBe(0);
    expect(
      chooseThreshold(
        judged(
          [
            [2, 0, 0.1],
            [0, 0, 0.6],
          ],
          -1,
        ),
        { precision: 0, recall: 0.8 },
      ),
    ).toBe(0);
    // The larger of the two thresholds counts.
    expect(
      chooseThreshold(
        judged(
          [
            [2, 0, 0.1],
            [0, 0, 0.6],
          ],
          2,
        ),
        { precision: 1, recall: 0.8 },
      ),
    ).toBe(NEVER);
  });
});

describe("the report", () => {
  it("counts labels, confusions and answers as by hand", () => {
    // a: 3 of 4 right, one taken for b; b: 1 of 2, one taken for a; c never there and never said; −1: a label the model does not know.
    const list: Row[] = [
      [0, 0, 0.9],
      [0, 0, 0.8],
      [0, 0, 0.7],
      [0, 1, 0.6],
      [1, 1, 0.5],
      [1, 0, 0.4],
      [-1, 0, 0.3],
    ];
    expect(labelReport(judged(list), 0.5)).toEqual({
      tickets: 7,
      accuracy: 4 / 7,
      accuracy_ci: wilson(4, 7),
      macro_f1: (6 / 9 + 2 / 4) / 2,
      base_rate: 4 / 7,
      calibration_error: expect.closeTo((0.1 + 0.2 + 0.3 + 0.6 + 0.5 + 0.4 + 0.3) / 7, 12),
      threshold: 0.5,
      answered: { threshold: 0.5, coverage: 5 / 7, precision: 4 / 5, precision_ci: wilson(4, 5) },
      curve: coverageCurve(judged(list), bySureness(judged(list))),
      labels: [
        { label: "a", tickets: 4, precision: 3 / 5, recall: 3 / 4, f1: 6 / 9 },
        { label: "b", tickets: 2, precision: 1 / 2, recall: 1 / 2, f1: 2 / 4 },
        { label: "c", tickets: 0, precision: null, recall: null, f1: 0 },
      ],
      confusions: [
        { actual: "a", taken_for: "b", tickets: 1 },
        { actual: "b", taken_for: "a", tickets: 1 },
      ],
      out_of_scope: null,
    });
    expect(labelReport(judged([]), 0.5)).toMatchObject({
      tickets: 0,
      accuracy: 0,
      accuracy_ci: [0, 1],
      macro_f1: 0,
      base_rate: 0,
      calibration_error: 0,
      answered: { coverage: 0, precision: null, precision_ci: [0, 1] },
      curve: [],
    });
  });

  it("leaves what is out of scope out of shares, labels and the commonest", () => {
    const told = labelReport(
      judged(
        [
          [2, 0, 0.2],
          [2, 1, 0.9],
          [2, 0, 0.1],
          [0, 0, 0.8],
          [1, 0, 0.6],
        ],
        2,
      ),
      0.5,
    );
    expect(told).toMatchObject({ tickets: 5, accuracy: 1 / 2, base_rate: 1 / 2, accuracy_ci: wilson(1, 2) });
    expect(told.labels.map(({ label, tickets, precision }) => [label, tickets, precision])).toEqual([
      ["a", 1, 1 / 2],
      ["b", 1, null],
    ]);
    expect(told.confusions).toEqual([{ actual: "b", taken_for: "a", tickets: 1 }]);
    expect(told.answered).toEqual({ threshold: 0.5, coverage: 3 / 5, precision: 1 / 3, precision_ci: wilson(1, 3) });
    expect(told.out_of_scope).toEqual({
      tickets: 3,
      chosen: { threshold: 0.5, in_scope_accuracy: 1 / 2, recall: 2 / 3 },
      curve: [
        { threshold: 0, in_scope_accuracy: 1 / 2, recall: 0 },
        { threshold: 0.100001, in_scope_accuracy: 1 / 2, recall: 1 / 3 },
        { threshold: 0.200001, in_scope_accuracy: 1 / 2, recall: 2 / 3 },
        { threshold: 0.900001, in_scope_accuracy: 0, recall: 1 },
      ],
    });
    expect(outOfScopeReport(judged([[0, 0, 0.5]], 2), 0.5)).toEqual({
      tickets: 0,
      chosen: { threshold: 0.5, in_scope_accuracy: 1, recall: 0 },
      curve: [],
    });
    expect(outOfScopeReport(judged([[2, 0, 0.5]], 2), 0.5).chosen).toEqual({ threshold: 0.5, in_scope_accuracy: 0, recall: 0 });
  });

  it("names thirty confusions, the most frequent first, then by label", () => {
    const labels = Array.from({ length: 40 }, (_, at) => `l${at}`);
    const list: Row[] = [...rows(39, (row): Row => [row + 1, 0, 0.5]), [7, 3, 0.5], [7, 3, 0.5]];
    const { confusions } = labelReport(judged(list, -1, labels), 0);
    expect(confusions).toHaveLength(30);
    expect(confusions.slice(0, 3)).toEqual([
      { actual: "l7", taken_for: "l3", tickets: 2 },
      { actual: "l1", taken_for: "l0", tickets: 1 },
      { actual: "l2", taken_for: "l0", tickets: 1 },
    ]);
  });

  it("draws the curve in twentieths, as many as there are rows", () => {
    const list = rows(40, (row) => [row % 4 === 3 ? 1 : 0, 0, 1 - row / 100]);
    const curve = coverageCurve(judged(list), bySureness(judged(list)));
    expect(curve).toHaveLength(20);
    expect(curve[0]).toEqual({ threshold: 0.99, coverage: 0.05, precision: 1 });
    expect(curve[1]).toEqual({ threshold: 0.97, coverage: 0.1, precision: 3 / 4 });
    expect(curve[19]).toEqual({ threshold: 0.61, coverage: 1, precision: 3 / 4 });
    const three = judged([
      [0, 0, 0.9],
      [1, 0, 0.8],
      [0, 0, 0.7],
    ]);
    expect(coverageCurve(three, bySureness(three))).toEqual([
      { threshold: 0.9, coverage: 1 / 3, precision: 1 },
      { threshold: 0.8, coverage: 2 / 3, precision: 1 / 2 },
      { threshold: 0.7, coverage: 1, precision: 2 / 3 },
    ]);
  });

  it("holds confidence against what came bin by bin", () => {
    // Bin 9 holds 0.95 and 1: 1.95 said, one right. Bin 5: 0.5 and 0.59 said, both right.
    expect(
      calibrationError(
        judged([
          [0, 0, 0.95],
          [1, 0, 1],
          [0, 0, 0.5],
          [0, 0, 0.59],
        ]),
      ),
    ).toBeCloseTo((0.95 + 0.91) / 4, 12);
  });

  it("takes equally sure rows in the order of label and guess", () => {
    expect([
      ...bySureness(
        judged([
          [1, 1, 0.5],
          [0, 2, 0.5],
          [0, 1, 0.5],
          [2, 0, 0.9],
        ]),
      ),
    ]).toEqual([3, 2, 1, 0]);
  });

  it("suspects twenty-five labels at most, from 80 % on, and none that is empty", () => {
    const found = suspects(
      judged([[0, 1, 0.8], [0, 1, 0.79], [-1, 1, 0.99], [1, 1, 0.9], ...rows(30, (row): Row => [1, 2, 0.81 + row / 1000])]),
    );
    expect(found).toHaveLength(25);
    expect(found[0]).toEqual({ row: 33, label: "b", rather: "c", confidence: 0.81 + 29 / 1000 });
    expect(suspects(judged([[0, 1, 0.8]]))).toEqual([{ row: 0, label: "a", rather: "b", confidence: 0.8 }]);
  });
});

describe("held-out texts", () => {
  const held = {
    rows: Int32Array.of(4, 5, 6, 7),
    codes: Int32Array.of(0, 1, 2, 0),
    scores: Float32Array.of(1, 0, 0, 0, 1, 5, 0.5, 0.25, 2, -1, 1, 0),
    known: Float64Array.of(1, 1, 0.5, 1),
  };

  it("are right where the best label in scope is theirs", () => {
    expect(heldOutAccuracy(held, 3, -1)).toBe(2 / 4);
    expect(heldOutAccuracy(held, 3, 2)).toBe(2 / 3);
    expect(heldOutAccuracy({ ...held, codes: Int32Array.of(2, 2, 2, 2) }, 3, 2)).toBe(0);
  });

  it("are guessed without the label out of scope, and trusted by what came", () => {
    const { judged: told, confidence } = judgeHeldOut(held, ["a", "b", "oos"], 2);
    expect([...told.guess]).toEqual([0, 1, 0, 1]);
    expect(told).toMatchObject({ labels: ["a", "b", "oos"], outside: 2, actual: held.codes });
    expect(told.confidence.every((each) => each > 0 && each < 1)).toBe(true);
    expect(confidence.weights).toHaveLength(4);
    expect([...judgeHeldOut(held, ["a", "b", "c"], -1).judged.guess]).toEqual([0, 2, 2, 1]);
  });
});
