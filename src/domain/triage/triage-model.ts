import { isRecord, parseJson } from "../../core/json.ts";
import { type Head, type LinearModel, linearModel } from "./linear-model.ts";

/** Raised when features or layout change: a file of another version is refused. */
export const TRIAGE_MODEL_VERSION = 2;

/**
 * Layout: length of the head (4 bytes, little-endian), head (JSON: version, heads, rows, bias, scales), keys (each as its distance from the
 * one before; the lowest bytes of all, then the next, which packs best), rarities (a byte a row, in sixteenths), weights (a byte each).
 * Undefined for what is no such file.
 */
export function parseTriageModel(bytes: Uint8Array): LinearModel | undefined {
  if (bytes.byteLength < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headLength = view.getUint32(0, true);
  const parsed = parseJson(new TextDecoder().decode(bytes.subarray(4, 4 + headLength)));
  if (!parsed.ok || !isModelHead(parsed.value)) return undefined;
  const { heads, rows, bias, scales } = parsed.value;
  const start = 4 + headLength;
  if (bytes.byteLength !== start + rows * (5 + bias.length)) return undefined;
  const keys = keysOf(bytes.subarray(start, start + rows * 4), rows);
  const rarity = Float32Array.from(bytes.subarray(start + rows * 4, start + rows * 5), (sixteenths) => sixteenths / 16);
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + start + rows * 5, rows * bias.length);
  return linearModel({ heads, keys, rarity, weights, scales: Float32Array.from(scales), bias: Float32Array.from(bias) });
}

/** The bytes of a model, as parseTriageModel reads them. */
export function printTriageModel(model: Pick<LinearModel, "heads" | "keys" | "rarity" | "weights" | "scales" | "bias">): Uint8Array {
  const rows = model.keys.length;
  const head: ModelHead = {
    version: TRIAGE_MODEL_VERSION,
    heads: model.heads,
    rows,
    bias: [...model.bias].map(short),
    scales: [...model.scales].map(short),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = 4 + text.length;
  const bytes = new Uint8Array(start + rows * (5 + head.bias.length));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  for (const [row, key] of model.keys.entries()) {
    const distance = key - (model.keys[row - 1] ?? 0);
    for (let plane = 0; plane < 4; plane += 1) bytes[start + plane * rows + row] = distance >>> (8 * plane);
  }
  bytes.set(
    Uint8Array.from(model.rarity, (value) => Math.min(255, Math.round(value * 16))),
    start + rows * 4,
  );
  bytes.set(new Uint8Array(model.weights.buffer, model.weights.byteOffset, model.weights.length), start + rows * 5);
  return bytes;
}

interface ModelHead {
  readonly version: number;
  readonly heads: readonly Head[];
  readonly rows: number;
  readonly bias: readonly number[];
  readonly scales: readonly number[];
}

function isModelHead(value: unknown): value is ModelHead {
  return (
    isRecord(value) &&
    value["version"] === TRIAGE_MODEL_VERSION &&
    typeof value["rows"] === "number" &&
    Array.isArray(value["heads"]) &&
    Array.isArray(value["bias"]) &&
    Array.isArray(value["scales"])
  );
}

function keysOf(planes: Uint8Array, rows: number): Int32Array {
  const keys = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let distance = 0;
    for (let plane = 0; plane < 4; plane += 1) distance |= (planes[plane * rows + row] ?? 0) << (8 * plane);
    keys[row] = (keys[row - 1] ?? 0) + distance;
  }
  return keys;
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
