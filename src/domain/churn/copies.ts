import type { FrameColumn } from "./frame.ts";

/**
 * The group of each row: its customer, and where rows repeat others in every column, one group for the copies. Where few values are possible,
 * equal rows are no copies and stay apart.
 */
export function togetherWithCopies(columns: readonly FrameColumn[], ids: readonly string[]): readonly string[] {
  const prints = ids.map((_, row) =>
    columns.map((column) => (column.kind === "category" ? column.codes[row] : column.values[row])).join(" "),
  );
  const firstOf = new Map<string, string>();
  const sizes = new Map<string, number>();
  prints.forEach((print, row) => {
    if (!firstOf.has(print)) firstOf.set(print, ids[row] ?? "");
    sizes.set(print, (sizes.get(print) ?? 0) + 1);
  });
  const largest = [...sizes.values()].reduce((most, size) => Math.max(most, size), 0);
  const repeatsIds = new Set(ids).size < ids.length;
  if (repeatsIds || sizes.size < 0.3 * ids.length || largest > Math.max(8, ids.length / 100)) return ids;
  return prints.map((print, row) => firstOf.get(print) ?? ids[row] ?? "");
}
