import { describe, expect, it } from "vitest";
import { UserError, type ErrorDetail } from "../../../src/core/errors.ts";
import { chooseColumns, type ColumnJudging } from "../../../src/domain/churn/choose-columns.ts";
import type { FrameColumn } from "../../../src/domain/churn/frame.ts";
import { readLabels } from "../../../src/domain/churn/label.ts";
import { leakReason } from "../../../src/domain/churn/leak-guard.ts";
import { trainChurn } from "../../../src/domain/churn/train-churn.ts";
import { customerSet, withColumn } from "./customer-sets.ts";

function detailOf(act: () => unknown): ErrorDetail {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.detail;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** The first `ones` of `rows` left. */
const left = (rows: number, ones: number): Float64Array => Float64Array.from({ length: rows }, (_, row) => (row < ones ? 1 : 0));

function words(cells: readonly (string | null)[], name = "c"): FrameColumn {
  const levels = [...new Set(cells.filter((cell) => cell !== null))].sort();
  return { name, kind: "category", codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(cell))), levels };
}
function numbers(values: readonly (number | null)[], name = "n", kind: "number" | "date" = "number"): FrameColumn {
  return { name, kind, values: Float64Array.from(values, (value) => value ?? Number.NaN) };
}
const list = <T>(length: number, of: (row: number) => T): T[] => Array.from({ length }, (_, row) => of(row));

describe("a column that tells the answer", () => {
  // 400 rows, the first 100 left: 20 all leaving by chance have 0.25^20.
  const labels = left(400, 100);

  it("by being filled in: twenty rows and a fifth of all who left, or eight rows and half of them", () => {
    const filled = (rows: number, stayed = 0): string | null =>
      leakReason(words(list(400, (row) => (row < rows || row >= 400 - stayed ? `w${row % 2}` : null))), labels);
    const said = (rows: number): string =>
      `it is filled in in ${rows} rows, and nearly all of them left: it seems to be written down when a customer leaves`;
    expect([filled(19), filled(20), filled(100)]).toEqual([null, said(20), said(100)]);
    // 98 of 100 are nearly all, 97 of 100 are not.
    expect(filled(98, 2)).toBe(said(100));
    expect(filled(97, 3)).not.toBe(said(100));
    const few = (rows: number, ones: number): string | null =>
      leakReason(words(list(400, (row) => (row < rows ? `w${row % 2}` : null))), left(400, ones));
    expect([few(7, 14), few(8, 16), few(8, 17)]).toEqual([null, said(8), null]);
    // Where three in four leave, twenty leavers are no wonder: 0.75^20 is 0.3 %.
    expect(few(40, 100)).toBe(said(40));
    expect(few(20, 300)).toBeNull();
    const most = left(40, 30);
    expect(leakReason(words(list(40, (row) => (row < 20 ? `w${row % 2}` : null))), most)).toBeNull();
  });

  it("by a number other than the usual one, which a fifth of the rows have", () => {
    const bill = (zeros: number): string | null =>
      leakReason(numbers(list(400, (row) => (row < 90 ? 20 + (row % 7) : row >= 400 - zeros ? 0 : 20 + (row % 5)))), labels);
    expect(bill(310)).toBe(
      "it is other than 0 or filled in in 90 rows, and nearly all of them left: it seems to be written down when a customer leaves",
    );
    const usual = (zeros: number): string | null =>
      leakReason(numbers(list(400, (row) => (row >= 400 - zeros ? 0 : row < 60 ? 5 + (row % 7) : null))), labels);
    // 80 of 400 rows hold 0 and count as empty; below that they are filled in, and stay.
    expect(usual(80)).toMatch(/^it is other than 0 or filled in in 60 rows, and nearly all/);
    expect(usual(79)).toBeNull();
  });

  it("by being empty for who left, where that parts the two", () => {
    const emptied = (gone: number): string | null => leakReason(words(list(400, (row) => (row < gone ? null : `w${row % 3}`))), labels);
    expect(emptied(100)).toBe("it is filled in in 300 rows, and nearly none of them left: it seems to be emptied when a customer leaves");
    expect(emptied(94)).toMatch(/nearly none of them left/);
    expect(emptied(60)).toBeNull();
  });

  it("by values that only who left has", () => {
    const given = (...each: readonly number[]): string | null => {
      const cells = list<string>(400, (row) => (row % 3 === 0 ? "x" : row % 3 === 1 ? "y" : "z"));
      let at = 0;
      each.forEach((count, which) => {
        for (let n = 0; n < count; n += 1, at += 1) cells[at] = `reason ${which}`;
      });
      return leakReason(words(cells), labels);
    };
    expect(given(25)).toBe("one of its values occurs in 25 rows, and all of them left: the values are given when a customer leaves");
    expect(given(12, 13)).toBe("2 of its values occur in 25 rows, and all of them left: the values are given when a customer leaves");
    // Fewer than twenty, or less than a fifth of who left; and levels of eight could be chance (0.25^8).
    expect([given(19), given(8, 8, 8)]).toEqual([null, null]);
    expect(given(9, 9, 9)).toMatch(/^3 of its values occur in 27 rows/);
  });

  it("by ranking alone: a few values from 95 % on, a number from 98 %, a telling name from 85 %", () => {
    const alone = (wrong: number, name = "state"): string | null =>
      leakReason(
        words(
          list(400, (row) => (row < 100 === row % 100 < wrong ? "b" : "a")),
          name,
        ),
        labels,
      );
    expect(alone(1)).toBe(
      "alone it ranks 98.5 % of all pairs of a customer who left and one who stayed rightly: it says who left, in other words",
    );
    expect(alone(8)).toBeNull();
    expect(alone(10, "left early")).toBe("its name speaks of leaving, and alone it ranks 86.5 % of all pairs rightly");
    expect(alone(20, "left early")).toBeNull();
    for (const name of ["Churn score", "was_cancelled", "attrition", "exit date", "is-lost", "ended", "x_closed", "offboarded"])
      expect(alone(10, name)).toMatch(/^its name speaks of leaving/);
    for (const name of ["leftover", "existing", "flost", "state"]) expect(alone(10, name)).toBeNull();
    // 4 % of the numbers on the wrong side: as good as it is, an honest number may come near that.
    const number = (wrong: number): string | null =>
      leakReason(numbers(list(400, (row) => (row < 100 === row % 100 < wrong ? 0 : 100) + (row % 53) / 100)), labels);
    expect(number(0)).toMatch(/says who left, in other words$/);
    expect(number(4)).toBeNull();
    // With fewer than ten values it is a handful.
    const handful = (wrong: number, values: number): string | null =>
      leakReason(numbers(list(400, (row) => 10 * (row < 100 === row % 100 < wrong ? 0 : 1) + (row % (values / 2)))), labels);
    expect(handful(1, 8)).toMatch(/says who left/);
    expect(handful(1, 24)).toBeNull();
  });
});

