import { isRecord, parseJson } from "../../core/json.ts";
import { type Head, type LinearModel, linearModel } from "./linear-model.ts";
import { readRows, type RowsHead } from "./packed-rows.ts";

/** Raised when features or layout change: a file of another version is refused. */
export const TRIAGE_MODEL_VERSION = 3;

/** The part of a model file that is text. */
export interface TriageModelHead extends RowsHead {
  readonly version: number;
  readonly heads: readonly Head[];
  readonly bias: readonly number[];
  readonly scales: readonly number[];
}

/**
 * Layout: length of the head (4 bytes, little-endian), head (JSON), then the rows (packed-rows.ts). Undefined for what is no
 * such file.
 */
export function parseTriageModel(bytes: Uint8Array): LinearModel | undefined {
  if (bytes.byteLength < 4) return undefined;
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const parsed = parseJson(new TextDecoder().decode(bytes.subarray(4, start)));
  if (!parsed.ok || !isModelHead(parsed.value)) return undefined;
  const { heads, bias, scales } = parsed.value;
  const rows = readRows(bytes.subarray(start), heads, parsed.value);
  if (rows === undefined) return undefined;
  return linearModel({ heads, ...rows, scales: Float32Array.from(scales), bias: Float32Array.from(bias) });
}

function isModelHead(value: unknown): value is TriageModelHead {
  return (
    isRecord(value) &&
    value["version"] === TRIAGE_MODEL_VERSION &&
    typeof value["rows"] === "number" &&
    Array.isArray(value["heads"]) &&
    Array.isArray(value["bias"]) &&
    Array.isArray(value["scales"]) &&
    Array.isArray(value["steps"])
  );
}
