import type { Adapter } from "../import/adapter.ts";
import type { FileShape } from "../import/recognise.ts";
import { containers, recordKeys } from "./mapping-adapter.ts";

/** An adapter that takes every column of a file as text, for looking at it before anything is known. */
export function wholeFile(shape: FileShape, table: Adapter["table"] = "usage"): Adapter {
  const isBare = shape.format === "table" || shape.keys.some((key) => !key.includes("[]") && !hasList(shape, key) && !PAGE.test(key));
  const [container] = isBare ? [] : containers(shape);
  return {
    name: "whole-file",
    vendor: "own",
    title: "every column",
    table,
    format: shape.format,
    ...(container === undefined ? {} : { container }),
    recognise: { required: [], optional: [] },
    columns: Object.fromEntries(leaves(recordKeys(shape, container)).map((key) => [key, { from: [key], kind: "text" as const }])),
    account: {},
    required: [],
    identity: [],
  };
}

/** What a page of an API says beside its records. */
const PAGE = /^(count|total|next|prev|previous|page|pages|links|meta|cursor|has_more|object|url|status)/i;

/** True where a key of the document holds a list of records. */
function hasList({ keys }: FileShape, key: string): boolean {
  return keys.some((other) => other.startsWith(`${key}[].`));
}

/** Paths that hold a value and no further keys; a list counts as one value. */
function leaves(keys: readonly string[]): string[] {
  return keys.filter((key) => !key.includes("[]") && !keys.some((other) => other.startsWith(`${key}.`)));
}
