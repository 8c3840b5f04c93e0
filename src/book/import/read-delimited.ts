import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { readStream, writeStream } from "../../core/files.ts";
import { clean, count, list } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import type { CsvHeader } from "./csv-header.ts";
import { leadingBlanks, type LineMap } from "./line-scanner.ts";
import type { RawTable, Reject } from "./raw-table.ts";
import { readCsv } from "./read-csv.ts";
import { type Scan, scanFile } from "./scan-file.ts";
import type { Scratch } from "./scratch.ts";
import { quoteMender, type StrayQuote } from "./stray-quotes.ts";

interface Delimited {
  readonly absolute: string;
  readonly gzipped: boolean;
  readonly header: CsvHeader;
  readonly scan: Scan;
  /** Lines of a title above the header. */
  readonly above: number;
}

/**
 * Reads a delimited text. A row with a stray quote costs that row: the text is written anew without it in the scratch folder, where the
 * rows that the quote would have swallowed are read. Throws what reading throws.
 */
export async function readDelimited(db: Database, text: Delimited, scratch: Scratch): Promise<RawTable> {
  const { absolute, header, scan, above } = text;
  const below = (own: Scan): Scan => (above === 0 ? own : { ...own, lines: passedOver(own.lines, above) });
  if (!scan.lines.torn) return readCsv(db, absolute, header, below(scan));
  const target = scratch.path(".csv");
  const strays = await writeMended(text, target);
  if (strays.length === 0) return readCsv(db, absolute, header, below(scan));
  const raw = await readCsv(db, target, header, below(await scanFile(target, false, header.delimiter)));
  const note = noteOn(strays);
  return {
    ...raw,
    rowsIn: raw.rowsIn + strays.length,
    rejects: [...raw.rejects, ...strays.map(rejectOf)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    note: raw.note === null ? note : `${note}; ${raw.note}`,
  };
}

/** Lines above the header are passed over as blank ones are. */
function passedOver(lines: LineMap, above: number): LineMap {
  return {
    ...lines,
    blanks: [...Array.from({ length: above }, (_, index) => index + 1), ...lines.blanks.filter((record) => record > above)],
  };
}

async function writeMended({ absolute, gzipped, header, scan, above }: Delimited, target: string): Promise<readonly StrayQuote[]> {
  const raw = readStream(absolute);
  const text = gzipped ? raw.pipe(createGunzip()) : raw;
  if (gzipped) raw.on("error", (error) => text.emit("error", error));
  let out: string[] = [];
  const mender = quoteMender(header, above + leadingBlanks(scan.lines.blanks) + 1, (line) => out.push(line, "\n"));
  let strays: readonly StrayQuote[] = [];
  const taken = (): Buffer => {
    const bytes = Buffer.from(out.join(""), "latin1");
    out = [];
    return bytes;
  };
  // Byte by byte a character: what stands between delimiters and quotes is handed on as it is, whatever it is.
  const mended = async function* (chunks: AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
    let rest = "";
    for await (const chunk of chunks) {
      const lines = `${rest}${Buffer.from(chunk).toString("latin1")}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) mender.push(line);
      yield taken();
    }
    if (rest !== "") mender.push(rest);
    strays = mender.end();
    yield taken();
  };
  await pipeline(mended(text), writeStream(target));
  return strays;
}

const SHOWN_CHARACTERS = 120;
const SHOWN_LINES = 5;

function rejectOf({ line, text }: StrayQuote): Reject {
  const value = clean(Buffer.from(text, "latin1").toString("utf8")).trim().slice(0, SHOWN_CHARACTERS);
  return { line, column: null, value, reason: "a quote that is closed; reading went on below this row", refused: "row" };
}

function noteOn(strays: readonly StrayQuote[]): string {
  const lines = strays.slice(0, SHOWN_LINES).map(({ line }) => String(line));
  const more = strays.length > SHOWN_LINES ? [`${strays.length - SHOWN_LINES} more`] : [];
  return `${count(strays.length, "row")} left out for a stray quote, on line ${list([...lines, ...more])}; the rows below were read`;
}
