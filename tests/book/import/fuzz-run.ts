import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATA_TABLES } from "../../../src/book/schema.ts";
import { importExports } from "../../../src/book/import/import-exports.ts";
import { openBook } from "../../../src/book/snapshot/open-book.ts";
import { silentLog } from "../../../src/core/log.ts";
import { type FuzzCase, fuzzCase, UNTOUCHED } from "./fuzz-cases.ts";

const BATCH = 20;

/** Imports cases `from`…`to` (without `to`), several at once. Returns what went wrong, with the case that did it. */
export async function fuzzImport(from: number, to: number): Promise<readonly string[]> {
  const faults: string[] = [];
  for (let start = from; start < to; start += BATCH) {
    const cases = Array.from({ length: Math.min(BATCH, to - start) }, (_, index) => fuzzCase(start + index));
    if ((await importFault(cases)) !== null) faults.push(...(await singly(cases)));
  }
  return faults;
}

async function singly(cases: readonly FuzzCase[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const one of cases) {
    const fault = await importFault([one]);
    if (fault !== null) faults.push(`${one.name} (${one.story}): ${fault}`);
  }
  return faults.length > 0
    ? faults
    : [`${cases[0]?.name ?? ""} and the ${cases.length - 1} after it, together: ${String(await importFault(cases))}`];
}

/** What an import of these files does that it must not, or null. */
export async function importFault(cases: readonly FuzzCase[]): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), "echo-cs-fuzz-"));
  const exportsDir = join(folder, "exports");
  const snapshotPath = join(folder, "book", "book.duckdb");
  try {
    mkdirSync(exportsDir);
    writeFileSync(join(exportsDir, "untouched.csv"), UNTOUCHED);
    for (const { name, bytes } of cases) writeFileSync(join(exportsDir, name), bytes);
    const report = await importExports({
      exportsDir,
      snapshotPath,
      timeZone: "Europe/Berlin",
      currency: "USD",
      company: "Own",
      log: silentLog,
    });
    const left = readdirSync(join(folder, "book")).filter((name) => name.includes("draft"));
    if (left.length > 0) return `left behind: ${left.join(", ")}`;
    for (const { file, rows_in, rows_out, rejected, duplicates, note } of report.files) {
      if (rows_in !== rows_out + rejected + duplicates || Math.min(rows_in, rows_out, rejected, duplicates) < 0)
        return `${file}: ${rows_in} rows in, ${rows_out} out, ${rejected} rejected, ${duplicates} repeated`;
      if (note?.includes(folder) === true) return `${file}: the note tells a path: ${note}`;
      if (file === "untouched.csv" && rows_out !== 2) return `${file}: ${rows_out} rows`;
    }
    for (const { name } of cases) if (!report.files.some(({ file }) => file.startsWith(name))) return `${name} is not in the report`;
    const book = await openBook(snapshotPath);
    try {
      for (const table of DATA_TABLES) await book.rows(`SELECT * FROM ${table}`);
    } finally {
      book.close();
    }
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message.split("\n")[0] ?? ""}` : String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
