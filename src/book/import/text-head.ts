import { constants, gunzipSync } from "node:zlib";
import { readHead } from "../../core/files.ts";

const HEAD_BYTES = 256 * 1024;
/** Text has next to no control characters but tabs and line ends. */
const MOST_CONTROLS = 0.01;

export type Head =
  | { readonly ok: true; readonly text: string; readonly encoding: "utf-8" | "utf-16le" | "utf-16be" }
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
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (isBinary(text)) return { ok: false, reason: "binary, not text" };
  return text.trim() === "" ? { ok: false, reason: "the file is empty" } : { ok: true, text, encoding };
}

function encodingOf(bytes: Buffer): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

function isBinary(text: string): boolean {
  const controls = text.match(/[\u0001-\u0008\u000E-\u001F]/g)?.length ?? 0;
  return text.includes("\0") || controls > text.length * MOST_CONTROLS;
}
