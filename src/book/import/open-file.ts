import { parseJson } from "../../core/json.ts";
import type { Database } from "../snapshot/database.ts";
import type { Adapter } from "./adapter.ts";
import { csvHeader, type CsvHeader } from "./csv-header.ts";
import { titledHeader } from "./csv-title.ts";
import type { ExportFile } from "./export-files.ts";
import type { RawTable } from "./raw-table.ts";
import { CALENDAR_KEYS, isCalendar, readCalendar } from "./read-calendar.ts";
import { readCsv } from "./read-csv.ts";
import { readDelimited } from "./read-delimited.ts";
import { jsonKeys, type JsonLayout, readJson, readSplitJson } from "./read-json.ts";
import { parquetHeader, readParquet } from "./read-parquet.ts";
import type { FileShape } from "./recognise.ts";
import { type Scan, scanFile } from "./scan-file.ts";
import type { Scratch } from "./scratch.ts";
import { holdsLists, LARGE_DOCUMENT, splitDocument } from "./split-document.ts";
import type { ReadSoFar } from "./staged-file.ts";
import { isMail } from "./mail-messages.ts";
import { MAIL_KEYS, readMail } from "./read-mail.ts";
import { readTextHead } from "./text-head.ts";
import { type Encoding, transcode } from "./transcode.ts";

/** A file that can be looked into: what it offers, and its rows as an adapter wants them. */
export interface OpenedFile {
  readonly scan: Scan;
  readonly shape: FileShape;
  readonly read: (adapter: Adapter) => Promise<RawTable>;
  /** Present for text of which a new end can be read alone: one record after the other, and the last one complete. */
  readonly appendable?: Pick<ReadSoFar, "bytes" | "header">;
}

type Opened = OpenedFile | { readonly scan: Scan; readonly reason: string };

/**
 * Looks into a file: its header or keys, and how its rows are read; or the reason why it cannot be. Text that is not UTF-8 is written
 * anew in the scratch folder, where it must stay until it is read. Throws what reading throws.
 */
export async function openFile(db: Database, file: ExportFile, scratch: Scratch): Promise<Opened> {
  if (file.sheet !== undefined) return openSheet(db, file, file.sheet);
  if (file.source !== undefined || /\.parquet$/i.test(file.path)) return openParquet(db, file);
  const gzipped = /\.gz$/i.test(file.path);
  const opened = await openText(db, file.absolute, gzipped, scratch);
  if ("reason" in opened || opened.encoding === "utf-8") return opened;
  const target = scratch.path(".txt");
  const hash = await transcode(file.absolute, gzipped, opened.encoding, target);
  const anew = await openText(db, target, false, scratch);
  const scan = { ...anew.scan, hash };
  if ("reason" in anew) return { scan, reason: anew.reason };
  const note = opened.marked ? null : NOTES[opened.encoding];
  return { shape: anew.shape, scan, read: async (adapter) => noted(await anew.read(adapter), note) };
}

/** What shows the encoding of a text that has no byte-order mark. */
const NOTES: Readonly<Record<Encoding | "utf-8", string | null>> = {
  "utf-8": null,
  "utf-16le": "the text has no byte-order mark and was read as UTF-16, low byte first: zero bytes stand on the high side alone",
  "utf-16be": "the text has no byte-order mark and was read as UTF-16, high byte first: zero bytes stand on the high side alone",
  "windows-1252": "the text is not UTF-8 and was read as Windows-1252",
};

type OpenedText =
  | (OpenedFile & { readonly encoding: Encoding | "utf-8"; readonly marked: boolean })
  | { readonly scan: Scan; readonly reason: string };

