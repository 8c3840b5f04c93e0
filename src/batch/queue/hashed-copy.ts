import { createHash, type Hash } from "node:crypto";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { makeFolder, move, readStream, removeAny, statIfAny, writeStream } from "../../core/files.ts";
import { randomIds } from "../../core/ids.ts";

/** Lower-case hex SHA-256 of a file's bytes. */
export async function fileHash(path: string): Promise<string> {
  const sum = createHash("sha256");
  for await (const chunk of readStream(path)) sum.update(chunk);
  return sum.digest("hex");
}

/** How long a server may be silent. */
const SILENCE_MS = 60_000;

/**
 * Copies what lies at a path or an http(s) address to `to`, if its bytes have the hash; undefined then, else why not, and nothing is left
 * behind. Throws the system's error where the copy cannot be written.
 */
export async function copyIfHash(from: string, to: string, hash: string): Promise<string | undefined> {
  const source = await opened(from);
  if (typeof source === "string") return source;
  await makeFolder(dirname(to));
  const draft = `${to}.${randomIds.unique().slice(0, 8)}.tmp`;
  const sum = createHash("sha256");
  try {
    await pipeline(summed(source, sum), writeStream(draft));
    const found = sum.digest("hex");
    if (found !== hash) return `its hash is ${found.slice(0, 12)}…, not ${hash.slice(0, 12)}…`;
    await move(draft, to);
    return undefined;
  } finally {
    await removeAny(draft);
  }
}

/** The same bytes, each counted in on its way. */
async function* summed(source: NodeJS.ReadableStream, sum: Hash): AsyncGenerator<string | Buffer> {
  for await (const chunk of source) {
    sum.update(chunk);
    yield chunk;
  }
}

/** The bytes, or why there are none. */
async function opened(from: string): Promise<NodeJS.ReadableStream | string> {
  if (!/^https?:\/\//u.test(from)) {
    const stats = await statIfAny(from);
    return stats?.isFile() === true ? readStream(from) : "there is no such file here";
  }
  try {
    const response = await fetch(from, { signal: AbortSignal.timeout(SILENCE_MS) });
    if (!response.ok || response.body === null) return `the server answered ${response.status}`;
    return Readable.fromWeb(response.body);
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError" ? "the server did not answer" : "the server cannot be reached";
  }
}