describe("a column without use", () => {
  const judged = (column: FrameColumn, more: Partial<ColumnJudging> = {}): string | null => {
    const rows = column.kind === "category" ? column.codes.length : column.values.length;
    const labels = Float64Array.from({ length: rows }, (_, row) => (row * 7919) % 2);
    const judging = { labels, groups: list(rows, String), labelDays: null, leakGuard: false, ...more };
    return chooseColumns({ rows, columns: [column] }, judging).excluded[0]?.reason ?? null;
  };

  it("is blank, has one value, or is filled in four rows only", () => {
    expect(judged(words(list(40, () => null)))).toBe("it is blank in every row");
    expect(judged(numbers(list(40, () => null)))).toBe("it is blank in every row");
    expect(judged(words(list(40, () => "a")))).toBe("it holds the same value in every row");
    expect(judged(numbers(list(40, () => 7)))).toBe("it holds the same value in every row");
    expect(judged(words(list(40, (row) => (row < 4 ? "a" : null))))).toBe("it is filled in 4 of 40 rows only");
    expect(judged(numbers(list(40, (row) => (row < 4 ? 1 : null))))).toBe("it is filled in 4 of 40 rows only");
    expect(judged(words(list(40, (row) => (row < 5 ? "a" : null))))).toBeNull();
    expect(judged(words(list(40, (row) => (row < 4 ? `a${row % 2}` : null))))).toBeNull();
  });

  it("has a word of its own for half of the customers, from thirty on", () => {
    const own = "nearly every customer has a value of its own there, as in an id or free text: nothing carries over to others";
    const spread = (rows: number, distinct: number): string | null => judged(words(list(rows, (row) => `v${row % distinct}`)));
    expect([spread(40, 19), spread(40, 20), spread(29, 29), spread(30, 30)]).toEqual([null, own, null, own]);
    // Four rows a customer: of ten customers each has its own, and ten are too few to say so.
    const groups = (each: number): string[] => list(120, (row) => String(Math.floor(row / each)));
    const named = words(list(120, (row) => `v${Math.floor(row / 3)}`));
    expect([judged(named, { groups: groups(3) }), judged(named, { groups: groups(12) })]).toEqual([own, null]);
  });

  it("numbers the rows: whole, nine in ten different, running or called an id", () => {
    const runs = "it numbers the rows or customers, as an id does: nothing carries over to others";
    expect(judged(numbers(list(40, (row) => row + 100)))).toBe(runs);
    expect(judged(numbers(list(40, (row) => row + 0.5)))).toBeNull();
    expect(
      judged(
        numbers(
          list(40, (row) => row + 20_000),
          "since",
          "date",
        ),
      ),
    ).toBeNull();
    expect(judged(numbers(list(40, (row) => Math.min(row, 35))))).toBe(runs);
    expect(judged(numbers(list(40, (row) => Math.min(row, 34))))).toBeNull();
    // 40 numbers over 48 places run, over 49 they do not.
    expect(judged(numbers(list(40, (row) => (row === 39 ? 47 : row))))).toBe(runs);
    expect(judged(numbers(list(40, (row) => (row === 39 ? 48 : row))))).toBeNull();
    const called = (name: string): string | null =>
      judged(
        numbers(
          list(40, (row) => row * 7919 + 3),
          name,
        ),
      );
    for (const name of ["id", "customer_id", "Account IDs", "userId", "rowKey", "key", "order no", "x.nr", "phone", "Unnamed: 0", "index"])
      expect(called(name)).toBe(runs);
    for (const name of ["paid", "seconds", "monkey", "keyed", "ids seen", "revenue"]) expect(called(name)).toBeNull();
    expect(
      judged(
        numbers(
          list(29, (row) => row),
          "id",
        ),
      ),
    ).toBeNull();
  });

  it("repeats another one, which it names", () => {
    const columns = [
      numbers(
        list(40, (row) => row / 3),
        "first",
      ),
      numbers(
        list(40, (row) => row / 3),
        "second",
      ),
    ];
    const same = [
      words(
        list(40, (row) => (row % 3 === 0 ? "a" : "b")),
        "x",
      ),
      words(
        list(40, (row) => (row % 3 === 0 ? "a" : "c")),
        "y",
      ),
    ];
    const judging = { labels: left(40, 20), groups: list(40, String), labelDays: null, leakGuard: false };
    const { kept, excluded } = chooseColumns({ rows: 40, columns: [...columns, ...same] }, judging);
    expect(kept.map(({ name }) => name)).toEqual(["first", "x", "y"]);
    expect(excluded).toEqual([{ column: "second", reason: 'it holds the same as "first"' }]);
    // A date is another thing than a number.
    const dated = numbers(
      list(40, (row) => row / 3),
      "day",
      "date",
    );
    expect(chooseColumns({ rows: 40, columns: [...columns.slice(0, 1), dated] }, judging).excluded).toEqual([]);
  });

  it("holds days after the label's own", () => {
    const late = (after: number, kind: "date" | "number" = "date", labelDays: Float64Array | null = new Float64Array(40).fill(100)) =>
      judged(
        numbers(
          list(40, (row) => (row < after ? 101 : row % 9 === 0 ? null : row % 2 === 0 ? 100 : 60 + (row % 7))),
          "day",
          kind,
        ),
        { leakGuard: true, labelDays, labels: Float64Array.from({ length: 40 }, (_, row) => ((row * 7) % 11) % 2) },
      );
    expect([late(0), late(1), late(2)]).toEqual([
      null,
      "it holds days after the label's date in 1 row",
      "it holds days after the label's date in 2 rows",
    ]);
    expect([late(2, "number"), late(2, "date", null), late(2, "date", new Float64Array())]).toEqual([null, null, null]);
  });
});

