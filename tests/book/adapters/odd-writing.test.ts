import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import { csvHeader } from "../../../src/book/import/csv-header.ts";
import { isDated, isNumeric } from "../../../src/book/import/dialect-evidence.ts";
import { headerKey, recognise } from "../../../src/book/import/recognise.ts";
import { csvRecords } from "../../../src/book/mapping/csv-records.ts";
import { DATA_TABLES } from "../../../src/book/schema.ts";
import { imported } from "../workspace.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/exports");
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}:\d{2}(?::\d{2})?))?$/;

/** Fixtures whose headers are questions, of which the first that fits is read, a mixed folder, ids made of the time as written, and second exports of one kind. */
const LEFT_OUT = /^(survey-forms|mixed|zoom)\/|-(internal|report|title-case|34|new-labels)\.csv$|work-items/;

function fixtures(): Readonly<Record<string, string>> {
  const names = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".csv") && !LEFT_OUT.test(name));
  const texts = names.sort().map((name) => [name, readFileSync(join(FOLDER, name), "utf8")] as const);
  // Those with commas: some are written otherwise already.
  return Object.fromEntries(texts.filter(([, text]) => csvHeader(text).delimiter === ","));
}

/**
 * The same table as a German spreadsheet saves it: byte-order mark, semicolons, Windows line ends, dates with points, decimal commas, the
 * columns in another order and two more of them.
 */
function oddly(text: string): { readonly text: string; readonly dates: boolean; readonly numbers: boolean } {
  const [header, ...rows] = (csvRecords(text) ?? []).map(({ cells }) => cells);
  const keys = header ?? [];
  const adapter = recognise({ format: "table", keys }, ADAPTERS)?.adapter;
  const places = (wanted: (kind: never) => boolean): number[] => {
    const rules = Object.values(adapter?.columns ?? {}).filter(({ kind }) => wanted(kind as never));
    const names = new Set(
      [...rules, ...(adapter?.newest === undefined || wanted !== isDated ? [] : [adapter.newest])].flatMap(({ from }) =>
        from.map(headerKey),
      ),
    );
    return keys.flatMap((key, index) => (names.has(headerKey(key)) ? [index] : []));
  };
  const dated = places(isDated);
  const numeric = places(isNumeric).filter((index) => !dated.includes(index));
  const cellsIn = (columns: readonly number[]): string[] =>
    rows.flatMap((row) => columns.map((index) => row[index] ?? "")).filter((cell) => /\d/.test(cell));
  // What is written in several ways already would be read otherwise, and rightly so.
  const dates = cellsIn(dated).every((cell) => ISO.test(cell) && !/-(1[3-9]|[2-9]\d)-|-(3[2-9]|[4-9]\d)/.test(cell));
  const numbers = cellsIn(numeric).every((cell) => /^\d+(\.\d{1,2})?$/.test(cell));
  const cell = (value: string, index: number): string => {
    if (dates && dated.includes(index))
      return value.replace(
        ISO,
        (_, year: string, month: string, day: string, time?: string) => `${day}.${month}.${year}${time === undefined ? "" : ` ${time}`}`,
      );
    return numbers && numeric.includes(index) ? value.replace(/^(\d+)\.(\d+)$/, "$1,$2") : value;
  };
  // Columns of one name keep their order.
  const order = keys.map((_, index) => index).sort((a, b) => headerKey(keys[b] ?? "").localeCompare(headerKey(keys[a] ?? "")) || a - b);
  const lines = [keys, ...rows].map((row, at) => [
    at === 0 ? "Notiz der Buchhaltung" : "",
    ...order.map((index) => (at === 0 ? (row[index] ?? "") : cell(row[index] ?? "", index))),
    at === 0 ? "Zeile" : String(at),
  ]);
  return {
    text: `\uFEFF${lines.map((line) => line.map((value) => `"${value.replaceAll('"', '""')}"`).join(";")).join("\r\n")}\r\n`,
    dates,
    numbers,
  };
}

describe("every vendor's export, written as another country's spreadsheet saves it", () => {
  it("is taken for the same and gives the same rows", async () => {
    const plain = fixtures();
    const odd = Object.fromEntries(Object.entries(plain).map(([name, text]) => [name, oddly(text)]));
    const [one, other] = await Promise.all([
      imported(plain),
      imported(Object.fromEntries(Object.entries(odd).map(([name, { text }]) => [name, text]))),
    ]);
    const told = ({ report }: typeof one) =>
      report.files.map(({ file, taken_for, rows_in, rows_out, rejected, cells_dropped, unjoined }) => ({
        file,
        taken_for,
        rows_in,
        rows_out,
        rejected,
        cells_dropped,
        unjoined,
      }));
    expect(told(other)).toEqual(told(one));
    for (const table of DATA_TABLES) {
      const line = table === "usage" ? "" : "EXCLUDE (line)";
      const rows = ({ book }: typeof one) => book.rows(`SELECT * ${line} FROM ${table} ORDER BY ALL`);
      expect([table, await rows(other)]).toEqual([table, await rows(one)]);
    }
    // Enough of them were written otherwise for that to say something.
    expect(Object.values(odd).filter(({ dates, numbers }) => dates && numbers).length).toBeGreaterThan(5);
  }, 240_000);
});
