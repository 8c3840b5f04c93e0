import { constants, gunzipSync } from "node:zlib";
import { readHead } from "../../core/files.ts";

const HEAD_BYTES = 256 * 1024;
/** Text has next to no control characters but tabs and line ends. */
const MOST_CONTROLS = 0.01;
/** Of the characters of a table in any script, at least this share is ASCII. */
const LEAST_ZEROS = 0.1;

export type HeadEncoding = "utf-8" | "utf-16le" | "utf-16be";

export type Head =
  | {
      readonly ok: true;
      readonly text: string;
      readonly encoding: HeadEncoding;
      /** False where the bytes alone show it to be UTF-16: no byte-order mark says so. */
      readonly marked: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * The beginning of a text file, unpacked where it is gzipped, without a byte-order mark; or the reason why it is no text.
 * Bytes that are no UTF-8 show as replacement characters.
 */
export async function readTextHead(absolute: string, gzipped: boolean): Promise<Head> {
  let bytes = await readHead(absolute, HEAD_BYTES);
  if (gzipped) {
    try {
      bytes = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: HEAD_BYTES * 1024 });
    } catch {
      return { ok: false, reason: "not a gzip file, or a damaged one" };
    }
  }
  const mark = markOf(bytes);
  const encoding = mark ?? unmarked(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (isBinary(text)) return { ok: false, reason: binaryReason(text) };
  if (text.trim() === "") return { ok: false, reason: "the file is empty" };
  return { ok: true, text, encoding, marked: mark !== null || encoding === "utf-8" };
}

function markOf(bytes: Buffer): HeadEncoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

/**
 * UTF-16 without a mark shows in its zero bytes: delimiters, digits, line ends and Latin letters have one each, all on the same side.
 * Text of one byte a character has none; other data has them on both sides, or decodes to characters that do not exist.
 */
function unmarked(bytes: Buffer): HeadEncoding {
  const zeros = [0, 0];
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const least = (bytes.length / 2) * LEAST_ZEROS;
  const encoding = even === 0 && odd >= least && odd > 1 ? "utf-16le" : odd === 0 && even >= least && even > 1 ? "utf-16be" : "utf-8";
  return encoding === "utf-8" || !isWritten(new TextDecoder(encoding).decode(bytes)) ? "utf-8" : encoding;
}

/** Private and unassigned characters and broken pairs hardly stand in text. */
function isWritten(text: string): boolean {
  const strange = text.match(/[\p{Co}\p{Cn}\uFFFD]/gu)?.length ?? 0;
  return strange <= 1 + text.length * MOST_CONTROLS;
}

/** A zero byte or two in what is a text otherwise are a fault of a line; many are another format. */
const FEW_ZEROS = 5;
const FEW_AMONG = 20;

function binaryReason(text: string): string {
  const at = text.indexOf("\0");
  const zeros = text.split("\0").length - 1;
  const isText = !isBinary(text.replaceAll("\0", ""));
  if (at < 0 || !isText || zeros > FEW_ZEROS || zeros * FEW_AMONG > text.length) return "binary, not text";
  return `binary, not text: the first zero byte stands on line ${text.slice(0, at).split("\n").length}; without it the file may be read`;
}

function isBinary(text: string): boolean {
  const controls = text.match(/[\u0001-\u0008\u000E-\u001F]/g)?.length ?? 0;
  return text.includes("\0") || controls > text.length * MOST_CONTROLS;
}
