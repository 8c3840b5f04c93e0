import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";
import { DataError } from "../../../src/core/errors.ts";
import type { Book } from "../../../src/book/book.ts";
import { importExports, type ImportInput } from "../../../src/book/import/import-exports.ts";
import { DATA_TABLES, TABLES } from "../../../src/book/schema.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import { ensureSnapshot } from "../../../src/book/snapshot/ensure-snapshot.ts";
import { withImportLock } from "../../../src/book/snapshot/import-lock.ts";
import { openBook } from "../../../src/book/snapshot/open-book.ts";
import { readReport } from "../../../src/book/snapshot/report.ts";
import { COMPANIES, imported, opened, workspace, writeFiles } from "../workspace.ts";

const NPS =
  'Response ID,Email,Company,Survey Type,Score,Comment,Responded At\n1,a@acme.example,Acme,nps,9,"one\ntwo",2026-05-01 10:00\n2,a@acme.example,Acme,nps,99,x,2026-05-01 10:00\n3,b@birchrowe.example,,csat,4,y,2026-05-02 10:00\n';
const FILES = { "crm/companies.csv": COMPANIES, "nps.csv": NPS };
const THIRD_COMPANY = `${COMPANIES}103,Cedar Inc,cedar.example,,,,\n`;

async function accountsIn(book: Book): Promise<number> {
  return (await book.rows<{ n: number }>("SELECT count(*) AS n FROM accounts"))[0]?.n ?? -1;
}

describe("an import after another", () => {
  it("says which files changed, came and went, and warns of one that was read before", async () => {
    const told: string[] = [];
    const log = { info: (line: string) => told.push(line), warn: (line: string) => told.push(`! ${line}`) };
    const input = workspace({ ...FILES, "gone.csv": NPS }, { log });
    await ensureSnapshot(input);
    expect(told).toEqual([]);
    rmSync(join(input.exportsDir, "gone.csv"));
    writeFiles(input.exportsDir, {
      "crm/companies.csv": THIRD_COMPANY,
      "new.csv": NPS.replaceAll("2026-05", "2026-06"),
      "nps.csv": `${NPS}\0`,
    });
    await ensureSnapshot(input);
    expect(told).toEqual([
      "Since the last import: changed crm/companies.csv and nps.csv; new new.csv; gone gone.csv.",
      expect.stringMatching(
        /^! nps\.csv was read last time and is NOT READ now: binary, not text: the first zero byte stands on line 6; .*/,
      ),
    ]);
    await ensureSnapshot(input);
    expect(told).toHaveLength(2);
  });
});

describe("importing", () => {
  it("gives the same snapshot for the same files and settings", async () => {
    const dump = async (book: Book) =>
      Promise.all(
        Object.keys(TABLES).map((table) => book.rows(`SELECT * ${table === "files" ? "EXCLUDE (modified_ms)" : ""} FROM ${table}`)),
      );
    const [one, other, elsewhere] = [await imported(FILES), await imported(FILES), await imported(FILES, { timeZone: "Europe/Berlin" })];
    expect(one.report.snapshot).toMatch(/^[0-9a-f]{16}$/);
    expect(other.report).toEqual(one.report);
    expect(await dump(other.book)).toEqual(await dump(one.book));
    expect(elsewhere.report.snapshot).not.toBe(one.report.snapshot);
  });

  it("gives the same data whatever the order of files", async () => {
    const ticket = (updated: string, status: string) =>
      JSON.stringify({
        tickets: [{ id: 1, subject: "s", status, requester_id: 1, created_at: "2026-05-01T00:00:00Z", updated_at: updated }],
      });
    const contents = [
      COMPANIES,
      NPS,
      ticket("2026-05-02T00:00:00Z", "open"),
      ticket("2026-05-03T00:00:00Z", "solved"),
      "Record ID,Company name\n900,Acme LLC\n",
    ];
    const dump = async (order: readonly number[]) => {
      const { book } = await imported(
        Object.fromEntries(
          order.map((content, place) => [`${place}.${content === 2 || content === 3 ? "json" : "csv"}`, contents[content] ?? ""]),
        ),
      );
      return Promise.all(
        ["account_keys", ...DATA_TABLES].map((table) =>
          book.rows(
            `SELECT * EXCLUDE (${table === "usage" ? "file_id" : table === "account_keys" ? "source" : "file_id, line"}) FROM ${table}`,
          ),
        ),
      );
    };
    const first = await dump([0, 1, 2, 3, 4]);
    expect(first.flat()).toContainEqual(expect.objectContaining({ ticket: "1", status: "solved" }));
    for (const order of [
      [4, 3, 2, 1, 0],
      [2, 4, 0, 3, 1],
    ])
      expect(await dump(order)).toEqual(first);
  });

  it("reports the same from the stored snapshot", async () => {
    const { report, book } = await imported(FILES);
    expect(await readReport(book)).toEqual(report);
    for (const { rows_in, rows_out, rejected, duplicates } of report.files) expect(rows_out + rejected + duplicates).toBe(rows_in);
  });
});

