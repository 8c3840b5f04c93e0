import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteMender } from "../../../src/book/import/stray-quotes.ts";
import { fileIn, imported } from "../workspace.ts";

const HEADER = { delimiter: ",", cells: ["id", "name", "note"] };

function mend(lines: readonly string[]): { readonly lines: string[]; readonly strays: number[] } {
  const out: string[] = [];
  const mender = quoteMender(HEADER, 1, (line) => out.push(line));
  for (const line of lines) mender.push(line);
  const strays = mender.end().map(({ line }) => line);
  return { lines: out, strays };
}

describe("quoteMender", () => {
  it("takes out the row of a quote that is never closed, or closed by the next one that comes", () => {
    expect(mend(["id,name,note", '1,"Acme,x', "2,Birch,y", "3,Cedar,z"])).toEqual({
      lines: ["id,name,note", "", "2,Birch,y", "3,Cedar,z"],
      strays: [2],
    });
    const quoted = ["id,name,note", '1,"Acme,x', "2,Birch,y", '3,"Cedar, Inc",z', '4,"Dill,x\r', "5,Elm,y"];
    expect(mend(quoted)).toEqual({ lines: ["id,name,note", "", "2,Birch,y", '3,"Cedar, Inc",z', "\r", "5,Elm,y"], strays: [2, 5] });
  });

  it("leaves cells of several lines, and rows torn in another way, as they are", () => {
    const lines = ["id,name,note", '1,Acme,"two', 'lines, and ""more""', 'of it"', '2,Birch,"a', 'b" c', '3,Cedar,"cut off', "in a text"];
    expect(mend(lines)).toEqual({ lines, strays: [] });
  });

  it("hands on as many lines as it is given, and only those of strays otherwise", () => {
    const cell = fc.constantFrom("x", "", '"q"', '"two', 'lines"', '5" pipe', '"he said ""no"""', '"stray', 'after" it');
    const row = fc.tuple(cell, cell, cell).map((cells) => cells.join(","));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const { lines } = mend(["id,name,note", ...rows]);
        expect(lines).toHaveLength(rows.length + 1);
        for (const [index, line] of lines.slice(1).entries()) expect(["", rows[index]]).toContain(line);
      }),
    );
  });

  it("costs no row beside the strays', wherever these stand", () => {
    const rows = fc.array(fc.constantFrom("n,Acme,x", 'n,"Birch, Inc",y', 'n,"Cedar,z', 'n,Dill,"w'), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(rows, (given) => {
        const closing = [...given, "n,End,x"];
        const strays = closing.flatMap((line, index) => ((line.match(/"/g)?.length ?? 0) % 2 === 1 ? [index + 2] : []));
        expect(mend(["id,name,note", ...closing]).strays).toEqual(strays);
      }),
    );
  });
});

describe("an export with a stray quote", () => {
  const head = "Response ID,Email,Company,Survey Type,Score,Comment,Responded At";
  const row = (id: number, comment = "fine"): string => `${id},a@acme.example,Acme,nps,9,${comment},2026-05-01`;

  it("loses that row alone, and says which", async () => {
    const lines = [head, row(1), row(2, '"open'), ...Array.from({ length: 30 }, (_, index) => row(index + 3)), row(33, '"a, b"')];
    const text = `${lines.join("\r\n")}\r\n`;
    const { report, book } = await imported({ "nps.csv": text, "again/nps.csv.gz": gzipSync(text.replaceAll("a@", "b@")) });
    expect(report.rejects.map(({ file, line, reason }) => [file, line, reason])).toEqual(
      ["again/nps.csv.gz", "nps.csv"].map((file) => [file, 3, "a quote that is closed; reading went on below this row"]),
    );
    expect(fileIn(report, "nps.csv")).toMatchObject({
      rows_in: 33,
      rejected: 1,
      note: expect.stringMatching(/^1 row left out .* line 3; /),
    });
    expect(await book.rows("SELECT line FROM surveys WHERE survey = '33'")).toEqual([{ line: 34 }]);
  });

  it("below a title, and where another row is torn too", async () => {
    const lines = ["Answers of May", "", head, row(1), row(2, '"open'), row(3), "4,short", row(5)];
    const { report, book } = await imported({ "nps.csv": `${lines.join("\n")}\n` });
    expect(report.rejects.map(({ line }) => line)).toEqual([5, 7]);
    expect(fileIn(report, "nps.csv")).toMatchObject({ rows_in: 5, rows_out: 3, rejected: 2 });
    expect(await book.rows("SELECT survey, line FROM surveys ORDER BY survey")).toEqual([
      { survey: "1", line: 4 },
      { survey: "3", line: 6 },
      { survey: "5", line: 8 },
    ]);
  });

  it("counts what it could not read, where what follows are no rows", async () => {
    const lines = [head, row(1), row(2, '"open'), "a text", "that goes on", "and on"];
    const { report } = await imported({ "nps.csv": `${lines.join("\n")}\n` });
    expect(fileIn(report, "nps.csv")).toMatchObject({ rows_in: 5, rows_out: 1, rejected: 4 });
    expect(fileIn(report, "nps.csv").note).toBe("ONLY READ UP TO LINE 3: 3 lines below it were not read");
  });
});
