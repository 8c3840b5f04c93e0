import { join } from "node:path";
import { hasCode, readBytes } from "../../core/files.ts";
import { isRecord, parseJson } from "../../core/json.ts";
import type { LoadIssue } from "../load-issue.ts";
import { ROUTER_MODEL_VERSION, rowBytes, routerModel, type RouterModel, type RouterModelHead } from "./router-model.ts";

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
 * Layout: length of the head (4 bytes, little-endian), head (JSON); for every row the distance of its bucket from the one before (a byte;
 * 255 means that the next byte is added), then for every row its rarity (a byte), then the rows of weights. Undefined for what is no such file.
 */
export function parseRouterModel(bytes: Uint8Array): RouterModel | undefined {
  if (bytes.byteLength < 4) return undefined;
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const parsed = parseJson(new TextDecoder().decode(bytes.subarray(4, start)));
  if (!parsed.ok || !isHead(parsed.value)) return undefined;
  const { rows, classes } = parsed.value;
  if (!Number.isSafeInteger(rows) || rows < 0 || rows > bytes.byteLength) return undefined;
  const buckets = new Uint32Array(rows);
  let at = start;
  let bucket = 0;
  for (let row = 0; row < rows; row += 1) {
    let step = bytes[at] ?? 0;
    while (step === STEP_ON && at < bytes.byteLength) {
      bucket += STEP_ON;
      at += 1;
      step = bytes[at] ?? 0;
    }
    bucket += step;
    at += 1;
    buckets[row] = bucket;
  }
  if (bytes.byteLength !== at + rows * (1 + rowBytes(classes.length))) return undefined;
  return routerModel(parsed.value, buckets, bytes.subarray(at, at + rows), bytes.subarray(at + rows));
}

/** A byte of this value says that the distance goes on. */
export const STEP_ON = 255;

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