describe("ensureSnapshot", () => {
  it("imports once, and again only when a file, a setting or the snapshot changed", async () => {
    const input = workspace(FILES);
    const again = async (changed: ImportInput = input) => (await ensureSnapshot(changed)).report;
    expect((await again())?.accounts).toBe(2);
    const written = statSync(input.snapshotPath).ino;
    expect(await again()).toBeNull();
    expect(statSync(input.snapshotPath).ino).toBe(written);

    writeFiles(input.exportsDir, { "crm/companies.csv": THIRD_COMPANY });
    expect((await again())?.accounts).toBe(3);
    writeFiles(input.exportsDir, { "new/more.csv": "Colour\nred\n" });
    expect((await again())?.files).toHaveLength(3);
    renameSync(join(input.exportsDir, "nps.csv"), join(input.exportsDir, "nps-2026.csv"));
    expect(await again()).not.toBeNull();
    utimesSync(join(input.exportsDir, "nps-2026.csv"), 1, 1);
    expect(await again()).not.toBeNull();
    expect(await again()).toBeNull();
    expect(await again({ ...input, currency: "EUR" })).not.toBeNull();
    expect(await again()).not.toBeNull();
    expect(await again()).toBeNull();
  });

  it("builds a snapshot anew that is damaged, of another version or gone", async () => {
    const input = workspace(FILES);
    await ensureSnapshot(input);
    truncateSync(input.snapshotPath, 5000);
    await expect(openBook(input.snapshotPath)).rejects.toMatchObject({ code: "snapshot-corrupt" });
    expect((await ensureSnapshot(input)).report).not.toBeNull();

    const db = await openDatabase(input.snapshotPath);
    await db.run("UPDATE meta SET value = '0' WHERE key = 'schema'");
    db.close();
    await expect(openBook(input.snapshotPath)).rejects.toMatchObject({ code: "snapshot-schema" });
    expect((await ensureSnapshot(input)).report).not.toBeNull();

    renameSync(input.snapshotPath, `${input.snapshotPath}.away`);
    await expect(openBook(input.snapshotPath)).rejects.toMatchObject({ code: "no-snapshot" });
    expect((await ensureSnapshot(input)).report).not.toBeNull();
    expect(await accountsIn(await opened(input))).toBe(2);
  });

  it("tells of missing exports even where a snapshot stands", async () => {
    const input = workspace(FILES);
    await ensureSnapshot(input);
    renameSync(input.exportsDir, `${input.exportsDir}-away`);
    await expect(ensureSnapshot(input)).rejects.toMatchObject({ code: "no-exports" });
  });
});

describe("a snapshot while imports run", () => {
  it("stays whole when an import is killed, and the draft goes with the next one", async () => {
    const input = workspace(FILES);
    await importExports(input);
    writeFiles(input.exportsDir, { "crm/companies.csv": THIRD_COMPANY });
    const { child } = importInChild(input);
    await draftAppears(input);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await accountsIn(await opened(input))).toBe(2);
    expect(drafts(input)).not.toEqual([]);
    expect((await ensureSnapshot(input)).report?.accounts).toBe(3);
    expect(drafts(input)).toEqual([]);
  });

  it("stays as it is for who has it open, and is the new one for who opens it after", async () => {
    const { book, input } = await imported(FILES);
    writeFiles(input.exportsDir, { "crm/companies.csv": THIRD_COMPANY });
    await importExports(input);
    expect(await accountsIn(book)).toBe(2);
    expect(await accountsIn(await opened(input))).toBe(3);
  });

  it("can be read by several at once while another process imports", async () => {
    const { input } = await imported(FILES);
    const { line } = importInChild(input);
    await draftAppears(input);
    const books = await Promise.all([opened(input), opened(input), opened(input)]);
    expect(await Promise.all(books.map(accountsIn))).toEqual([2, 2, 2]);
    await line((said) => said === "done 2");
  });

  it("is imported by one process at a time; the other waits and says for whom", async () => {
    const input = workspace(FILES);
    const importer = await withImportLock(input.snapshotPath, input.log, async () => {
      const started = importInChild(input);
      const waiting = await started.line((said) => said.startsWith("waiting"));
      expect(waiting).toBe(`waiting for another import of the same exports (process ${process.pid})`);
      return started;
    });
    await importer.line((said) => said === "done 2");
    expect(await accountsIn(await opened(input))).toBe(2);
  });

  it("is imported by one caller at a time within a process", async () => {
    const input = workspace(FILES);
    const order: string[] = [];
    const work = (name: string) =>
      withImportLock(input.snapshotPath, input.log, async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(`${name} ends`);
      });
    await Promise.all([work("one"), work("two")]);
    expect(order).toEqual(["one begins", "one ends", "two begins", "two ends"]);
  });

  it("is left alone by an import that finds nothing to read", async () => {
    const { input } = await imported(FILES);
    const before = readFileSync(input.snapshotPath);
    writeFiles(input.exportsDir, { "crm/companies.csv": "Colour\nred\n", "nps.csv": "" });
    await expect(importExports(input)).rejects.toBeInstanceOf(DataError);
    expect(readFileSync(input.snapshotPath).equals(before)).toBe(true);
    expect(drafts(input)).toEqual([]);
  });
});

