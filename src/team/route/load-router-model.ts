import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { readBytesNow } from "../../core/files-now.ts";
import { isRecord, parseJson } from "../../core/json.ts";
import type { LoadIssue } from "../load-issue.ts";
import { GROUPS, ROUTER_MODEL_VERSION, rowBytes, routerModel, type RouterModel, type RouterModelHead } from "./router-model.ts";

/** Name of the file with the learned weights, beside routing.yaml. */
export const ROUTER_MODEL_FILE = "router-weights.bin.br";

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
      const model = parseRouterModel(brotliDecompressSync(bytes));
      if (model !== undefined) return { model, warnings: [] };
      return { model: undefined, warnings: [{ path, line: 1, reason: "not weights that this version can read; not used" }] };
    } catch (error) {
      return { model: undefined, warnings: [{ path, line: 1, reason: String(error) }] };
    }
  }
  return { model: undefined, warnings: [] };
}

/**
 * Layout: length of the head (4 bytes, little-endian), head (JSON); for every group of buckets how many rows it has (a byte), for every row
 * its place in its group (a byte) and its rarity (a byte), then the weights (router-model.ts). Undefined for what is no such file.
 */
export function parseRouterModel(bytes: Uint8Array): RouterModel | undefined {
  if (bytes.byteLength < 4) return undefined;
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const parsed = parseJson(new TextDecoder().decode(bytes.subarray(4, start)));
  if (!parsed.ok || !isHead(parsed.value)) return undefined;
  const { rows, classes } = parsed.value;
  const ends = [start + GROUPS, start + GROUPS + rows, start + GROUPS + 2 * rows] as const;
  if (bytes.byteLength !== ends[2] + rows * rowBytes(classes.length)) return undefined;
  const model = routerModel(parsed.value, {
    counts: bytes.subarray(start, ends[0]),
    places: bytes.subarray(ends[0], ends[1]),
    rarity: bytes.subarray(ends[1], ends[2]),
    weights: bytes.subarray(ends[2]),
  });
  return model.starts[GROUPS] === rows ? model : undefined;
}

function isHead(value: unknown): value is RouterModelHead {
  return (
    isRecord(value) &&
    value["version"] === ROUTER_MODEL_VERSION &&
    typeof value["rows"] === "number" &&
    Array.isArray(value["classes"]) &&
    Array.isArray(value["bias"]) &&
    Array.isArray(value["scales"]) &&
    isRecord(value["combination"])
  );
}
