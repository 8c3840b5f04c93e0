import { createGunzip } from "node:zlib";
import { appendText, readStream } from "../../core/files.ts";
import type { BrokenLine } from "./csv-stream.ts";
import { jsonDocumentStream, type StreamedObject } from "./json-stream.ts";

/** The engine holds a document in memory several times over: larger ones are split. */
export const LARGE_DOCUMENT = 200_000_000;

const SIMPLE = String.raw`(?:"[^"\\]*"|[-+.\dEe]+|true|false|null)`;

/** True for the beginning of one object that holds its records in lists (`{"count": 2, "tickets": [{…`). */
export function holdsLists(head: string): boolean {
  return new RegExp(String.raw`^\s*\{(?:\s*"[^"\\]*"\s*:\s*${SIMPLE}\s*,)*\s*"[^"\\]+"\s*:\s*\[\s*\{`).test(head);
}

/**
 * Writes the records of a document of lists to new files, a file a list and a line a record. Returns the files by the lists' names, in the
 * order in which they come. What stands beside the lists is left out. Throws what reading or unpacking throws, and for the first
 * record that is no JSON, by its line.
 */
export async function splitDocument(absolute: string, gzipped: boolean, newPath: () => string): Promise<ReadonlyMap<string, string>> {
  const raw = readStream(absolute);
  const bytes = gzipped ? raw.pipe(createGunzip()) : raw;
  if (gzipped) raw.on("error", (error) => bytes.emit("error", error));
  const files = new Map<string, string>();
  const unwritten = new Map<string, string[]>();
  const write = async (): Promise<void> => {
    for (const [list, lines] of unwritten) {
      const path = files.get(list) ?? newPath();
      files.set(list, path);
      await appendText(path, lines.join(""));
    }
    unwritten.clear();
  };
  let waiting = 0;
  for await (const objects of objectsIn(bytes)) {
    for (const { list, text } of objects) {
      const lines = unwritten.get(list) ?? [];
      unwritten.set(list, lines);
      // Between the tokens of valid JSON a line break is a blank; within them there is none.
      lines.push(`${text.replaceAll(/[\r\n]+/g, " ")}\n`);
      waiting += text.length;
    }
    if (waiting < WRITTEN_AT_ONCE) continue;
    await write();
    waiting = 0;
  }
  await write();
  return files;
}

/** So many characters are written at once. */
const WRITTEN_AT_ONCE = 4_000_000;

async function* objectsIn(chunks: AsyncIterable<string | Buffer>): AsyncGenerator<readonly StreamedObject[]> {
  const stream = jsonDocumentStream();
  const decoder = new TextDecoder();
  let objects: StreamedObject[] = [];
  const take = (object: StreamedObject): number => objects.push(object);
  const broken = ({ line, reason }: BrokenLine): void => {
    throw new Error(`line ${line}: ${reason}`);
  };
  for await (const chunk of chunks) {
    stream.push(decoder.decode(Buffer.from(chunk), { stream: true }), take, broken);
    yield objects;
    objects = [];
  }
  stream.push(decoder.decode(), take, broken);
  stream.end(take, broken);
  yield objects;
}
