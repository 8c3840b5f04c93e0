import { describe, expect, it } from "vitest";
import type { Row } from "../../../src/book/book.ts";
import { dayOfMacro, utcOfMacro } from "../../../src/book/import/sql.ts";
import { instantSql } from "../../../src/book/import/date-text.ts";
import { kindSql, type Reading } from "../../../src/book/import/kinds.ts";
import type { Kind } from "../../../src/book/import/adapter.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import type { ImportInput } from "../../../src/book/import/import-exports.ts";
import { fileIn, imported } from "../workspace.ts";

const DEALS = "Record ID;Deal Name;Deal Stage;Amount;Close Date;Currency";

interface DealsRead {
  readonly amounts: readonly unknown[];
  readonly days: readonly unknown[];
  readonly note: string;
  readonly refused: readonly (string | null)[];
  readonly rows: readonly Row[];
}

/** Reads deals with these amounts and closing dates; cells are separated by bars, which tell nothing of who wrote them. */
async function deals(
  cells: readonly (readonly [amount: string, day: string, currency?: string])[],
  settings: Partial<ImportInput> = {},
  delimiter = "|",
): Promise<DealsRead> {
  const lines = cells.map(([amount, day, currency], index) => [index + 1, "D", "open", amount, day, currency ?? ""].join(delimiter));
  const { book, report } = await imported({ "d.csv": [DEALS.replaceAll(";", delimiter), ...lines, ""].join("\n") }, settings);
  const rows = await book.rows("SELECT amount_minor, close_on, currency FROM opportunities ORDER BY CAST(opportunity AS INTEGER)");
  return {
    amounts: rows.map((row) => row["amount_minor"]),
    days: rows.map((row) => row["close_on"]),
    note: (fileIn(report, "d.csv").note ?? "").replace(/;? ?\d+ rows? without an account.*$/, ""),
    refused: report.rejects.map(({ value }) => value),
    rows,
  };
}

const amounts = (...texts: string[]) => deals(texts.map((text) => [text, ""] as const));
const days = (texts: readonly string[], settings: Partial<ImportInput> = {}) =>
  deals(
    texts.map((text) => ["", text] as const),
    settings,
  );

describe("amounts", () => {
  it("are read with decimal points and any separator of thousands", async () => {
    const read = await amounts(
      "1,234.50",
      "1 234.50",
      "1'234.50",
      "1\u202f234.5",
      "1,00,000.25",
      "(1,200.00)",
      "\u22125.5",
      "7-",
      "1234.5",
    );
    expect(read.amounts).toEqual([123_450, 123_450, 123_450, 123_450, 10_000_025, -120_000, -550, -700, 123_450]);
    expect(read.note).toBe("");
  });

  it("are read with decimal commas where the column shows them, and the note says so", async () => {
    const read = await amounts("1.234,50", "1 234,5", "1'234,50", "1.200", "(12,5)", "3");
    expect(read.amounts).toEqual([123_450, 123_450, 123_450, 120_000, -1250, 300]);
    expect(read.note).toBe('Amount is read with decimal commas ("1.234,50" on line 2)');
  });

  it("that could be thousands or decimals are thousands, and the note says so", async () => {
    const commas = await amounts("1,234", "900");
    expect(commas.amounts).toEqual([123_400, 90_000]);
    expect(commas.note).toBe('Amount: "1,234" on line 2 could be thousands or decimals; read as thousands');
    const points = await amounts("1.234", "900");
    expect(points.amounts).toEqual([123_400, 90_000]);
    expect(points.note).toContain("read as thousands");
  });

  it("that could be both follow the other columns of the file", async () => {
    const text = "id|Customer|Amount Due|Total|Date (UTC)\nin_1|cus_1|1.234|12,50|2026-01-05\n";
    const { book, report } = await imported({ "i.csv": text });
    expect(await book.rows("SELECT due_minor, total_minor FROM invoices")).toEqual([{ due_minor: 123_400, total_minor: 1250 }]);
    expect(fileIn(report, "i.csv").note).toContain('read with decimal commas, as Total is written ("12,50" on line 2)');
  });

  it("in a column of both kinds are read as written, and refused where that does not tell", async () => {
    const read = await amounts("1,234.50", "1.234,50", "1,234", "5");
    expect(read.amounts).toEqual([123_450, 123_450, null, 500]);
    expect(read.refused).toEqual(["1,234"]);
    expect(read.note).toContain('those that could be either, such as "1,234" on line 4, are left out: nothing in the file tells');
  });

  it("that could be either follow the great majority of the file, else its other signs, and the note says which", async () => {
    const most = await amounts("1,200.50", "99.90", "12,600", "7.25", "3,5");
    expect(most.amounts).toEqual([120_050, 9990, 1_260_000, 725, 350]);
    expect(most.note).toContain('such as "12,600" on line 4, with decimal points, as 3 of the 4 cells that show it are written');
    const commas = await amounts("1.200,50", "99,90", "12.600", "7,25", "3.5");
    expect(commas.amounts).toEqual([120_050, 9990, 1_260_000, 725, 350]);
    const dollars = await amounts("$12,600", "48.000");
    expect(dollars.amounts).toEqual([1_260_000, 4800]);
    expect(dollars.note).toContain("read with decimal points, as its amounts are in USD");
    const months = await deals([
      ["12,600", "09/27/2026"],
      ["48.000", ""],
    ]);
    expect(months.amounts).toEqual([1_260_000, 4800]);
    const nothing = await amounts("12,600", "48.000", "5");
    expect(nothing.amounts).toEqual([null, null, 500]);
    expect(nothing.note).toContain("nothing in the file tells which, so such cells are left out");
  });

  it("take their currency from the sign beside them, unless a column tells it", async () => {
    const read = await deals([
      ["$1,200.00", ""],
      ["1200.50 \u20ac", ""],
      ["\u00a399.00", ""],
      ["CHF 10.00", ""],
      ["15.00", ""],
      ["20.00", "", "SEK"],
    ]);
    expect(read.rows.map((row) => [row["amount_minor"], row["currency"]])).toEqual([
      [120_000, "USD"],
      [120_050, "EUR"],
      [9900, "GBP"],
      [1000, "CHF"],
      [1500, "USD"],
      [2000, "SEK"],
    ]);
    const dollars = await deals([["$5.00", ""]], { currency: "CAD" });
    expect(dollars.rows).toMatchObject([{ currency: "CAD" }]);
  });

  it("that are none are refused", async () => {
    const texts = ["12 34", "1,23,4", "1.2.3", "abc", "Jan 12", "--5", "1e400", "999999999999999", "5 5 5"];
    expect(new Set((await amounts("1", ...texts)).refused)).toEqual(new Set(texts));
  });
});

