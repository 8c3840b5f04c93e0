import { readdirSync, readFileSync } from "node:fs";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import { csvHeader } from "../../../src/book/import/csv-header.ts";
import { recognise } from "../../../src/book/import/recognise.ts";
import type { Files } from "../workspace.ts";

/** The example exports of a vendor by their names: all, or those of `names`. */
export function exportsOf(vendor: string, ...names: readonly string[]): Files {
  const folder = new URL(`../../fixtures/exports/${vendor}/`, import.meta.url);
  const wanted = names.length === 0 ? readdirSync(folder) : names;
  return Object.fromEntries(wanted.map((name) => [name, readFileSync(new URL(encodeURIComponent(name), folder), "utf8")]));
}

/** Which adapter takes each delimited file among all. Throws where another would take it too and is as sure. */
export function takers(files: Files): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, takerOf(file, String(text))]));
}

function takerOf(file: string, text: string): string {
  const shape = { format: "table" as const, keys: csvHeader(text).cells };
  const taken = recognise(shape, ADAPTERS);
  if (taken === undefined) throw new Error(`${file} goes to none`);
  const rivals = ADAPTERS.filter((adapter) => adapter !== taken.adapter).flatMap((adapter) => recognise(shape, [adapter]) ?? []);
  const rival = rivals.find(({ confidence }) => confidence >= taken.confidence);
  if (rival !== undefined) throw new Error(`${file} goes to ${taken.adapter.name}, but ${rival.adapter.name} is as sure`);
  return taken.adapter.name;
}
