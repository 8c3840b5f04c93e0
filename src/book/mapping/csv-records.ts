export interface CsvRecord {
  /** 1-based line on which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records of a small comma-separated text that is wanted whole, without blank ones; null where a quote is never closed. */
export function csvRecords(text: string): readonly CsvRecord[] | null {
  const records: CsvRecord[] = [];
  let [cells, cell, quoted, line, start]: [string[], string, boolean, number, number] = [[], "", false, 1, 1];
  const endRecord = (): void => {
    cells.push(cell.trim());
    if (cells.some((one) => one !== "")) records.push({ line: start, cells });
    [cells, cell, start] = [[], "", line + 1];
  };
  const body = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  for (let at = 0; at < body.length; at += 1) {
    const character = body[at] ?? "";
    if (quoted && character === '"' && body[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (quoted || cell.trim() === "")) {
      quoted = !quoted;
      if (quoted) cell = "";
    } else if (character === "," && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else if (character === "\n" && !quoted) endRecord();
    else cell += character;
    if (character === "\n") line += 1;
  }
  if (quoted) return null;
  endRecord();
  return records;
}
