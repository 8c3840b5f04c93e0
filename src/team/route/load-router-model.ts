import { join } from "node:path";
import { hasCode, readBytes } from "../../core/files.ts";
import { isRecord, parseJson } from "../../core/json.ts";
import type { LoadIssue } from "../load-issue.ts";
import { ROUTER_MODEL_VERSION, routerModel, type RouterModel, type RouterModelHead } from "./router-model.ts";

/** Name of the file with the learned weights, beside routing.yaml. */
export const ROUTER_MODEL_FILE = "router-weights.bin";

/**
 * The learned weights of the last of those folders that has some, or undefined. A file that cannot be used gives a warning: routing then
 * goes by the team's words alone.
 */
export async function loadRouterModel(
  dirs: readonly string[],
): Promise<{ readonly model: RouterModel | undefined; readonly warnings: readonly LoadIssue[] }> {
  for (const dir of [...dirs].reverse()) {
    const path = join(dir, ROUTER_MODEL_FILE);
    try {
      const model = parseRouterModel(await readBytes(path));
      if (model !== undefined) return { model, warnings: [] };
      return { model: undefined, warnings: [{ path, line: 1, reason: "not weights that this version can read; not used" }] };
    } catch (error) {
      if (!hasCode(error, "ENOENT", "ENOTDIR")) return { model: undefined, warnings: [{ path, line: 1, reason: String(error) }] };
    }
  }
  return { model: undefined, warnings: [] };
}

/**
 * Layout: length of the head (4 bytes, little-endian), head (JSON), then for every row its bucket (4 bytes), its rarity (1 byte) and its
 * weights (1 byte a class), each of the three as one block. Undefined for what is no such file.
 */
export function parseRouterModel(bytes: Uint8Array): RouterModel | undefined {
  if (bytes.byteLength < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + view.getUint32(0, true);
  const parsed = parseJson(new TextDecoder().decode(bytes.subarray(4, start)));
  if (!parsed.ok || !isHead(parsed.value)) return undefined;
  const { rows, classes } = parsed.value;
  const size = classes.length;
  if (bytes.byteLength !== start + rows * (5 + size)) return undefined;
  const buckets = new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) buckets[row] = view.getUint32(start + row * 4, true);
  const rarity = bytes.subarray(start + rows * 4, start + rows * 5);
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + start + rows * 5, rows * size);
  return routerModel(parsed.value, buckets, rarity, weights);
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
