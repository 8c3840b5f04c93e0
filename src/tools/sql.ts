import { z } from "zod";
import { cut } from "./bounded.ts";
import { paged } from "./paged.ts";
import { defineTool } from "./tool.ts";
import { userErrorsAsToolErrors } from "./tool-error.ts";

const CELL = 200;

/** Looks into the book's tables. */
export const sqlTool = defineTool({
  name: "sql",
  description:
    "Runs one read-only SELECT over the book's tables (DuckDB; `describe accounts` lists a table's columns). Its numbers are no Facts and cannot be cited: use it to find out what to measure.",
  effect: "read",
  grant: { anyOf: ["Grep"] },
  input: z.object({ sql: z.string().min(1).max(4000), limit: z.int().min(1).max(100).default(30) }),
  run: async ({ sql, limit }, { book }) => {
    const { columns, rows, more } = await userErrorsAsToolErrors(book.select(sql, limit));
    const cells = (row: readonly unknown[]): string => row.map((value) => cut(textOf(value), CELL)).join(" | ");
    const listed = paged("sql", [columns.join(" | "), ...rows.map(cells)], { limit: limit + 1, offset: 0 });
    return { text: listed.text + (more ? `\n[more rows exist: raise limit, or narrow the question]` : "") };
  },
});

function textOf(value: unknown): string {
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).replaceAll(/\s+/gu, " ");
}
