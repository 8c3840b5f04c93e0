import { isAscii, isUtf8 } from "node:buffer";

export interface Utf8Evidence {
  push(bytes: Buffer): void;
  /** UTF-8 with at most a few damaged bytes, or text of one byte a character as Windows writes it. */
  end(): "utf-8" | "windows-1252";
}

/**
 * Watches the bytes of a text go by. Characters of several bytes that are UTF-8 hardly ever come about by chance, so that a text with
 * more broken ones than whole ones is not UTF-8 at all.
 */
export function utf8Evidence(): Utf8Evidence {
  let whole = 0;
  let broken = 0;
  let rest = Buffer.alloc(0);
  const count = (bytes: Buffer, atEnd: boolean): Buffer => {
    let at = 0;
    while (at < bytes.length) {
      const length = lengthOf(bytes[at] ?? 0);
      if (at + length > bytes.length && !atEnd && isBeginning(bytes.subarray(at))) return bytes.subarray(at);
      if (length > 0 && isUtf8(bytes.subarray(at, at + length))) {
        if (length > 1) whole += 1;
        at += length;
      } else {
        broken += 1;
        at += 1;
      }
    }
    return Buffer.alloc(0);
  };
  return {
    push: (bytes) => {
      if (rest.length === 0 && isAscii(bytes)) return;
      rest = Buffer.from(count(rest.length === 0 ? bytes : Buffer.concat([rest, bytes]), false));
    },
    end: () => {
      count(rest, true);
      return broken > whole ? "windows-1252" : "utf-8";
    },
  };
}

/** Bytes of the character that begins with this one; 0 where none does. */
function lengthOf(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}

function isBeginning(bytes: Buffer): boolean {
  return bytes.length < 4 && bytes.subarray(1).every((byte) => (byte & 0xc0) === 0x80);
}
