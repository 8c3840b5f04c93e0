import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { singleSelect } from "../../../src/book/sources/single-select.ts";

const fault = (sql: string): string | undefined => {
  const read = singleSelect(sql);
  return "fault" in read ? read.fault : undefined;
};

describe("singleSelect", () => {
  it.each([
    "select 1",
    "  -- a comment; with a semicolon\n SELECT a, ';' FROM t;  -- end\n",
    "WITH x AS (SELECT 1) SELECT * FROM x",
    "/* one /* nested; */ two */ select ';' || E'it\\'s; fine' || $$;$$ || $a$ ; $$ ; $a$ || \"odd;name\" from t",
    "(select 1 union select 2)",
    "select 'it''s; fine', payload::jsonb -> 'a', arr[1:2] from t",
    "select $1$ from t where x = 'a'; /* nothing more */",
  ])("takes %j", (sql) => expect(fault(sql)).toBeUndefined());

  it.each([
    ["select 1; drop table t", "a second statement", 10],
    ["select 1; 'x'", "a second statement", 10],
    ["delete from t", "a statement that does not begin with SELECT or WITH", 0],
    ["-- nothing\n  copy t to program 'x'", "a statement that does not begin with SELECT or WITH", 13],
    ["", "a statement that does not begin with SELECT or WITH", 0],
    ["select 1) TO PROGRAM 'x' --", "a parenthesis that nothing opened", 8],
    ["select (1", "a parenthesis that is not closed", 9],
    ["select (1; )", "a parenthesis that is not closed before the statement ends", 9],
    ["select 'open", "a text that is not closed", 7],
    ["select E'open\\'", "a text that is not closed", 8],
    ['select "open', "a quoted name that is not closed", 7],
    ["select $a$ open $$", "a text that begins with $a$ and is not closed", 7],
    ["select 1 /* /* */", "a comment that is not closed", 9],
  ])("refuses %j", (sql, what, at) => expect(singleSelect(sql)).toEqual({ fault: what, at }));

  it("finds placeholders outside texts, comments and casts only", () => {
    const sql =
      "select ':since', x::since, \":since\" /* :since */ -- :since\n from t where a >= :since and b = :timezone and c = :sincere";
    const read = singleSelect(sql);
    const found = "placeholders" in read ? read.placeholders : [];
    expect(found.map(({ name, at, length }) => [name, sql.slice(at, at + length)])).toEqual([
      ["since", ":since"],
      ["timezone", ":timezone"],
    ]);
    expect(found[0]?.at).toBe(sql.indexOf(">= :since") + 3);
  });

  it("sees no statement within what is quoted, whatever stands there", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = [
          `'${text.replaceAll("'", "''")}'`,
          `"${text.replaceAll('"', '""')}"`,
          `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`,
        ];
        for (const part of quoted) expect(fault(`select ${part} from t`)).toBeUndefined();
      }),
    );
  });

  it("refuses whatever follows a closed statement but blanks and comments", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const rest = text.trim().replaceAll(/--.*|[;/'"$]/g, "");
        fc.pre(rest.trim() !== "");
        expect(fault(`select 1; ${rest}`)).toBe("a second statement");
      }),
    );
  });

  it("never fails on any text", () => {
    fc.assert(fc.property(fc.string(), (text) => void singleSelect(text)));
  });
});
