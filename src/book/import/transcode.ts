import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { readStream, writeStream } from "../../core/files.ts";

export type Encoding = "utf-16le" | "utf-16be" | "windows-1252";

/** Writes a text as UTF-8 to `target`, unpacked. Returns the SHA-256 of the file as it is, hex. Throws what reading or unpacking throws. */
export async function transcode(absolute: string, gzipped: boolean, encoding: Encoding, target: string): Promise<string> {
  const hash = createHash("sha256");
  const raw = readStream(absolute);
  raw.on("data", (chunk: Buffer) => hash.update(chunk));
  const decode = (chunks: AsyncIterable<string | Buffer>): AsyncGenerator<string> =>
    encoding === "windows-1252" ? decodeWindows(chunks) : decodeUtf16(chunks, encoding);
  const text = gzipped ? raw.pipe(createGunzip()) : raw;
  if (gzipped) raw.on("error", (error) => text.emit("error", error));
  await pipeline(decode(text), writeStream(target));
  return hash.digest("hex");
}

async function* decodeUtf16(chunks: AsyncIterable<string | Buffer>, encoding: "utf-16le" | "utf-16be"): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(Buffer.from(chunk), { stream: true });
  yield decoder.decode();
}

/** What Windows-1252 has where Latin-1 has control characters; five places it leaves free. */
const WINDOWS = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";

/** Done here because several releases of Node decode these as Latin-1. */
async function* decodeWindows(chunks: AsyncIterable<string | Buffer>): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    yield Buffer.from(chunk)
      .toString("latin1")
      .replaceAll(/[\u0080-\u009F]/g, (character) => WINDOWS.charAt(character.charCodeAt(0) - 0x80));
  }
}