describe("openBook", () => {
  it("gives plain values and days in the company's zone", async () => {
    const { book } = await imported(FILES, { timeZone: "America/New_York", currency: "EUR" });
    expect([book.timeZone, book.currency, book.company]).toEqual(["America/New_York", "EUR", "Northstar"]);
    const [row] = await book.rows(
      "SELECT 9007199254740991::BIGINT AS big, sum(5) AS total, DATE '2026-01-31' AS day, TIMESTAMP '2026-01-01 03:30:00' AS at, day_of(TIMESTAMP '2026-01-01 03:30:00') AS local, 1.25::DECIMAL(9, 2) AS price, NULL AS nothing, [1, 2] AS list, $word AS word",
      { word: "it's", unused: 1 },
    );
    expect(row).toEqual({
      big: 9007199254740991,
      total: 5,
      day: "2026-01-31",
      at: "2026-01-01T03:30:00Z",
      local: "2025-12-31",
      price: 1.25,
      nothing: null,
      list: "[1,2]",
      word: "it's",
    });
  });

  it("throws rather than round a whole number", async () => {
    const { book } = await imported(FILES);
    await expect(book.rows("SELECT 9007199254740993::BIGINT AS n")).rejects.toMatchObject({ code: "unsafe-integer" });
  });

  it.each([
    "DELETE FROM accounts",
    "CREATE TABLE t (i INTEGER)",
    "SELECT * FROM read_csv('/etc/hostname')",
    "ATTACH 'x.duckdb'",
    "COPY accounts TO 'out.csv'",
    "SET enable_external_access = true",
    "SELECT 1; SELECT 2",
  ])("refuses %s", async (sql) => {
    const { book } = await imported(FILES);
    await expect(book.rows(sql)).rejects.toThrow(/.+/);
    expect(await accountsIn(book)).toBe(2);
  });

  it("refuses a file that is no snapshot", async () => {
    const input = workspace(FILES);
    writeFileSync(join(input.exportsDir, "no.duckdb"), "hello");
    await expect(openBook(join(input.exportsDir, "no.duckdb"))).rejects.toMatchObject({
      code: "snapshot-corrupt",
      detail: { fix: expect.stringContaining("echo-cs import") },
    });
  });
});

function drafts(input: ImportInput): string[] {
  return readdirSync(dirname(input.snapshotPath)).filter((name) => name.includes(".draft"));
}

/** Waits until an import has begun to build its draft. */
async function draftAppears(input: ImportInput): Promise<void> {
  while (drafts(input).length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
}

interface Importer {
  readonly child: ChildProcess;
  /** The first line of its output, past or to come, that fits. */
  line(fits: (line: string) => boolean): Promise<string>;
}

function importInChild(input: ImportInput): Importer {
  const script = join(import.meta.dirname, "import-child.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, input.exportsDir, input.snapshotPath], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on("line", (line) => said.push(line));
  let ended = false;
  output.on("close", () => (ended = true));
  const line = async (fits: (line: string) => boolean): Promise<string> => {
    for (;;) {
      const found = said.find(fits);
      if (found !== undefined) return found;
      if (ended) throw new Error(`the process ended after saying ${said.join("; ")}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { child, line };
}
