import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importExports, type ImportInput } from "../../../src/book/import/import-exports.ts";
import { stagesFolder } from "../../../src/book/import/stage-store.ts";
import { TABLES } from "../../../src/book/schema.ts";
import { ensureSnapshot } from "../../../src/book/snapshot/ensure-snapshot.ts";
import { openBook } from "../../../src/book/snapshot/open-book.ts";
import { COMPANIES, type Files, workspace, writeFiles } from "../workspace.ts";

const USAGE = "account,day,feature,events\n101,2026-01-01,login,3\n102,2026-01-01,login,1\n";
const TICKETS = "ticket,account,subject,status,created_at,updated_at\nT1,101,slow,open,2026-01-02 10:00:00,2026-01-03 10:00:00\n";
const EVENTS = `${event("a", "101", 1767225600)}${event("b", "102", 1767225700)}`;

function event(id: string, company: string, time: number): string {
  return `${JSON.stringify({ event: "Login", properties: { time, distinct_id: "u1", company, $insert_id: id } })}\n`;
}

/** Everything a book holds, but for when its files were written. */
async function contents(snapshotPath: string): Promise<unknown> {
  const book = await openBook(snapshotPath);
  try {
    return Object.fromEntries(
      await Promise.all(
        Object.keys(TABLES).map(async (table) => [
          table,
          await book.rows(`SELECT * ${table === "files" ? "EXCLUDE (modified_ms)" : ""} FROM ${table} ORDER BY ALL`),
        ]),
      ),
    );
  } finally {
    book.close();
  }
}

/** The book of the same exports, each read whole by somebody who remembers nothing. */
async function readAnew(input: ImportInput): Promise<unknown> {
  const snapshotPath = join(dirname(input.exportsDir), "anew", "book.duckdb");
  rmSync(dirname(snapshotPath), { recursive: true, force: true });
  await importExports({ ...input, snapshotPath, fresh: true });
  return contents(snapshotPath);
}

function stages(input: ImportInput): string[] {
  return readdirSync(stagesFolder(input.snapshotPath)).filter((name) => name.endsWith(".parquet"));
}

/** Puts another text of the same length in a file's place and keeps its time: only who reads it sees that. */
function swapUnseen(path: string, from: string, to: string): void {
  const { atime, mtime } = statSync(path);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
  utimesSync(path, atime, mtime);
}

const FILES: Files = { "crm.csv": COMPANIES, "usage.csv": USAGE, "tickets.csv": TICKETS, "events.ndjson": EVENTS };

async function usageOf(input: ImportInput): Promise<unknown> {
  const book = await openBook(input.snapshotPath);
  const rows = await book.rows("SELECT account, feature, events FROM usage ORDER BY ALL");
  book.close();
  return rows;
}

