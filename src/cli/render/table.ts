import { columns, pad } from "./wrap.ts";

/** A table of text: columns as wide as their widest cell, numbers (marked `right`) flush right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = header.map((title, index) => Math.max(columns(title), ...rows.map((row) => columns(row[index] ?? ""))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        right.includes(index)
          ? " ".repeat((widths[index] ?? 0) - columns(cell)) + cell
          : index === cells.length - 1
            ? cell
            : pad(cell, widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [line(header), line(widths.map((width) => "─".repeat(width))), ...rows.map(line)].join("\n");
}
