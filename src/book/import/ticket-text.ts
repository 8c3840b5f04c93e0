import { createGunzip } from "node:zlib";
import { Readable } from "node:stream";
import { DataError } from "../../core/errors.ts";

/** What Windows-1252 has where Latin-1 has control characters. */
const WINDOWS = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";
const LF = 10;

/** Bytes of a stream as text, with how many bytes of the source each piece stands for. */
export interface TextPiece {
  readonly text: string;
  readonly bytes: number;
  /** Lines of the source, from 1, that are no UTF-8 and were read as Windows-1252. */
  readonly notUtf8?: readonly number[];
}

/**
 * Text of a stream: unpacked where it is gzipped, UTF-16 by its byte-order mark, else UTF-8; a line that is no UTF-8 is read as
 * Windows-1252, so that files stuck together from several sources come through. Throws DataError for what is no text.
 */
export async function* ticketText(source: AsyncIterable<string | Uint8Array>): AsyncGenerator<TextPiece> {
  const [first, chunks] = await peeked(source);
  if (first === undefined) return;
  if (first[0] === 0x1f && first[1] === 0x8b) {
    yield* utf8Lines(Readable.from(chunks).pipe(createGunzip()));
    return;
  }
  if (first[0] === 0x50 && first[1] === 0x4b && first[2] === 3) throw notText("a ZIP archive or a workbook (XLSX)");
  if (first.subarray(0, 5).toString("latin1") === "%PDF-")
    throw notText("a PDF document", "A document is no export: save the tickets as CSV or JSON.");
  if (first.subarray(0, 4).toString("latin1") === "PAR1") throw notText("a Parquet file");
  const mark = first[0] === 0xff && first[1] === 0xfe ? "utf-16le" : first[0] === 0xfe && first[1] === 0xff ? "utf-16be" : undefined;
  if (mark !== undefined) {
    const decoder = new TextDecoder(mark);
    for await (const chunk of chunks) yield { text: decoder.decode(chunk, { stream: true }), bytes: chunk.length };
    yield { text: decoder.decode(), bytes: 0 };
    return;
  }
  if (isBinary(first.subarray(0, 4096))) throw notText("binary data");
  yield* utf8Lines(chunks);
}

/** Text may hold a stray NUL, which its reader tells by the line; what is no text is full of control characters. */
function isBinary(bytes: Uint8Array): boolean {
  if (!bytes.includes(0)) return false;
  const controls = bytes.filter((byte) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte));
  return controls.length * 16 > bytes.length;
}

function notText(found: string, fix = "Save the sheet as CSV, or put the file into exports/ and run `echo-cs import`."): DataError {
  return new DataError({
    code: "not-text",
    message: "The tickets are not text.",
    found,
    allowed: ["CSV", "TSV", "NDJSON", "JSON", "any of these gzipped"],
    fix,
  });
}

async function peeked(source: AsyncIterable<string | Uint8Array>): Promise<[Buffer | undefined, AsyncIterable<Buffer>]> {
  const iterator = source[Symbol.asyncIterator]();
  const next = async (): Promise<Buffer | undefined> => {
    for (;;) {
      const step = await iterator.next();
      if (step.done === true) return undefined;
      const { value } = step;
      const bytes = typeof value === "string" ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      if (bytes.length > 0) return bytes;
    }
  };
  let first = await next();
  // A pipe may hand over less than the few bytes by which formats are told.
  while (first !== undefined && first.length < 4) {
    const more = await next();
    if (more === undefined) break;
    first = Buffer.concat([first, more]);
  }
  const head = first;
  async function* all(): AsyncGenerator<Buffer> {
    try {
      for (let chunk = head; chunk !== undefined; chunk = await next()) yield chunk;
    } finally {
      await iterator.return?.();
    }
  }
  return [head, all()];
}

/** Cuts at line ends, so that no character is torn; a line longer than this is cut at a character. */
const LONGEST_HELD = 1_000_000;
/** Small pieces die young: what lives through a collection makes the heap grow. */
const A_PIECE = 16_384;

async function* utf8Lines(chunks: AsyncIterable<Buffer | Uint8Array | string>): AsyncGenerator<TextPiece> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isFirst = true;
  let line = 1;
  const piece = (bytes: Buffer): TextPiece => {
    const { text, notUtf8 } = decodeLines(bytes, line);
    line += lineEnds(bytes);
    const start = isFirst && text.startsWith("\uFEFF") ? text.slice(1) : text;
    isFirst = false;
    return { text: start, bytes: bytes.length, ...(notUtf8.length === 0 ? {} : { notUtf8 }) };
  };
  for await (const given of chunks) {
    const whole = typeof given === "string" ? Buffer.from(given) : Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    for (let start = 0; start < whole.length; start += A_PIECE) {
      const chunk = whole.subarray(start, start + A_PIECE);
      const end = chunk.lastIndexOf(LF) + 1;
      const cut = end > 0 ? end : heldBytes + chunk.length > LONGEST_HELD ? characterStart(chunk) : 0;
      if (cut === 0) {
        held.push(chunk);
        heldBytes += chunk.length;
        continue;
      }
      yield piece(held.length === 0 ? chunk.subarray(0, cut) : Buffer.concat([...held, chunk.subarray(0, cut)]));
      const rest = chunk.subarray(cut);
      held = rest.length === 0 ? [] : [rest];
      heldBytes = rest.length;
    }
  }
  if (heldBytes > 0) yield piece(Buffer.concat(held));
}

/** Where the last character of the bytes begins. */
function characterStart(bytes: Buffer): number {
  let at = bytes.length - 1;
  while (at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

/** The text of bytes that begin in the line `first`, and which of its lines are no UTF-8. */
function decodeLines(bytes: Buffer, first: number): { text: string; notUtf8: readonly number[] } {
  const text = bytes.toString("utf8");
  if (!text.includes("\uFFFD")) return { text, notUtf8: [] };
  const lines: string[] = [];
  const notUtf8: number[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found + 1;
    const line = bytes.subarray(start, end);
    const asUtf8 = line.toString("utf8");
    const isOther = asUtf8.includes("\uFFFD") && !isReplacement(line);
    if (isOther) notUtf8.push(first + lines.length);
    lines.push(isOther ? windows(line) : asUtf8);
    start = end;
  }
  return { text: lines.join(""), notUtf8 };
}

function lineEnds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) count += 1;
  return count;
}

/** The replacement character itself, written as UTF-8. */
function isReplacement(line: Buffer): boolean {
  return line.includes(Buffer.from([0xef, 0xbf, 0xbd]));
}

function windows(line: Buffer): string {
  return line.toString("latin1").replaceAll(/[\u0080-\u009F]/g, (character) => WINDOWS.charAt(character.charCodeAt(0) - 0x80));
}
