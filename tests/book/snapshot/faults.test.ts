import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { importExports, type ImportInput } from "../../../src/book/import/import-exports.ts";
import { ensureSnapshot } from "../../../src/book/snapshot/ensure-snapshot.ts";
import { openBook } from "../../../src/book/snapshot/open-book.ts";
import { COMPANIES, imported, workspace } from "../workspace.ts";
import { killImports } from "./kill-run.ts";

const CHILD = join(import.meta.dirname, "import-child.ts");

function usage(rows: number, events = 1): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `101,2026-01-${String(1 + (row % 28)).padStart(2, "0")},feature ${row},${events}\n`,
  );
  return `account,day,feature,events\n${lines.join("")}`;
}

async function rowsIn(input: ImportInput): Promise<number> {
  const book = await openBook(input.snapshotPath);
  try {
    return (await book.rows<{ n: number }>("SELECT count(*) AS n FROM usage"))[0]?.n ?? -1;
  } finally {
    book.close();
  }
}

function drafts(input: ImportInput): string[] {
  const folder = dirname(input.snapshotPath);
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("draft"));
}

describe("imports that are killed", () => {
  it("leave the old book or the new one, and nothing that spoils the next", { timeout: 240_000 }, async () => {
    const script = join(import.meta.dirname, "kill-child.ts");
    let place = 0;
    const counts = await killImports(10, ["--import", "tsx", script], () => ((place += 0.37), place % 1));
    expect(counts.faults).toEqual([]);
    expect(counts.killed + counts.tooLate + counts.completed).toBeGreaterThanOrEqual(9);
  });
});

describe("an import without room on the disk", () => {
  it("says so and leaves the book as it was", { timeout: 60_000 }, async () => {
    const { input } = await imported({ "crm.csv": COMPANIES, "usage.csv": usage(10) });
    const before = readFileSync(input.snapshotPath);
    writeFileSync(join(input.exportsDir, "usage.csv"), usage(40_000));
    // No file may grow beyond this many blocks: the system answers as it does where the disk is full.
    const limited = `ulimit -f 600; exec "$0" --import tsx "$@"`;
    const { stdout, stderr } = spawnSync("sh", ["-c", limited, process.execPath, CHILD, input.exportsDir, input.snapshotPath], {
      encoding: "utf8",
    });
    expect({ stdout: stdout.trim().split("\n").at(-1), stderr }).toEqual({ stdout: "failed disk-full", stderr: "" });
    expect(readFileSync(input.snapshotPath).equals(before)).toBe(true);
    expect((await ensureSnapshot(input)).report).not.toBeNull();
    expect([await rowsIn(input), drafts(input)]).toEqual([40_000, []]);
  });
});

describe("exports that change while they are read", () => {
  it("are read anew, and given up with the file's name where they change all the while", { timeout: 60_000 }, async () => {
    const { input } = await imported({ "crm.csv": COMPANIES, "usage.csv": usage(10) });
    const path = join(input.exportsDir, "usage.csv");
    writeFileSync(path, usage(3000));
    let line = 0;
    const writer = setInterval(() => appendFileSync(path, `101,2026-02-01,more ${(line += 1)},1\n`), 1);
    try {
      await expect(importExports(input)).rejects.toMatchObject({ code: "file-changing", detail: { place: { file: "usage.csv" } } });
    } finally {
      clearInterval(writer);
    }
    expect([await rowsIn(input), drafts(input)]).toEqual([10, []]);
    await ensureSnapshot(input);
    expect(await rowsIn(input)).toBe(3000 + line);
  });

  it.each([
    ["cut short", (path: string) => truncateSync(path, usage(100).length), 100],
    ["written anew", (path: string) => writeFileSync(path, usage(50, 2)), 50],
  ])("are taken as they are in the end when they are %s once", async (_, change, rows) => {
    const input = workspace({ "crm.csv": COMPANIES, "usage.csv": usage(20_000) });
    const running = importExports(input);
    const path = join(input.exportsDir, "usage.csv");
    setTimeout(() => change(path), 30);
    await running;
    await ensureSnapshot(input);
    expect(await rowsIn(input)).toBe(rows);
  });

  it("are named where they are gone before they were read", async () => {
    const input = workspace({ "crm.csv": COMPANIES, "usage.csv": usage(20_000) });
    const running = importExports(input);
    setTimeout(() => rmSync(join(input.exportsDir, "usage.csv")), 5);
    const result = await running.then(
      () => "read",
      (error: { code: string }) => error.code,
    );
    expect(["read", "file-changing"]).toContain(result);
  });
});
