import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/config/config-file.ts";
import type { EchoError } from "../../../src/core/errors.ts";
import { importExports } from "../../../src/book/import/import-exports.ts";
import { ensureSnapshot } from "../../../src/book/snapshot/ensure-snapshot.ts";
import { COMPANIES, fileIn, type Files, opened, workspace, writeFiles } from "../workspace.ts";

const USAGE = "Datum,Kunde,Modul,Anzahl\n2026-01-05,Acme,Login,3\n2026-01-06,Birch & Rowe,Export,4\n2026-13-06,Acme,Login,5\n";

/** The input of an import with this echo.yaml beside the exports. */
function withConfig(files: Files, yaml: string) {
  const input = workspace(files);
  const file = join(input.exportsDir, "..", "echo.yaml");
  writeFiles(join(input.exportsDir, ".."), { "echo.yaml": yaml });
  return { ...input, mapping: { entries: parseConfig(yaml, file).mapping ?? [], file } };
}

async function mapped(files: Files, yaml: string) {
  const input = withConfig(files, yaml);
  const report = await importExports(input);
  return { report, book: await opened(input), input };
}

const faultOf = async (yaml: string, files: Files = { "c.csv": COMPANIES, "u.csv": USAGE }): Promise<EchoError["detail"]> => {
  try {
    await importExports(withConfig(files, yaml));
  } catch (error) {
    return (error as EchoError).detail;
  }
  throw new Error("the mapping was accepted");
};

const ENTRY = `mapping:
  - file: u*.csv
    table: usage
    columns: {day: Datum, feature: [Nothing, Modul], events: {from: Anzahl, kind: int}}
    account: {name: Kunde}
`;

describe("mapping", () => {
  it("reads a file that nobody recognises, and tells refused cells by their place in it", async () => {
    const { report, book } = await mapped({ "c.csv": COMPANIES, "deep/u-1.csv": USAGE }, ENTRY);
    expect(fileIn(report, "deep/u-1.csv")).toMatchObject({
      taken_for: "mapping-usage",
      confidence: 1,
      rows_in: 3,
      rows_out: 2,
      rejected: 1,
      from: "2026-01-05",
      to: "2026-01-06",
    });
    expect(report.rejects).toMatchObject([{ file: "deep/u-1.csv", line: 4, column: "Datum", value: "2026-13-06" }]);
    expect(await book.rows("SELECT account, day, feature, events FROM usage ORDER BY day")).toEqual([
      { account: "acme", day: "2026-01-05", feature: "Login", events: 3 },
      { account: "birch-rowe", day: "2026-01-06", feature: "Export", events: 4 },
    ]);
  });

  it("wins over recognition, and skips what it says to skip", async () => {
    const { report, book } = await mapped(
      { "c.csv": COMPANIES, "notes.docx": "x", "d.csv": COMPANIES.replaceAll("10", "20") },
      `mapping:
  - {file: c.csv, table: accounts, source: crm, columns: {name: Company name, domain: Company Domain Name, employees: Number of Employees}}
  - {file: "*.docx", skip: true}
  - {file: d.csv, skip: true}
`,
    );
    expect(report.files.map(({ file, taken_for: taken }) => [file, taken])).toEqual([
      ["c.csv", "mapping-accounts"],
      ["d.csv", "skipped"],
      ["notes.docx", "skipped"],
    ]);
    expect(await book.rows("SELECT account, domain, csm FROM accounts ORDER BY account")).toMatchObject([
      { account: "acme", domain: "acme.example", csm: null },
      { account: "birch-rowe" },
    ]);
    expect(await book.rows("SELECT DISTINCT source FROM account_keys WHERE kind = 'source_id'")).toEqual([{ source: "crm" }]);
  });

  it("makes ARR of monthly prices in the reporting currency, and translates words", async () => {
    const { book } = await mapped(
      {
        "c.csv": COMPANIES,
        "abos.csv": 'Firma,Beginn,Monat,Takt\nAcme,2026-01-01,"1,000.50",M\n',
        "deals.csv": "Firma,Was,Ende\nAcme,x,Gewonnen\nAcme,y,Verloren\n",
      },
      `mapping:
  - {file: abos.csv, table: subscriptions, columns: {started_at: Beginn, mrr_minor: Monat}, account: {name: Firma}}
  - file: deals.csv
    table: opportunities
    columns:
      name: Was
      won: {from: Ende, values: {gewonnen: "true", verloren: "false"}}
    account: {name: Firma}
`,
    );
    expect(await book.rows("SELECT account, arr_minor, currency, interval FROM subscriptions")).toEqual([
      { account: "acme", arr_minor: 1200600, currency: "USD", interval: "month" },
    ]);
    expect(await book.rows("SELECT name, won FROM opportunities ORDER BY name")).toEqual([
      { name: "x", won: true },
      { name: "y", won: false },
    ]);
  });

  it("reads JSON, records at the top or in a list", async () => {
    const yaml = (from: string): string =>
      `mapping:\n  - {file: s.json, table: surveys, columns: {score: ${from}, answered_at: at}, account: {email: who.mail}}\n`;
    const record = { points: 9, at: "2026-01-02", who: { mail: "ann@acme.example" } };
    for (const text of [JSON.stringify([record]), JSON.stringify({ page: 1, replies: [record] }), `${JSON.stringify(record)}\n`]) {
      const { book } = await mapped({ "c.csv": COMPANIES, "s.json": text }, yaml("points"));
      expect(await book.rows("SELECT account, score FROM surveys")).toEqual([{ account: "acme", score: 9 }]);
    }
  });

  it("keeps single events without a time apart, and counts daily rows that repeat once", async () => {
    const events = "Day,Who,Customer\n2026-01-05,u1,Acme\n2026-01-05,u1,Acme\n";
    const counted = "Day,Who,Customer,N\n2026-01-05,u1,Acme,2\n2026-01-05,u1,Acme,2\n";
    const { report, book } = await mapped(
      { "c.csv": COMPANIES, "e.csv": events, "n.csv": counted },
      "mapping:\n  - {file: e.csv, table: usage, columns: {day: Day, user: Who}, account: {name: Customer}}\n  - {file: n.csv, table: usage, columns: {day: Day, user: Who, events: N, feature: Who}, account: {name: Customer}}\n",
    );
    expect(await book.rows("SELECT feature, events FROM usage ORDER BY feature")).toEqual([
      { feature: "u1", events: 2 },
      { feature: "use", events: 2 },
    ]);
    expect([fileIn(report, "e.csv").duplicates, fileIn(report, "n.csv").duplicates]).toEqual([0, 1]);
  });

  it("keeps every change of an opportunity's stage", async () => {
    const { book } = await mapped(
      { "c.csv": COMPANIES, "h.csv": "Deal,To,When\n1,Open,2026-01-05\n1,Won,2026-02-05\n2,Open,2026-01-06\n1,Won,2026-02-05\n" },
      "mapping:\n  - {file: h.csv, table: stage_changes, columns: {opportunity: Deal, stage: To, changed_at: When}}\n",
    );
    expect(await book.rows("SELECT opportunity, stage, day_of(changed_at) AS day FROM stage_changes ORDER BY 1, 3")).toEqual([
      { opportunity: "1", stage: "Open", day: "2026-01-05" },
      { opportunity: "1", stage: "Won", day: "2026-02-05" },
      { opportunity: "2", stage: "Open", day: "2026-01-06" },
    ]);
  });

  it("is obeyed when it changes, though no file did, and a change of its place alone is none", async () => {
    const files = { "c.csv": COMPANIES, "u.csv": USAGE };
    const input = withConfig(files, ENTRY);
    expect((await ensureSnapshot(input)).report).not.toBeNull();
    expect((await ensureSnapshot(input)).report).toBeNull();
    const other = parseConfig(ENTRY.replace("feature: [Nothing, Modul]", "feature: Kunde"), "echo.yaml").mapping ?? [];
    expect((await ensureSnapshot({ ...input, mapping: { ...input.mapping, entries: other } })).report).not.toBeNull();
    const moved = parseConfig(`# a comment\n${ENTRY.replace("feature: [Nothing, Modul]", "feature: Kunde")}`, "echo.yaml").mapping ?? [];
    expect((await ensureSnapshot({ ...input, mapping: { ...input.mapping, entries: moved } })).report).toBeNull();
  });
});

