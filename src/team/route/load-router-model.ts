import { join } from "node:path";
import { readBytesNow } from "../../core/files-now.ts";
import { isRecord, parseJson } from "../../core/json.ts";
import type { LoadIssue } from "../load-issue.ts";
import { GROUPS, ROUTER_MODEL_VERSION, routerModel, type RouterModel, type RouterModelHead } from "./router-model.ts";

/** Name of the file with the learned weights, beside routing.yaml. */
export const ROUTER_MODEL_FILE = "router-weights.bin";

/**
 * The learned weights of the last of those folders that has some, or undefined. A file that cannot be used gives a warning: routing then
 * goes by the team's words alone.
 */
export function loadRouterModel(dirs: readonly string[]): {
  readonly model: RouterModel | undefined;
  readonly warnings: readonly LoadIssue[];
} {
  for (const dir of [...dirs].reverse()) {
    const path = join(dir, ROUTER_MODEL_FILE);
    try {
      const bytes = readBytesNow(path);
      if (bytes === undefined) continue;
      const model = parseRouterModel(bytes);
      if (model !== undefined) return { model, warnings: [] };
      return { model: undefined, warnings: [{ path, line: 1, reason: "not weights that this version can read; not used" }] };
    } catch (error) {
      return { model: undefined, warnings: [{ path, line: 1, reason: String(error) }] };
    }
  }
  return { model: undefined, warnings: [] };
}

/**
 * Layout: length of the head (4 bytes, little-endian), head (JSON), the length of every group of buckets (a byte), then the groups, each of
 * whole bytes and in prefix codes, so that nothing is unpacked before it is looked up: for every row its place in the group (the first as
 * it is, then how many are left out), its rarity, and by a code of that rarity the levels of its classes, two at once (the first × the
 * number of levels + the second; a last one by itself); at the end a place beyond the group.
 * Undefined for what is no such file.
 */
export function parseRouterModel(bytes: Uint8Array): RouterModel | undefined {
  if (bytes.byteLength < 4) return undefined;
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const parsed = parseJson(new TextDecoder().decode(bytes.subarray(4, start)));
  if (!parsed.ok || !isHead(parsed.value)) return undefined;
  const lengths = bytes.subarray(start, start + GROUPS);
  const groups = bytes.subarray(start + GROUPS);
  if (lengths.reduce((sum, length) => sum + length, 0) !== groups.length) return undefined;
  return routerModel(parsed.value, lengths, groups);
}

function isHead(value: unknown): value is RouterModelHead {
  return (
    isRecord(value) &&
    value["version"] === ROUTER_MODEL_VERSION &&
    Array.isArray(value["classes"]) &&
    Array.isArray(value["bias"]) &&
    Array.isArray(value["scales"]) &&
    isRecord(value["combination"]) &&
    isRecord(value["codes"])
  );
}
