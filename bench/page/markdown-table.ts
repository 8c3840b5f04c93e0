/** A table in Markdown: the first column and those of words to the left, the others to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[], words: readonly number[] = []): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 || words.includes(column) ? "---" : "--:"))), ...rows.map(line)].join(
    "\n",
  );
}