describe("labels that cannot be read", () => {
  it("are named, with what is there and what to do", () => {
    expect(detailOf(() => readLabels("status", ["red", "blue"]))).toEqual({
      code: "which-label",
      message: 'It cannot be told which value of "status" means that a customer left.',
      found: '"blue" and "red"',
      allowed: ["two values, such as Yes and No, 1 and 0, churned and active"],
      fix: 'Say it with --positive, for example --positive "blue".',
    });
    expect(detailOf(() => readLabels("status", ["", null]))).toMatchObject({
      found: "only blanks",
      fix: "Name the column that says who left with --label.",
    });
    expect(detailOf(() => readLabels("status", ["f", "e", "d", "c", "b", "a"])).found).toBe('"a", "b", "c", "d", "e", … (6 values)');
    expect(detailOf(() => readLabels("status", ["e", "d", "c", "b", "a"])).found).toBe('"a", "b", "c", "d" and "e"');
    expect(detailOf(() => readLabels("status", ["x".repeat(50), "b"])).found).toBe(`"b" and "${"x".repeat(40)}"`);
    const ten = "abcdefghij".split("");
    expect(detailOf(() => readLabels("status", ten, "maybe\u001b[31m"))).toEqual({
      code: "no-such-label",
      message: 'No row of "status" says "maybe".',
      found: "maybe\u001b[31m",
      allowed: ten.slice(0, 8),
      fix: "Name one of these values with --positive.",
    });
    expect(detailOf(() => readLabels("status", ["Yes", "yes "]))).toMatchObject({
      code: "one-label",
      message: 'Every row of "status" says "Yes" and "yes": there is nobody to tell apart.',
      fix: "Give a file with customers who left and customers who stayed, or name another column with --label.",
    });
  });

  it("are told by what is left where only the stayers' word is known, and by nothing with three", () => {
    expect(readLabels("s", ["gone off", "active"])).toEqual({ values: Float64Array.of(1, 0), positive: "gone off" });
    expect(readLabels("s", ["Yes", "yes", "No"]).positive).toBe("Yes");
    expect(readLabels("s", [" Yes", "YES", "No"]).values).toEqual(Float64Array.of(1, 1, 0));
    expect(readLabels("s", ["1.00", "0"]).values).toEqual(Float64Array.of(1, 0));
    expect(readLabels("s", ["Lost clients", "x"]).positive).toBe("Lost clients");
    expect(detailOf(() => readLabels("s", ["Yes", "No", "Maybe"])).code).toBe("which-label");
    expect(detailOf(() => readLabels("s", ["lost", "left"])).code).toBe("which-label");
    expect(detailOf(() => readLabels("s", ["active", "stayed"])).code).toBe("which-label");
    expect(readLabels("s", ["11.0", "0"]).positive).toBe("11.0");
  });

  it("are taken as --positive writes them before their other spellings", () => {
    expect(readLabels("s", ["yes", "Yes", "no"], "Yes").positive).toBe("Yes");
    expect(readLabels("s", ["yes", "no"], " yes ").positive).toBe("yes");
    expect(readLabels("s", ["Churned customers", "x"], "churned").positive).toBe("Churned customers");
  });

  it.each(
    "yes y true t 1 churned churn left lost cancelled canceled inactive closed exited attrited terminated gone former departed".split(" "),
  )("say with %j that somebody left", (word) => {
    expect(readLabels("s", [word, "zz other"]).positive).toBe(word);
    expect(readLabels("s", [word, "aa other"]).positive).toBe(word);
  });

  it.each("no n false f 0 active retained stayed stay existing current kept renewed open loyal".split(" "))(
    "say with %j that somebody stayed",
    (word) => {
      expect(readLabels("s", [word, "zz other"]).positive).toBe("zz other");
    },
  );
});