describe("dates", () => {
  it("are read in every spelling that names its parts", async () => {
    const texts = [
      "2026/09/07",
      "2026.9.7",
      "20260907",
      "7-Sep-2026",
      "07/Sep/26",
      "Sep 7, 2026",
      "September 7th, 2026",
      "7 september 2026",
      "Mon, 7 Sep 2026",
    ];
    const read = await days(texts);
    expect(read.days).toEqual(texts.map(() => "2026-09-07"));
    expect(read.note).toBe("");
  });

  it("are read day first or month first as one of them shows", async () => {
    const day = await days(["07/09/2026", "27/09/2026"]);
    expect(day.days).toEqual(["2026-09-07", "2026-09-27"]);
    expect(day.note).toBe('dates are read day first ("27/09/2026" on line 3)');
    const month = await days(["09/07/2026", "9/27/26"]);
    expect(month.days).toEqual(["2026-09-07", "2026-09-27"]);
    expect(month.note).toContain("month first");
    expect((await days(["07.09.2026"])).days).toEqual(["2026-09-07"]);
  });

  it("that show nothing follow the file's other signs, then the company's time zone", async () => {
    expect((await deals([["$5.00", "07/09/2026"]])).days).toEqual(["2026-07-09"]);
    expect((await deals([["5,50", "07/09/2026"]])).days).toEqual(["2026-09-07"]);
    expect((await deals([["5", "07/09/2026"]], {}, ";")).days).toEqual(["2026-09-07"]);
    expect((await days(["07/09/2026 1:00 PM"])).days).toEqual(["2026-07-09"]);
    expect((await days(["07/09/2026"], { timeZone: "America/Chicago" })).days).toEqual(["2026-07-09"]);
    const read = await days(["07/09/2026"], { timeZone: "Europe/Berlin" });
    expect(read.days).toEqual(["2026-09-07"]);
    expect(read.note).toContain("read day first, as the company's time zone is Europe/Berlin");
  });

  it("are refused where nothing tells, or they contradict each other", async () => {
    const silent = await days(["07/09/2026", "2026-09-01", "05/05/2026"]);
    expect(silent.refused).toEqual(["07/09/2026"]);
    expect(silent.days).toEqual([null, "2026-09-01", "2026-05-05"]);
    expect(silent.note).toContain("such dates are left out");
    const both = await days(["27/09/2026", "09/27/2026", "07/09/2026"]);
    expect(both.days).toEqual(["2026-09-27", "2026-09-27", null]);
    expect(both.refused).toEqual(["07/09/2026"]);
  });

  it("that do not exist are refused", async () => {
    const texts = ["31/04/2026", "2026-02-30", "2026/13/01", "0/0/2026", "32/01/2026", "Foo 7, 2026", "7/8", "27/09/2026 25:00", "2026"];
    expect(new Set((await days(["27/09/2026", ...texts])).refused)).toEqual(new Set(texts));
  });
});