describe("mapping with sql", () => {
  const yaml = (sql: string, more = ""): string =>
    `mapping:\n  - file: u.csv\n    table: usage\n    sql: ${JSON.stringify(sql)}\n    account: {name: who}\n${more}`;

  it("reads what the statement makes of the file, and keeps lines that it keeps", async () => {
    const { report, book } = await mapped(
      { "c.csv": COMPANIES, "u.csv": USAGE },
      yaml(
        'select "Datum" as day, "Kunde" as who, cast("Anzahl" as int) * 10 as events, line_number from file where "Modul" = \'Login\' -- all of them',
      ),
    );
    expect(await book.rows("SELECT account, events FROM usage")).toEqual([{ account: "acme", events: 30 }]);
    expect(report.rejects).toMatchObject([{ line: 4, value: "2026-13-06" }]);
    expect(fileIn(report, "u.csv")).toMatchObject({
      rows_in: 2,
      rows_out: 1,
      rejected: 1,
      note: expect.stringContaining("made 2 rows of 3"),
    });
  });

  it("lets the statement call its columns what it likes, and gives an account's seats to the subscription made of its record", async () => {
    const list =
      "Firma;Wert (EUR);Seit;Ende;Plätze\nAcme;1.200,50;01.01.2023;31.12.2026;60\nBirch & Rowe;900,00;01.05.2024;30.04.2027;\nSumme;2.100,50;;;60\n";
    const { report, book } = await mapped(
      { "list.csv": list, "u.csv": USAGE },
      `mapping:
  - file: list.csv
    table: accounts
    columns: {name: Firma, arr_minor: Wert (EUR), customer_since: Seit, renewal_on: Ende, seats: Plätze}
  - file: u.csv
    table: usage
    sql: select "Datum" as d, "Kunde" as who, cast("Anzahl" as int) * 2 as n from file where "Anzahl" <> '5'
    columns: {day: d, events: n}
    account: {name: who}
`,
    );
    expect(fileIn(report, "u.csv")).toMatchObject({ taken_for: "mapping-usage", rows_in: 2, rows_out: 2 });
    expect(await book.rows("SELECT account, events FROM usage ORDER BY account")).toEqual([
      { account: "acme", events: 6 },
      { account: "birch-rowe", events: 8 },
    ]);
    expect(
      await book.rows(
        "SELECT account, seats, arr_minor, currency, CAST(CAST(started_at AS DATE) AS VARCHAR) AS since FROM subscriptions ORDER BY account",
      ),
    ).toEqual([
      { account: "acme", seats: 60, arr_minor: 120_050, currency: "EUR", since: "2023-01-01" },
      { account: "birch-rowe", seats: null, arr_minor: 90_000, currency: "EUR", since: "2024-05-01" },
    ]);
    expect(fileIn(report, "list.csv")).toMatchObject({
      rows_in: 2,
      note: expect.stringContaining('the total below the rows: "Summe · 2.100,50 · 60"'),
    });
  });

  it.each([
    ["select * from fil", /Table with name fil does not exist/],
    ["select * from read_csv('/etc/passwd')", /disabled by configuration/],
    ["select * from '/etc/passwd'", /does not exist|disabled/],
    ["select * from kept_accounts", /does not exist/],
    ["copy file to '/tmp/stolen.csv'", /disabled by configuration|only reads/],
    ["drop table file", /only reads/],
    ["select 1; select 2", /one statement, found 2/],
    ["select nam from file", /nam/],
    ["select 1 as events", /usage needs day or at|no column "who"/],
  ])("does not read the file where the statement is %s, and says where it stands", async (sql, reason) => {
    const { report } = await mapped({ "c.csv": COMPANIES, "u.csv": USAGE }, yaml(sql));
    const { taken_for: taken, note } = fileIn(report, "u.csv");
    expect(taken).toBeNull();
    expect(note).toMatch(reason);
    expect(note).toMatch(/^echo\.yaml:\d+:\d+: /);
  });
});

