import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import { openPlain } from "../../../src/book/import/plain-read.ts";
import { recognise } from "../../../src/book/import/recognise.ts";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import { dayOfMacro, utcOfMacro } from "../../../src/book/import/sql.ts";
import { COMPANIES, imported, temporaryFolder, writeFiles } from "../workspace.ts";

/** What a file of usage becomes. Packed files are always read with care, so the two ways can be held against each other. */
async function readAs(name: string, text: string, packed: boolean) {
  const files = { "crm.csv": COMPANIES, [packed ? `${name}.gz` : name]: packed ? gzipSync(text) : text };
  const { report, book } = await imported(files, { timeZone: "America/New_York" });
  const file = report.files.find((one) => one.file.startsWith(name));
  return {
    rows: await book.rows('SELECT account, "user", day, feature, events FROM usage ORDER BY ALL'),
    file: { ...file, file: name },
    rejects: report.rejects.map((reject) => ({ ...reject, file: name })),
    findings: JSON.parse(JSON.stringify(report.findings).replaceAll(`${name}.gz`, name)) as unknown,
    matched: report.matched_by_name,
  };
}

const HEADER = "account,day,feature,events,user\n";

const plainCell = {
  account: fc.constantFrom("101", "102", "Acme", "acme.example", "nobody"),
  day: fc.constantFrom("2026-01-01", "2026-02-28", "1999-12-31"),
  feature: fc.constantFrom("login", "Export, CSV", 'the "new" one', "Übersicht", "報告"),
  events: fc.constantFrom("1", "40", "0", "-3"),
  user: fc.constantFrom("ann@acme.example", "u1", "", "x@gmail.com"),
};
/** What must send the reader to the careful way, or be read alike by both. */
const DIRT = [
  "",
  " login ",
  "\u00a0x",
  "x\u200b",
  "3.0",
  "1e3",
  "0x10",
  "007",
  "+5",
  "2026-13-45",
  "2026-1-5",
  "05/06/2026",
  "infinity",
  "99999999999",
  "a\nb",
  "\t",
];
const row = fc.record(plainCell);
const dirty = fc.option(fc.tuple(fc.constantFrom("account", "day", "feature", "events", "user"), fc.constantFrom(...DIRT)), { freq: 2 });

function csv(rows: readonly Readonly<Record<string, string>>[]): string {
  const cell = (text = ""): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return (
    HEADER + rows.map((one) => `${["account", "day", "feature", "events", "user"].map((name) => cell(one[name])).join(",")}\n`).join("")
  );
}

describe("reading plain usage in one pass", () => {
  it("says the same of a table as reading it with care", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), dirty, fc.nat(11), async (rows, dirt, at) => {
        const spoiled = rows.map((one, index) => (dirt !== null && index === at % rows.length ? { ...one, [dirt[0]]: dirt[1] } : one));
        const text = csv(spoiled);
        expect(await readAs("u.csv", text, false)).toEqual(await readAs("u.csv", text, true));
      }),
      { numRuns: 25 },
    );
  });

  it("says the same of one JSON object a line", { timeout: 240_000 }, async () => {
    const event = fc.record({
      event: fc.constantFrom("Login", "Report Viewed", " x ", ""),
      properties: fc.record({
        time: fc.constantFrom<unknown>(
          1767225600,
          1767225600123,
          "1767312000",
          "2026-01-03T10:00:00",
          "2026-01-03 23:30:00",
          "2026-01-04T01:00:00+02:00",
          "soon",
          null,
        ),
        distinct_id: fc.constantFrom<unknown>("u1", "ann@acme.example", 7, ""),
        company: fc.constantFrom<unknown>("Acme", "102", null, ["101"]),
        $insert_id: fc.constantFrom<unknown>("a", "b", null),
      }),
    });
    const seed = { event: "Login", properties: { time: 1767225600, distinct_id: "u1", company: "Acme", $insert_id: "z" } };
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 8 }), fc.constantFrom("", "{not json}\n", "\n"), async (events, odd) => {
        const text = `${[seed, ...events].map((one) => JSON.stringify(one)).join("\n")}\n${odd}`;
        expect(await readAs("e.ndjson", text, false)).toEqual(await readAs("e.ndjson", text, true));
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ["a clean table", csv([{ account: "101", day: "2026-01-01", feature: "login", events: "1", user: "u1" }]), 1],
    ["a byte-order mark", `\uFEFF${csv([{ account: "101", day: "2026-01-01", feature: "login", events: "1", user: "u1" }])}`, 1],
    [
      "Windows line ends",
      csv([{ account: "101", day: "2026-01-01", feature: "login", events: "1", user: "u1" }]).replaceAll("\n", "\r\n"),
      1,
    ],
    ["mixed line ends", `${HEADER}101,2026-01-01,login,1,u1\r\n101,2026-01-02,login,1,u1\n101,2026-01-03,login,1,u1\r\n`, null],
    ["a short row", `${HEADER}101,2026-01-01\n`, null],
    ["a date of another kind", `${HEADER}101,01/02/2026,login,1,u1\n`, null],
    ["a number of another kind", `${HEADER}101,2026-01-02,login,1.5,u1\n`, null],
    ["blanks around a cell", `${HEADER} 101,2026-01-02,login,1,u1\n`, null],
    ["a blank behind a cell", `${HEADER}101,2026-01-02,login ,1,u1\n`, null],
    ["a zero-width blank behind a cell", `${HEADER}101,2026-01-02,login\u200b,1,u1\n`, null],
    ["a no-break space before a cell", `${HEADER}101,2026-01-02,\u00a0login,1,u1\n`, null],
    ["letters beyond Latin", `${HEADER}101,2026-01-02,Übersicht,1,\u00e9\n101,2026-01-02,報告,1,u1\n`, 2],
    ["a stray quote", `${HEADER}101,2026-01-02,lo"gin,1,"u1"x\n`, null],
    ["blank lines above the header", `\n\n${HEADER}101,2026-01-02,login,1,u1\n`, null],
  ])("tells at once whether %s is plain", async (_, text, rows) => {
    const folder = temporaryFolder();
    writeFiles(folder, { "u.csv": text });
    const db = await openDatabase(`${folder}/b.duckdb`);
    await db.run(`${dayOfMacro("UTC")}; ${utcOfMacro("UTC")}`);
    const file = { path: "u.csv", absolute: `${folder}/u.csv`, size: text.length, modifiedMs: 0, refused: null };
    const plain = await openPlain(db, file, (shape) => recognise(shape, ADAPTERS), "USD");
    expect((await plain?.write(`${folder}/u.parquet`))?.rows ?? null).toBe(rows);
    db.close();
  });
});
