import type { Block, Part, TableColumn } from "../reports/document.ts";

/** Columns of sentences. */
const WIDE: ReadonlySet<string> = new Set(["Grounds", "Next", "Rule"]);

/** A table whose columns of sentences are wide and whose numbers stand right; a sentence where it has no row. */
export function tableOf(
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[],
  none: string,
): Block {
  if (rows.length === 0) return { kind: "paragraph", words: none };
  const columns = titles.map((title, index): TableColumn => ({
    title,
    width: WIDE.has(title) ? 3 : index === 0 ? 2 : 1,
    ...(right.includes(index) ? { align: "right" } : {}),
  }));
  return { kind: "table", caption, columns, rows };
}

/** " (10 of 32)" where not all rows are shown. */
export function shownOf(rows: number, all: number): string {
  return rows < all ? ` (${rows} of ${all})` : "";
}

/** A part without notes of its own. */
export function partOf(id: string, title: string, blocks: readonly Block[]): Part {
  return { id, title, blocks, notes: [] };
}