describe("a training that is refused", () => {
  const set = customerSet({ rows: 60, seed: 1, rate: 0.5 });
  const said = (rows: number, ones: number): ErrorDetail | null => {
    const columns = [{ name: "same", cells: list<string | null>(rows, () => "x") }];
    const detail = detailOf(() => trainChurn({ table: { rows, columns }, labels: left(rows, ones), ids: list(rows, String) }));
    return detail.code === "no-columns" ? null : detail;
  };

  it("has fewer than fifty rows, or fewer than ten of either", () => {
    expect(said(49, 20)).toEqual({
      code: "too-few-rows",
      message: "There are too few rows to learn from: what came out would be chance.",
      found: "49 rows with a label, 20 that left and 29 that stayed",
      allowed: ["at least 50 rows, 10 that left and 10 that stayed"],
      fix: "Add customers from further back, or use `echo-cs health`, which needs no history of churn.",
    });
    expect([said(50, 10), said(50, 40)]).toEqual([null, null]);
    expect(said(50, 9)?.found).toBe("50 rows with a label, 9 that left and 41 that stayed");
    expect(said(50, 41)?.found).toBe("50 rows with a label, 41 that left and 9 that stayed");
  });

  it("has no column left, and says why of each", () => {
    const bare = { ...set, table: { rows: 60, columns: [] } };
    const two = withColumn(
      withColumn(bare, "b", () => "x"),
      "a",
      () => null,
    );
    expect(detailOf(() => trainChurn(two))).toEqual({
      code: "no-columns",
      message: "No column is left to learn from.",
      found: "a: it is blank in every row; b: it holds the same value in every row",
      fix: "Add columns that were known before the customers left: usage, tickets, contract, tenure.",
    });
  });
});
