import { pipeline } from "node:stream/promises";
import { readStream, writeStream } from "../../core/files.ts";
import { stableJson } from "../../core/json.ts";
import { ADAPTERS } from "./adapters.ts";
import type { ExportFile } from "./export-files.ts";
import { fileDigest } from "./file-digest.ts";
import { openFile } from "./open-file.ts";
import { movedDown } from "./raw-table.ts";
import { endsAlone, type Reader, stageRows } from "./read-file.ts";
import type { FileOutcome, ReadSoFar, StagedFile } from "./staged-file.ts";

/** A file of so many parts is read whole again: every part costs a little with every import. */
const MOST_PARTS = 20;

/**
 * Reads what was put to the end of a file since it was read, and adds it to what was read then. Undefined where that would not be the
 * same as reading the file whole: its beginning is another, or its end is written in a way that may change how the beginning is read.
 */
export async function readAppended(reader: Reader, file: ExportFile, earlier: StagedFile): Promise<StagedFile | undefined> {
  const { soFar, staged, outcome } = earlier;
  if (soFar === null || staged === null || staged.parts.length >= MOST_PARTS || file.size <= soFar.bytes) return undefined;
  const adapter = ADAPTERS.find(({ name }) => name === soFar.adapter);
  const digest = await fileDigest(file.absolute, soFar.bytes, true);
  if (adapter === undefined || digest.headHash !== outcome.hash || !digest.endsLine) return undefined;
  const path = reader.scratch.path(soFar.header === null ? ".ndjson" : ".csv");
  await pipeline(endOf(file.absolute, soFar), writeStream(path));
  const opened = await openFile(reader.db, { ...file, absolute: path }, reader.scratch);
  if ("reason" in opened || stableJson(opened.appendable?.header) !== stableJson(soFar.header)) return undefined;
  const raw = movedDown(await opened.read(adapter), digest.headLines - (soFar.header === null ? 0 : 1));
  if (!endsAlone(raw)) return undefined;
  const { mapped, rows } = await stageRows(reader, raw, adapter);
  if (!mapped.plain || stableJson(mapped.same) !== stableJson(staged.same)) return undefined;
  const sum: FileOutcome = {
    ...outcome,
    hash: digest.hash,
    rowsIn: outcome.rowsIn + raw.rowsIn,
    kept: outcome.kept + mapped.kept,
    rejected: outcome.rejected + raw.rowsIn - mapped.kept,
    cells: outcome.cells + mapped.cells,
    rejects: [...outcome.rejects, ...raw.rejects, ...mapped.rejects],
  };
  return {
    ...earlier,
    size: file.size,
    modifiedMs: file.modifiedMs,
    outcome: sum,
    staged: {
      ...staged,
      rows: staged.rows + (rows?.rows ?? 0),
      told: staged.told || rows?.told === true,
      parts: [...staged.parts, ...(rows?.parts ?? [])],
    },
    soFar: { ...soFar, bytes: digest.bytes },
  };
}

/** The end of a file as one of its own: below its header, where it has one. */
async function* endOf(absolute: string, { bytes, header }: ReadSoFar): AsyncGenerator<string | Uint8Array> {
  let begun = header === null;
  for await (const chunk of readStream(absolute, bytes)) {
    const text = chunk as Buffer;
    if (!begun && header !== null) {
      const lineEnd = /^[^\n]*\r\n/.test(text.subarray(0, LOOK_BYTES).toString("latin1")) ? "\r\n" : "\n";
      yield header.cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(header.delimiter) + lineEnd;
      begun = true;
    }
    yield text;
  }
}

const LOOK_BYTES = 16 * 1024;
