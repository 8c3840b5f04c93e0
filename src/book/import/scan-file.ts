import { createHash } from "node:crypto";
import { createGunzip } from "node:zlib";
import { readStream } from "../../core/files.ts";
import { type LineMap, lineScanner } from "./line-scanner.ts";
import { unpackFault } from "./unpack-limits.ts";
import { utf8Evidence } from "./utf8-evidence.ts";

export interface Scan {
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
  /** Bytes of the text once unpacked. */
  readonly textBytes: number;
  readonly lines: LineMap;
  /** What the text's bytes show it to be, where it has no byte-order mark. */
  readonly encoding: "utf-8" | "windows-1252";
  /** True where the last byte ends a line that is no part of a quoted cell. */
  readonly endsLine: boolean;
}

const LF = 10;

/** One pass over a file: its hash and where its records begin. Throws what reading or unpacking throws. */
export async function scanFile(absolute: string, gzipped: boolean, delimiter: string | null): Promise<Scan> {
  const hash = createHash("sha256");
  const scanner = lineScanner(delimiter);
  const evidence = utf8Evidence();
  let fileBytes = 0;
  let textBytes = 0;
  let last = -1;
  const raw = readStream(absolute);
  raw.on("data", (chunk: Buffer) => {
    hash.update(chunk);
    fileBytes += chunk.length;
  });
  const text = gzipped ? raw.pipe(createGunzip()) : raw;
  if (gzipped) raw.on("error", (error) => text.emit("error", error));
  for await (const chunk of text) {
    const bytes = chunk as Buffer;
    textBytes += bytes.length;
    last = bytes.at(-1) ?? last;
    const fault = gzipped ? unpackFault(fileBytes, textBytes) : null;
    if (fault !== null) throw new Error(fault);
    scanner.push(bytes);
    evidence.push(bytes);
  }
  const lines = scanner.end();
  return { hash: hash.digest("hex"), textBytes, lines, encoding: evidence.end(), endsLine: last === LF && !lines.openEnded };
}
