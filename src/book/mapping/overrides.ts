import { DataError } from "../../core/errors.ts";
import { nearest } from "../../core/text.ts";
import { csvRecords, type CsvRecord } from "./csv-records.ts";

export const OVERRIDE_KINDS = ["id", "email", "domain", "name"] as const;
export type OverrideKind = (typeof OVERRIDE_KINDS)[number];

/** One line of overrides.csv: rows of a source that carry this key belong to this account. */
export interface Override {
  readonly line: number;
  /** The vendor, or null for all. */
  readonly source: string | null;
  readonly kind: OverrideKind;
  readonly value: string;
  /** ECHO's id or the name of an account, as written. */
  readonly account: string;
}

const HEADERS = { source: ["source", "vendor"], kind: ["kind", "key kind", "key"], value: ["value"], account: ["account"] } as const;

export const OVERRIDES_HEADER = "source,kind,value,account";

/** Reads the text of overrides.csv, without lines that begin with `#`. `file` is named in errors. */
export function parseOverrides(text: string, file: string): readonly Override[] {
  // A comment keeps its line, so that the others keep theirs.
  const records = csvRecords(text.replaceAll(/^#.*$/gm, ""));
  if (records === null) throw fault(file, 1, 1, "a quote is never closed", undefined, ["a quote that is closed on its line"]);
  const [header, ...rows] = records;
  if (header === undefined) return [];
  const places = columnsOf(header, file);
  const overrides = rows.map((row) => overrideOf(row, header.cells.length, places, file));
  const seen = new Map<string, number>();
  for (const { source, kind, value, line } of overrides) {
    const key = `${source ?? "*"} ${kind} ${value.toLowerCase()}`;
    const before = seen.get(key);
    if (before !== undefined) throw fault(file, line, 1, `the key of line ${before} is given again`, value, ["one line for each key"]);
    seen.set(key, line);
  }
  return overrides;
}

type Places = Readonly<Record<keyof typeof HEADERS, number>>;

function columnsOf({ cells, line }: CsvRecord, file: string): Places {
  const names = cells.map((cell) => cell.toLowerCase().replaceAll(/[\s_-]+/g, " "));
  const place = (column: keyof typeof HEADERS): number => {
    const at = names.findIndex((name) => (HEADERS[column] as readonly string[]).includes(name));
    if (at < 0) throw fault(file, line, 1, `there is no column "${column}"`, cells.join(","), [OVERRIDES_HEADER]);
    return at;
  };
  return { source: place("source"), kind: place("kind"), value: place("value"), account: place("account") };
}

function overrideOf({ cells, line }: CsvRecord, width: number, places: Places, file: string): Override {
  if (cells.length !== width)
    throw fault(file, line, 1, `a row of ${cells.length} cells`, cells.join(","), [`${width} cells, as in the header`]);
  const cell = (column: keyof Places): string => cells[places[column]] ?? "";
  const kind = OVERRIDE_KINDS.find(
    (one) =>
      one ===
      cell("kind")
        .toLowerCase()
        .replace(/^e-mail$/, "email"),
  );
  if (kind === undefined) throw fault(file, line, places.kind + 1, "there is no such kind of key", cell("kind"), OVERRIDE_KINDS);
  for (const column of ["value", "account"] as const) {
    if (cell(column) === "")
      throw fault(file, line, places[column] + 1, `the ${column} is empty`, cells.join(","), [`a value in every row's ${column}`]);
  }
  const source = cell("source").toLowerCase();
  return { line, source: source === "" || source === "*" ? null : source, kind, value: cell("value"), account: cell("account") };
}

/** The error for an account that the book does not know. */
export function unknownAccount({ line, account }: Override, file: string, known: readonly string[]): DataError {
  const near = nearest(account, known);
  return fault(
    file,
    line,
    4,
    `there is no account "${account}"`,
    account,
    near.length > 0 ? near.map((one) => `did you mean ${one}?`) : known.slice(0, 5),
    "unknown-account",
  );
}

/** `column` counts cells, from 1. */
function fault(
  file: string,
  line: number,
  column: number,
  what: string,
  found: string | undefined,
  allowed: readonly string[],
  code = "bad-override",
): DataError {
  return new DataError({
    code,
    message: `Line ${line} of overrides.csv: ${what}.`,
    found,
    allowed,
    fix: "Correct the line in overrides.csv.",
    place: { file, line, column },
  });
}