describe("a wrong mapping", () => {
  const entry = (line: string): string =>
    `mapping:\n  - file: u.csv\n    table: usage\n    account: {name: Kunde}\n    columns:\n      day: Datum\n      ${line}\n`;

  it.each([
    ["table", "mapping:\n  - file: u.csv\n    table: usge\n", "unknown-table", 3, 12, "usage"],
    ["key", "mapping:\n  - file: u.csv\n    tabel: usage\n", "unknown-mapping-key", 3, 5, "table"],
    ["column", entry("featur: Modul"), "unknown-column", 7, 7, "feature"],
    ["table by another name", "mapping:\n  - file: u.csv\n    table: deals\n", "unknown-table", 3, 12, "opportunities"],
    ["column by another name", entry("event name: Modul"), "unknown-column", 7, 7, "feature"],
    ["kind", entry("events: {from: Anzahl, kind: itn}"), "unknown-kind", 7, 36, "int"],
    ["account key", entry("feature: Modul").replace("{name: Kunde}", "{nam: Kunde}"), "unknown-account-key", 4, 15, "name"],
  ])("names line, column and the nearest %s", async (_, yaml, code, line, column, near) => {
    const { place, allowed, ...detail } = await faultOf(yaml);
    expect([detail.code, place?.line, place?.column]).toEqual([code, line, column]);
    expect(allowed?.join(" ")).toContain(`did you mean ${near}?`);
  });

  it("says what a column can hold, and what a table needs", async () => {
    expect(await faultOf(entry("events: {from: Anzahl, kind: day}"))).toMatchObject({
      code: "wrong-kind",
      place: { line: 7 },
      allowed: expect.arrayContaining(["int"]),
    });
    expect(await faultOf(entry("feature: Modul").replace("day: Datum", "user: Kunde"))).toMatchObject({
      code: "mapping-lacks-column",
      message: expect.stringContaining("usage needs day or at"),
    });
    expect(await faultOf("mapping:\n  - {file: u.csv, table: usage, columns: {day: Datum}}\n")).toMatchObject({
      code: "mapping-without-account",
    });
    expect(await faultOf("mapping:\n  - {file: u.csv, table: usage}\n")).toMatchObject({ code: "mapping-without-columns" });
    expect(await faultOf("mapping:\n  - {file: u.csv}\n")).toMatchObject({ code: "mapping-without-table" });
  });

  it("of a header keeps that file from being read, and no other", async () => {
    const { report } = await mapped({ "c.csv": COMPANIES, "u.csv": USAGE }, ENTRY.replace("Datum", "Datun"));
    expect(fileIn(report, "u.csv")).toMatchObject({
      taken_for: null,
      note: 'echo.yaml:4:20: the file has no column "Datun"; did you mean "Datum"?',
    });
    expect(fileIn(report, "c.csv").rows_out).toBe(2);
  });
});
