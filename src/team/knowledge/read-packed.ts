import { join } from "node:path";
import { readTextIfAny } from "../../core/files.ts";
import { hash } from "../../core/ids.ts";
import { isRecord, parseJson } from "../../core/json.ts";

/** What the shipped YAML files hold, already parsed, by the hash of their text: parsing them takes longer than all the rest of a start. */
export type Packed = ReadonlyMap<string, unknown>;

/** Reads triage/parsed.json of a reference folder; empty where there is none, or it is damaged. */
export async function readPacked(folder: string): Promise<Packed> {
  const text = await readTextIfAny(join(folder, "triage/parsed.json"));
  const parsed = text === undefined ? undefined : parseJson(text);
  return new Map(parsed?.ok === true && isRecord(parsed.value) ? Object.entries(parsed.value) : []);
}

/** The key of a file's text among the packed. */
export function packedKey(text: string): string {
  return hash(text);
}