async function openText(db: Database, absolute: string, gzipped: boolean, scratch: Scratch): Promise<OpenedText> {
  const head = await readTextHead(absolute, gzipped);
  if (!head.ok) return { scan: await scanFile(absolute, false, null), reason: head.reason };
  const isJson = /^\s*[[{]/.test(head.text);
  const isEvents = isCalendar(head.text);
  const isMessages = head.encoding === "utf-8" && isMail(head.text);
  const titled = isJson || isEvents || isMessages ? undefined : titledHeader(head.text);
  const header: CsvHeader = titled ?? csvHeader(head.text);
  const scan = await scanFile(absolute, gzipped, isJson || isEvents || isMessages ? null : header.delimiter);
  // Every message says itself how it is written.
  if (isMessages)
    return {
      scan,
      encoding: "utf-8",
      marked: true,
      shape: { format: "table", keys: MAIL_KEYS },
      read: () => readMail(db, absolute, gzipped),
    };
  const encoding = head.encoding === "utf-8" ? scan.encoding : head.encoding;
  const text = { scan, encoding, marked: encoding === head.encoding && head.marked };
  // Another encoding is read anew in UTF-8, and until then nothing but that is asked of it.
  if (encoding !== "utf-8")
    return { ...text, shape: { format: "table", keys: [] }, read: () => Promise.reject(new Error("not yet UTF-8")) };
  if (isJson) {
    const layout = layoutOf(head.text);
    if (scan.textBytes > LARGE_DOCUMENT && layout === "unstructured" && holdsLists(head.text))
      return { ...text, ...(await openSplit(db, absolute, gzipped, scratch, scan)) };
    const keys = await jsonKeys(db, absolute, layout, scan.textBytes);
    const read = (adapter: Adapter): Promise<RawTable> => readJson(db, absolute, layout, adapter, keys, scan);
    return { ...text, shape: { format: "json", keys }, read, ...(layout === "newline_delimited" ? appendable(scan, gzipped, null) : {}) };
  }
  if (isEvents) return { ...text, shape: { format: "table", keys: CALENDAR_KEYS }, read: () => readCalendar(db, absolute, gzipped) };
  if (titled !== undefined) {
    const note = titled.title === "" ? null : `left out above the header: "${titled.title}"`;
    return {
      ...text,
      shape: { format: "table", keys: header.cells },
      read: async () => noted(await readDelimited(db, { absolute, gzipped, header, scan, above: titled.above }, scratch), note),
    };
  }
  return {
    ...text,
    shape: { format: "table", keys: header.cells },
    read: () => readDelimited(db, { absolute, gzipped, header, scan, above: 0 }, scratch),
    ...appendable(scan, gzipped, header),
  };
}

async function openSplit(
  db: Database,
  absolute: string,
  gzipped: boolean,
  scratch: Scratch,
  scan: Scan,
): Promise<Pick<OpenedFile, "shape" | "read">> {
  const files = await splitDocument(absolute, gzipped, () => scratch.path(".ndjson"));
  const keys: string[] = [];
  for (const [list, file] of files)
    keys.push(...(await jsonKeys(db, file, "newline_delimited", scan.textBytes)).map((key) => `${list}[].${key}`));
  return { shape: { format: "json", keys }, read: (adapter) => readSplitJson(db, files, adapter, keys) };
}

function appendable(scan: Scan, gzipped: boolean, header: CsvHeader | null): Pick<OpenedFile, "appendable"> {
  return gzipped || !scan.endsLine || scan.lines.mixedNewlines ? {} : { appendable: { bytes: scan.textBytes, header } };
}

/** One object a line; an array; or objects written over several lines. */
export function layoutOf(head: string): JsonLayout {
  const text = head.trimStart();
  if (text.startsWith("[")) return "array";
  const end = text.indexOf("\n");
  if (end < 0) return "unstructured";
  return parseJson(text.slice(0, end)).ok ? "newline_delimited" : "unstructured";
}

/** The row of a source stands for the line of a file. */
const ROWS = { line: "n + 1" };

async function openParquet(db: Database, file: ExportFile): Promise<Opened> {
  const scan = await scanFile(file.absolute, false, null);
  const header = await parquetHeader(db, file.absolute);
  const read = async (): Promise<RawTable> => ({
    ...(await readParquet(db, file.absolute, header)),
    ...(file.source === undefined ? {} : ROWS),
  });
  return { scan, shape: { format: "table", keys: header }, read };
}

/** A record of the CSV is a row of the sheet, however many lines its cells hold. */
async function openSheet(db: Database, { absolute }: ExportFile, { epoch, note }: NonNullable<ExportFile["sheet"]>): Promise<Opened> {
  const head = await readTextHead(absolute, false);
  const found = await scanFile(absolute, false, ",");
  if (!head.ok) return { scan: found, reason: head.reason };
  const scan = { ...found, lines: { ...found.lines, shifts: [] } };
  const header = { ...csvHeader(head.text), delimiter: "," };
  return {
    scan,
    shape: { format: "table", keys: header.cells },
    read: async () => noted({ ...(await readCsv(db, absolute, header, scan)), writing: { serialEpoch: epoch } }, note),
  };
}

function noted(raw: RawTable, note: string | null): RawTable {
  return note === null ? raw : { ...raw, note: raw.note === null ? note : `${note}; ${raw.note}` };
}