describe("an import after the first", () => {
  it("does not read a file again that is as it was, and with `fresh` it does", async () => {
    const input = workspace(FILES);
    utimesSync(join(input.exportsDir, "usage.csv"), 1_700_000_000, 1_700_000_000);
    await ensureSnapshot(input);
    const before = await usageOf(input);
    swapUnseen(join(input.exportsDir, "usage.csv"), "login,3", "login,9");
    appendFileSync(join(input.exportsDir, "crm.csv"), "103,Cedar Inc,cedar.example,,,,\n");
    expect((await ensureSnapshot(input)).report?.accounts).toBe(3);
    expect(await usageOf(input)).toEqual(before);
    await importExports({ ...input, fresh: true });
    expect(await usageOf(input)).not.toEqual(before);
  });

  it("reads no more than the new end of a file that grew, with its lines as they are in the whole", async () => {
    const input = workspace(FILES);
    await ensureSnapshot(input);
    const parts = stages(input).length;
    appendFileSync(
      join(input.exportsDir, "tickets.csv"),
      'T2,102,"two\nlines",open,2026-01-04 10:00:00,2026-01-04 10:00:00\nT3,102,x,open,2026-01-04 10:00:00,2026-01-04 10:00:00\nT4,102\n',
    );
    appendFileSync(join(input.exportsDir, "events.ndjson"), event("c", "101", 1767225900));
    const { report } = await ensureSnapshot(input);
    expect(stages(input)).toHaveLength(parts + 2);
    expect(report?.rejects).toMatchObject([{ file: "tickets.csv", line: 6, column: null, value: "T4,102" }]);
    expect(await contents(input.snapshotPath)).toEqual(await readAnew(input));
  });

  it("reads a file whole that grew and was changed before its end", async () => {
    const input = workspace(FILES);
    await ensureSnapshot(input);
    const path = join(input.exportsDir, "usage.csv");
    writeFileSync(path, `${readFileSync(path, "utf8").replace("login,3", "login,8")}101,2026-01-05,login,1\n`);
    await ensureSnapshot(input);
    expect(await contents(input.snapshotPath)).toEqual(await readAnew(input));
    expect(JSON.stringify(await usageOf(input))).toContain('"events":8');
  });

  it("reads a file whole whose end shows that its beginning is to be read otherwise", async () => {
    const dates = "account,day,feature,events\n101,03/02/2026,login,3\n";
    const input = workspace({ "crm.csv": COMPANIES, "usage.csv": dates });
    await ensureSnapshot(input);
    appendFileSync(join(input.exportsDir, "usage.csv"), "101,25/02/2026,login,3\n");
    await ensureSnapshot(input);
    expect(await contents(input.snapshotPath)).toEqual(await readAnew(input));
  });

  it("brings rows back that only repeated those of a file that is gone", async () => {
    const input = workspace({
      ...FILES,
      "again.ndjson": EVENTS,
      "tickets-old.csv": TICKETS.replace("slow", "old").replace("2026-01-03", "2026-01-01"),
    });
    const first = (await ensureSnapshot(input)).report;
    expect(first?.files.reduce((sum, file) => sum + file.duplicates, 0)).toBe(3);
    rmSync(join(input.exportsDir, "again.ndjson"));
    rmSync(join(input.exportsDir, "tickets.csv"));
    await ensureSnapshot(input);
    expect(await contents(input.snapshotPath)).toEqual(await readAnew(input));
    const book = await openBook(input.snapshotPath);
    expect(await book.rows("SELECT subject FROM tickets")).toEqual([{ subject: "old" }]);
    book.close();
  });

  it.each<[string, (folder: string) => void]>([
    ["cut short", (folder) => readdirSync(folder).forEach((name) => truncateSync(join(folder, name), 40))],
    ["overwritten", (folder) => readdirSync(folder).forEach((name) => writeFileSync(join(folder, name), "no such thing"))],
    ["changed in one byte", (folder) => readdirSync(folder).forEach((name) => flip(join(folder, name)))],
    ["gone", (folder) => rmSync(folder, { recursive: true })],
    ["without the rows", (folder) => readdirSync(folder).forEach((name) => name.endsWith(".parquet") && rmSync(join(folder, name)))],
  ])("does without what it remembers where that is %s", async (_, damage) => {
    const input = workspace(FILES);
    await ensureSnapshot(input);
    const before = await contents(input.snapshotPath);
    damage(stagesFolder(input.snapshotPath));
    await importExports(input);
    expect(await contents(input.snapshotPath)).toEqual(before);
  });

  it("remembers no more than the exports there are", async () => {
    const input = workspace(FILES);
    await ensureSnapshot(input);
    const names = readdirSync(stagesFolder(input.snapshotPath)).length;
    for (const text of [USAGE.replace("3", "4"), USAGE.replace("3", "5")]) {
      writeFiles(input.exportsDir, { "usage.csv": text });
      await importExports(input);
    }
    expect(readdirSync(stagesFolder(input.snapshotPath))).toHaveLength(names);
    rmSync(join(input.exportsDir, "usage.csv"));
    await importExports(input);
    expect(readdirSync(stagesFolder(input.snapshotPath))).toHaveLength(names - 2);
  });

  it("gives the same book as a first one, whatever was done to the exports", { timeout: 300_000 }, async () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-01-${String(n).padStart(2, "0")}`);
    const usageRow = fc
      .tuple(fc.constantFrom("101", "102", "900"), day, fc.constantFrom("login", "export"), fc.constantFrom("1", "2", "x"))
      .map((cells) => `${cells.join(",")}\n`);
    const eventRow = fc
      .tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("101", "Birch & Rowe"), fc.constantFrom(1767225600, 1767312000))
      .map((args) => event(...args));
    const ticketRow = fc
      .tuple(fc.constantFrom("T1", "T2", "T3"), fc.constantFrom("101", "102"), fc.constantFrom("x", '"a\nb"', "y"), day)
      .map(([id, account, subject, on]) => `${id},${account},${subject},open,${on} 10:00:00,${on} 11:00:00\n`);
    const kinds = {
      "usage.csv": [USAGE, usageRow],
      "usage-2.csv": [USAGE, usageRow],
      "events.ndjson": [EVENTS, eventRow],
      "more/events.jsonl": [EVENTS, eventRow],
      "tickets.csv": [TICKETS, ticketRow],
    } as const;
    const step = fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])).chain((name) =>
      fc.record({
        name: fc.constant(name),
        what: fc.constantFrom("append", "append", "write", "remove"),
        rows: fc.array(kinds[name][1], { minLength: 1, maxLength: 4 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
        const input = workspace(FILES);
        await ensureSnapshot(input);
        for (const { name, what, rows } of steps) {
          const path = join(input.exportsDir, name);
          mkdirSync(dirname(path), { recursive: true });
          if (what === "remove") rmSync(path, { force: true });
          else if (what === "append") appendFileSync(path, rows.join(""));
          else writeFileSync(path, kinds[name][0] + rows.join(""));
          await ensureSnapshot(input);
        }
        expect(await contents(input.snapshotPath)).toEqual(await readAnew(input));
      }),
      { numRuns: 6 },
    );
  });
});

function flip(path: string): void {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
