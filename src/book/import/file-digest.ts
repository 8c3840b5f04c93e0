import { createHash } from "node:crypto";
import { readStream } from "../../core/files.ts";

export interface FileDigest {
  /** SHA-256 of all bytes, hex. */
  readonly hash: string;
  readonly bytes: number;
  /** True where the last byte ends a line. */
  readonly endsLine: boolean;
  /** SHA-256 of the first bytes asked for; null where there are fewer. */
  readonly headHash: string | null;
  /** Line feeds among these. */
  readonly headLines: number;
}

const LF = 10;

/** Reads a file's bytes once; `headBytes` asks for the hash of its beginning too, `countLines` for the lines in it. */
export async function fileDigest(absolute: string, headBytes = 0, countLines = false): Promise<FileDigest> {
  const hash = createHash("sha256");
  let headHash: string | null = null;
  let headLines = 0;
  let bytes = 0;
  let last = -1;
  for await (const chunk of readStream(absolute)) {
    const data = chunk as Buffer;
    const rest = headBytes - bytes;
    if (countLines && rest > 0) headLines += lineFeeds(data.subarray(0, rest));
    if (rest > 0 && rest <= data.length) {
      hash.update(data.subarray(0, rest));
      headHash = hash.copy().digest("hex");
      hash.update(data.subarray(rest));
    } else hash.update(data);
    bytes += data.length;
    last = data.at(-1) ?? last;
  }
  return { hash: hash.digest("hex"), bytes, endsLine: last === LF, headHash, headLines };
}

function lineFeeds(data: Buffer): number {
  let lines = 0;
  for (let at = data.indexOf(LF); at >= 0; at = data.indexOf(LF, at + 1)) lines += 1;
  return lines;
}
