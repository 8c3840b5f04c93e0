import { isRecord } from "../../core/json.ts";
import { headerKey } from "./recognise.ts";

/** How a record's value under a header or path is had; "" where there is none. */
export type Getter<Row> = (source: string) => ((row: Row) => string) | undefined;

/** Cells of a table by header. */
export function cellGetter(header: readonly string[]): Getter<readonly string[]> {
  const places = new Map<string, number>();
  for (const [place, name] of header.entries()) if (!places.has(headerKey(name))) places.set(headerKey(name), place);
  return (source) => {
    const place = places.get(headerKey(source));
    return place === undefined ? undefined : (row) => row[place] ?? "";
  };
}

/** Values of JSON objects that have these keys at the top, by key or dotted path. */
export function objectGetter(keys: readonly string[]): Getter<Readonly<Record<string, unknown>>> {
  const names = new Map(keys.map((key) => [headerKey(key).replaceAll(".", ""), key] as const).reverse());
  return (source) => {
    const [head = "", ...rest] = source.split(".");
    const key = names.get(headerKey(head));
    if (key === undefined) return undefined;
    if (rest.length === 0) return (row) => textOf(row[key]);
    return (row) => {
      let value: unknown = row[key];
      for (const part of rest) value = isRecord(value) ? value[part] : undefined;
      return textOf(value);
    };
  };
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return textOf(value[0]);
  return "";
}
