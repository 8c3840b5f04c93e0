import { isUtf8 } from "node:buffer";
import { constants, gunzipSync } from "node:zlib";
import { readHead } from "../../core/files.ts";

const HEAD_BYTES = 256 * 1024;

export type Head = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** The beginning of a text file, unpacked where it is gzipped, without a byte-order mark; or the reason why it is no text. */
export async function readTextHead(absolute: string, gzipped: boolean): Promise<Head> {
  let bytes = await readHead(absolute, HEAD_BYTES);
  if (gzipped) {
    try {
      bytes = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      return { ok: false, reason: "not a gzip file, or a damaged one" };
    }
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { ok: false, reason: "UTF-16 text: save it as UTF-8" };
  if (bytes.includes(0)) return { ok: false, reason: "binary, not text" };
  const newline = bytes.indexOf(10);
  if (!isUtf8(newline < 0 ? wholeCharacters(bytes) : bytes.subarray(0, newline)))
    return { ok: false, reason: "not UTF-8 text: save it as UTF-8" };
  const text = new TextDecoder("utf-8").decode(bytes);
  return text.trim() === "" ? { ok: false, reason: "the file is empty" } : { ok: true, text };
}

/** Without the character that the end of the head may have cut. */
function wholeCharacters(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, Math.max(0, end - 1));
}
