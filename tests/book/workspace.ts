import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { silentLog } from "../../src/core/log.ts";
import { importExports, type ImportInput } from "../../src/book/import/import-exports.ts";
import { openBook, type OpenedBook } from "../../src/book/snapshot/open-book.ts";
import { ticketReadings } from "../../src/app/ticket-readings.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import type { FileReport, ImportReport } from "../../src/book/snapshot/report.ts";

/** The shipped reader of tickets, opened by the first import that has any. */
const READINGS = ticketReadings({ references: [join(ROOT, "references")], agents: [join(ROOT, "agents")] });

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A temporary folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "echo-cs-book-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A workspace with these files under `exports/`, ready to be imported. */
export function workspace(files: Files, settings: Partial<ImportInput> = {}): ImportInput {
  const folder = temporaryFolder();
  const exportsDir = join(folder, "exports");
  writeFiles(exportsDir, files);
  return {
    exportsDir,
    snapshotPath: join(folder, ".echo", "book.duckdb"),
    timeZone: "UTC",
    currency: "USD",
    company: "Northstar",
    log: silentLog,
    readings: READINGS,
    ...settings,
  };
}

export function writeFiles(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export async function opened(input: ImportInput): Promise<OpenedBook> {
  const book = await openBook(input.snapshotPath);
  onTestFinished(() => book.close());
  return book;
}

/** Imports the files and opens the result. */
export async function imported(
  files: Files,
  settings: Partial<ImportInput> = {},
): Promise<{ readonly report: ImportReport; readonly book: OpenedBook; readonly input: ImportInput }> {
  const input = workspace(files, settings);
  const report = await importExports(input);
  return { report, book: await opened(input), input };
}

export function fileIn(report: ImportReport, file: string): FileReport {
  const found = report.files.find((candidate) => candidate.file === file);
  if (found === undefined) throw new Error(`${file} is not in the report`);
  return found;
}

export const COMPANIES = [
  "Record ID,Company name,Company Domain Name,Company owner,Number of Employees,Strategic Account,Create Date",
  "101,Acme Corp,acme.example,Ada Berg,2400,true,2022-09-06 16:38",
  "102,Birch & Rowe Ltd,birchrowe.example,Ben Cho,80,,2023-01-10 09:00",
  "",
].join("\n");
