import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { singleSelect } from "../../../src/book/sources/single-select.ts";
import type { Source } from "../../../src/book/sources/source.ts";
import { placeIn, type Since, sourceQuery } from "../../../src/book/sources/source-query.ts";
import { sinceOf, watermarkKind } from "../../../src/book/sources/watermark.ts";

const select = (sql: string) => {
  const read = singleSelect(sql);
  if ("fault" in read) throw new Error(read.fault);
  return read;
};
const DAY: Since = { column: "day", kind: "day", value: "2026-11-01" };

describe("sourceQuery", () => {
  it("asks for everything, or for the window and for rows without a watermark", () => {
    expect(sourceQuery(select("select 1 -- end"), "UTC", null).text).toBe("SELECT * FROM (\nselect 1 -- end\n) AS echo_source");
    expect(sourceQuery(select("select 1"), "UTC", DAY).text).toBe(
      `SELECT * FROM (\nselect 1\n) AS echo_source WHERE "day" >= DATE '2026-11-01' OR "day" IS NULL`,
    );
    expect(sourceQuery(select("select 1"), "UTC", { column: 'o"dd', kind: "number", value: "41" }).text).toContain(
      `WHERE "o""dd" >= 41 OR "o""dd" IS NULL`,
    );
  });

  it("fills placeholders, and lets no other text into the statement", () => {
    const sql = "select :timezone where x >= :since";
    expect(sourceQuery(select(sql), "Europe/Berlin", DAY).text).toContain("select 'Europe/Berlin' where x >= DATE '2026-11-01'");
    expect(sourceQuery(select(sql), "UTC", null).text).toContain("x >= TIMESTAMP '0001-01-01 00:00:00'");
    const odd: Since = { column: "day", kind: "number", value: "1; drop table t" };
    expect(sourceQuery(select(sql), "UTC", odd).text).not.toContain("drop");
  });

  it("finds each character of the user's SQL again, whatever was put in and whatever its alphabet", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "é", "🦆", "\n", " ") }),
        fc.string({ unit: fc.constantFrom("b", "🦆", "\n") }),
        (head, tail) => {
          const sql = `select '${head}', :since, '${tail}', nope`;
          const query = sourceQuery(select(sql), "UTC", null);
          const position = Array.from(query.text.slice(0, query.text.indexOf("nope"))).length + 1;
          expect(query.offsetOf(position)).toBe(sql.indexOf("nope"));
          expect(query.offsetOf(1)).toBeUndefined();
        },
      ),
    );
  });

  it("tells lines and columns from 1", () => {
    expect(placeIn("a.sql", "ab\ncd", 0)).toEqual({ file: "a.sql", line: 1, column: 1 });
    expect(placeIn("a.sql", "a🦆\nc🦆d", 7)).toEqual({ file: "a.sql", line: 2, column: 3 });
  });
});

describe("sinceOf", () => {
  const source = (overlap: Source["watermark"] extends infer W ? (W extends { overlap: infer O } ? O : never) : never): Source =>
    ({ name: "s", watermark: { column: "at", overlap } }) as Source;
  const now = new Date("2026-11-22T10:00:00Z");

  it("goes back by the overlap, three days where none is named", () => {
    expect(sinceOf(source(null), "day", "2026-11-20", now)?.value).toBe("2026-11-17");
    expect(sinceOf(source({ seconds: 3600 }), "day", "2026-11-20", now)?.value).toBe("2026-11-19");
    expect(sinceOf(source({ seconds: 0 }), "day", "2026-11-20", now)?.value).toBe("2026-11-20");
    expect(sinceOf(source({ seconds: 3600 }), "instant", "2026-11-20T10:30:00.000Z", now)?.value).toBe("2026-11-20T09:30:00.000Z");
    expect(sinceOf(source({ seconds: 60 }), "time", "2026-11-20T10:30:00.000Z", now)?.value).toBe("2026-11-20 10:29:00.000");
    expect(sinceOf(source(null), "number", "9007199254740993", now)?.value).toBe("9007199254740993");
    expect(sinceOf(source({ steps: 10 }), "number", "100", now)?.value).toBe("90");
  });

  it("is held back by the present: one row with a date far ahead does not end all pulling", () => {
    expect(sinceOf(source(null), "day", "2099-01-01", now)?.value).toBe("2026-11-19");
    expect(sinceOf(source({ seconds: 0 }), "instant", "2099-01-01T00:00:00.000Z", now)?.value).toBe("2026-11-22T10:00:00.000Z");
  });

  it("asks for everything where nothing is known", () => {
    expect(sinceOf(source(null), "day", null, now)).toBeNull();
    expect(sinceOf(source(null), null, "2026-11-20", now)).toBeNull();
    expect(sinceOf(source(null), "number", "oops", now)).toBeNull();
  });

  it("needs a column that grows", () => {
    expect(watermarkKind(source(null), [{ name: "at", type: 1184 }])).toBe("instant");
    expect(() => watermarkKind(source(null), [{ name: "at", type: 25 }])).toThrow(/no date, time or whole number/);
    expect(() => watermarkKind(source(null), [{ name: "day", type: 1082 }])).toThrow(/gives no column "at"/);
  });
});
