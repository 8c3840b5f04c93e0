import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { readBytesNow } from "../../core/files-now.ts";
import { hash } from "../../core/ids.ts";
import { isRecord, parseJson } from "../../core/json.ts";

/** What the shipped YAML files hold, already parsed, by the hash of their text: parsing them takes longer than all the rest of a start. */
export type Packed = ReadonlyMap<string, unknown>;

/** Where they are kept, in the folder of references. */
export const PACKED_FILE = "triage/parsed.json.br";

/** Reads what is packed in a reference folder; empty where there is nothing, or it is damaged. */
export function readPacked(folder: string): Packed {
  try {
    const bytes = readBytesNow(join(folder, PACKED_FILE));
    const parsed = bytes === undefined ? undefined : parseJson(brotliDecompressSync(bytes).toString());
    return new Map(parsed?.ok === true && isRecord(parsed.value) ? Object.entries(parsed.value) : []);
  } catch {
    return new Map();
  }
}

/** The key of a file's text among the packed. */
export function packedKey(text: string): string {
  return hash(text);
}