describe("a month", () => {
  it("is its first day where use is told by it, and no day elsewhere", async () => {
    const months = ["2026-06", "2026/6", "June 2026", "juin 2026", "Jun. 2026", "2026-06-01", "1 June 2026"];
    expect(await parsed("day-or-month", months)).toEqual(months.map(() => "2026-06-01"));
    expect(await parsed("day-or-month", ["2026-13", "2026-0", "Foo 2026", "2026", "06/2026"])).toEqual([null, null, null, null, null]);
    expect(await parsed("day", ["2026-06", "June 2026"])).toEqual([null, null]);
  });
});

async function parsed(kind: Kind, cells: readonly string[], dates: Partial<Reading["dates"]> = {}, timeZone = "UTC"): Promise<unknown[]> {
  const db = await openDatabase(":memory:");
  await db.run(`${dayOfMacro(timeZone)}; ${utcOfMacro(timeZone)}`);
  const reading: Reading = {
    currency: "'USD'",
    numbers: "point",
    dates: { simple: false, dayFirst: true, local: false, serialEpoch: null, ...dates },
  };
  const values = cells.map((cell, index) => `(${index}, '${cell}')`).join(", ");
  const rows = await db.rows(`SELECT ${kindSql(kind).parse("cell", reading)} AS value FROM (VALUES ${values}) t(n, cell) ORDER BY n`);
  db.close();
  return rows.map((row) => row["value"]);
}

describe("times", () => {
  it("are instants, whatever zone they name", async () => {
    const same = [
      "2026-09-27 10:00:00",
      "2026-09-27T10:00:00Z",
      "2026-09-27T12:00:00+02:00",
      "2026-09-27 12:00:00 +0200",
      "27/Sep/26 10:00 AM",
      "27.09.2026 10:00",
      "Sep 27, 2026 10:00:00 AM",
      "Sun Sep 27 2026 12:00:00 GMT+0200 (Central European Summer Time)",
      "1790503200",
      "1790503200000",
      "1790503200000000",
    ];
    expect(await parsed("instant", same)).toEqual(same.map(() => "2026-09-27T10:00:00Z"));
    expect(await parsed("instant", ["27/09/2026 12:05 AM", "27/09/2026 12:05 PM", "27/09/2026 9:05pm"])).toEqual([
      "2026-09-27T00:05:00Z",
      "2026-09-27T12:05:00Z",
      "2026-09-27T21:05:00Z",
    ]);
  });

  it("without a zone are the company's where the adapter says so, and UTC else", async () => {
    const cells = ["2026-07-01 10:00:00", "01/07/2026 10:00", "2026-07-01T10:00:00Z"];
    expect(await parsed("instant", cells, { local: true }, "Europe/Berlin")).toEqual([
      "2026-07-01T08:00:00Z",
      "2026-07-01T08:00:00Z",
      "2026-07-01T10:00:00Z",
    ]);
    expect(await parsed("instant", cells, {}, "Europe/Berlin")).toEqual(cells.map(() => "2026-07-01T10:00:00Z"));
    expect(await parsed("day", ["2026-07-01 23:30:00"], { local: true }, "Europe/Berlin")).toEqual(["2026-07-01"]);
    expect(await parsed("day", ["2026-07-01 23:30:00"], {}, "Europe/Berlin")).toEqual(["2026-07-02"]);
  });

  it("are serial numbers in workbooks only", async () => {
    expect(await parsed("instant", ["44810.75"], { serialEpoch: "1899-12-30" })).toEqual(["2022-09-06T18:00:00Z"]);
    expect(await parsed("instant", ["44810.75"])).toEqual([null]);
  });

  it("are durations as clocks or numbers", async () => {
    expect(await parsed("minutes", ["01:30:59", "100:00", "45", "12.4", "1:2", "x"])).toEqual([90, 6000, 45, 12, null, null]);
    expect(await parsed("hours", ["01:30:59", "1.5"])).toEqual([90, 90]);
  });

  it("are read the same where nothing has to be found out", async () => {
    const simple = { simple: true, dayFirst: null, local: false, serialEpoch: null };
    expect(instantSql("c", simple).length).toBeLessThan(instantSql("c", { ...simple, simple: false }).length / 3);
  });
});
