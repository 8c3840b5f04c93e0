import { existsSync } from "node:fs";
import { join } from "node:path";
import { openBook } from "../../src/book/snapshot/open-book.ts";
import type { Violations } from "./violations.ts";

const TABLES = ["accounts", "contacts", "subscriptions", "invoices", "usage", "tickets", "surveys", "interactions", "opportunities"];

/** Opens the snapshot as it lies there, whatever imports do meanwhile: it opens, every table can be read, every row is accounted for. */
export async function checkSnapshot(root: string, accounts: number, violations: Violations): Promise<number> {
  const path = join(root, ".echo/book.duckdb");
  if (!existsSync(path)) return accounts;
  try {
    const book = await openBook(path);
    try {
      const counts = await Promise.all(
        TABLES.map(async (table) => Number((await book.rows(`SELECT count(*) AS n FROM ${table}`))[0]?.["n"] ?? 0)),
      );
      const found = counts[0] ?? 0;
      if (accounts > 0 && found !== accounts) violations.add("the snapshot is whole", `${found} accounts, not ${accounts}`);
      counts.forEach((count, index) => {
        if (count === 0) violations.add("the snapshot is whole", `${TABLES[index]} is empty`);
      });
      const files = await book.rows(
        "SELECT file, rows_in, rows_out + rejected + duplicates AS told FROM files WHERE taken_for IS NOT NULL ORDER BY file",
      );
      for (const { file, rows_in, told } of files)
        if (Number(rows_in) !== Number(told))
          violations.add("the snapshot is whole", `${String(file)}: ${String(rows_in)} rows in, ${String(told)} told of`);
      return found;
    } finally {
      book.close();
    }
  } catch (error) {
    violations.add("the snapshot opens", error instanceof Error ? error.message : String(error));
    return accounts;
  }
}
