import { compareText } from "../../core/compare-text.ts";
import type { Adapter } from "./adapter.ts";

/** What a file offers: headers of its columns, or paths of its JSON (`tickets[].id`, `properties.time`). */
export interface FileShape {
  readonly format: "table" | "json";
  readonly keys: readonly string[];
}

export interface Recognition {
  readonly adapter: Adapter;
  /** 0–1: half for the headers that must be there, the rest for those that usually are. */
  readonly confidence: number;
}

/** The adapter that fits a file best, by its headers alone; undefined when none has all the headers it needs. */
export function recognise(shape: FileShape, adapters: readonly Adapter[]): Recognition | undefined {
  return adapters
    .flatMap((adapter) => {
      const fit = fitOf(shape, adapter);
      return fit.missing.length === 0 ? [{ adapter, confidence: fit.confidence, known: fit.known }] : [];
    })
    .sort((a, b) => b.known - a.known || b.confidence - a.confidence || compareText(a.adapter.name, b.adapter.name))[0];
}

/** For the note on an unknown file: the adapter that lacks fewest headers, and which. */
export function nearestAdapter(
  shape: FileShape,
  adapters: readonly Adapter[],
): { readonly adapter: Adapter; readonly missing: readonly string[] } | undefined {
  return adapters
    .map((adapter) => ({ adapter, ...fitOf(shape, adapter) }))
    .filter(({ adapter, missing }) => missing.length < adapter.recognise.required.length)
    .sort((a, b) => a.missing.length - b.missing.length || b.known - a.known)[0];
}

/** Questions of surveys are long; what is longer is no header, and is looked at by every adapter. */
const LONGEST_HEADER = 500;

/** Headers and keys are compared without case, blanks and punctuation. */
export function headerKey(header: string): string {
  return header
    .slice(0, LONGEST_HEADER)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]/gu, "");
}

/** Whether a key is one of the declared header's: the same, or for `How likely*recommend*` one that holds these words in this order. */
export function fitsHeader(header: string): (key: string) => boolean {
  const parts = header.split("*").map((part) => headerKey(part).replaceAll(".", String.raw`\.`));
  const pattern = new RegExp(`^${parts.join(".*")}$`, "u");
  return (key) => pattern.test(key);
}

function fitOf(shape: FileShape, adapter: Adapter): { missing: string[]; confidence: number; known: number } {
  const keys = new Set(recordKeys(shape, adapter).map(headerKey));
  const has = (alternatives: string): boolean =>
    alternatives.split("|").some((header) => (header.includes("*") ? [...keys].some(fitsHeader(header)) : keys.has(headerKey(header))));
  const { required, optional, excluded = [] } = adapter.recognise;
  if (shape.format !== adapter.format || excluded.some(has)) return { missing: [...required], confidence: 0, known: 0 };
  const missing = required.filter((header) => !has(header));
  const found = optional.filter(has).length;
  const share = optional.length === 0 ? 1 : found / optional.length;
  return { missing, confidence: Math.round((0.5 + 0.5 * share) * 100) / 100, known: required.length - missing.length + found };
}

/** Paths of one record: those under the container where the file has it, else the file's own. */
function recordKeys(shape: FileShape, adapter: Adapter): string[] {
  const prefix = `${adapter.container ?? ""}[].`;
  const contained = shape.keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return adapter.container !== undefined && contained.length > 0 ? contained : [...shape.keys];
}
