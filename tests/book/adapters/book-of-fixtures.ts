import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Book } from "../../../src/book/book.ts";
import { csvHeader } from "../../../src/book/import/csv-header.ts";
import { jsonKeys } from "../../../src/book/import/read-json.ts";
import type { FileShape } from "../../../src/book/import/recognise.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import type { ImportReport } from "../../../src/book/snapshot/report.ts";
import { COMPANIES, imported } from "../workspace.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/exports");

/** Bytes of a file under tests/fixtures/exports. */
export function exportFixture(path: string): Uint8Array {
  return readFileSync(join(FOLDER, path));
}

/** A book of two companies, Acme Corp and Birch & Rowe Ltd, and these files. */
export async function importFixtures(...paths: readonly string[]): Promise<{ readonly report: ImportReport; readonly book: Book }> {
  return imported({ "companies.csv": COMPANIES, ...Object.fromEntries(paths.map((path) => [path, exportFixture(path)])) });
}

/** What recognition sees of a file. */
export async function fixtureShape(path: string): Promise<FileShape> {
  const text = new TextDecoder().decode(exportFixture(path));
  if (path.endsWith(".csv")) return { format: "table", keys: csvHeader(text).cells };
  const layout = path.endsWith(".ndjson") ? "newline_delimited" : text.startsWith("[") ? "array" : "unstructured";
  const db = await openDatabase(":memory:");
  try {
    return { format: "json", keys: await jsonKeys(db, join(FOLDER, path), layout, text.length) };
  } finally {
    db.close();
  }
}
