import { isMap, isNode, isScalar, type Pair, parseDocument, type Range, stringify, type YAMLMap } from "yaml";
import { stableJson } from "../core/json.ts";

/**
 * The text of a YAML file with the value at a path set. Everything else stays as it was written, byte for byte: comments, order, quotes. A
 * key
 * that is new goes to the end of its section, or behind the commented-out example of it. Sections on the way are made.
 */
export function setInYaml(text: string, path: readonly string[], value: unknown): string {
  const document = parseDocument(text);
  const set = withoutMinusZero(value);
  const wanted = withValue(document.toJS() ?? {}, path, set);
  const edited = edit(text, path, set);
  // What cannot be edited in place (anchors, keys of several lines) is printed anew, comments included.
  if (edited !== undefined && holds(edited, wanted)) return edited;
  document.setIn(path, set);
  return document.toString({ lineWidth: 0 });
}

function edit(text: string, path: readonly string[], value: unknown): string | undefined {
  let map: unknown = parseDocument(text).contents;
  for (const [depth, name] of path.entries()) {
    const rest = path.slice(depth);
    if (map === null) return appended(text, rest, value);
    if (!isMap(map)) return undefined;
    const pair = pairOf(map, name);
    if (pair === undefined) return depth === 0 && map.flow !== true ? appended(text, rest, value) : added(text, map, rest, value);
    if (depth === path.length - 1 || !isMap(pair.value)) return replaced(text, pair, rest, value);
    map = pair.value;
  }
  return undefined;
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
}

/** A pair in place of another, from its key to the end of its value. */
function replaced(text: string, { key, value: old }: Pair, path: readonly string[], value: unknown): string | undefined {
  const [keyRange, valueRange] = [rangeOf(key), rangeOf(old)];
  if (keyRange === undefined || valueRange === undefined) return undefined;
  const [start] = keyRange;
  const end = Math.max(keyRange[1], trimmedEnd(text, valueRange[1]));
  return text.slice(0, start) + printPair(path, value) + text.slice(end);
}

/** A pair behind the last one of a section. */
function added(text: string, map: YAMLMap, path: readonly string[], value: unknown): string | undefined {
  const range = rangeOf(map);
  if (range === undefined) return undefined;
  if (map.flow === true) {
    const close = range[1] - 1;
    const before = text.slice(0, close).trimEnd();
    const glue = map.items.length === 0 || before.endsWith(",") ? " " : ", ";
    return `${before}${glue}${printPair(path, value)}${map.items.length === 0 ? " " : text.slice(before.length, close)}${text.slice(close)}`;
  }
  const [first] = map.items;
  const last = map.items.at(-1);
  const [firstRange, lastRange] = [rangeOf(first?.key), rangeOf(last?.value) ?? rangeOf(last?.key)];
  if (firstRange === undefined || lastRange === undefined) return undefined;
  const column = firstRange[0] - (text.lastIndexOf("\n", firstRange[0] - 1) + 1);
  const at = lineEnd(text, trimmedEnd(text, lastRange[1]));
  return `${text.slice(0, at)}${eolOf(text)}${" ".repeat(column)}${printPair(path, value)}${text.slice(at)}`;
}

/** A pair of the top level: behind its commented-out example, else at the end of the file. */
function appended(text: string, path: readonly string[], value: unknown): string {
  const eol = eolOf(text);
  const lines = text.split(/(?<=\n)/);
  const line = printPair(path, value) + eol;
  const example = lines.findIndex((one) => one.startsWith(`#${path[0] ?? ""}:`));
  if (example >= 0) {
    let end = example + 1;
    while (lines[end]?.startsWith("#") === true) end += 1;
    const head = lines.slice(0, end).join("");
    return `${head}${head.endsWith("\n") ? "" : eol}${line}${lines.slice(end).join("")}`;
  }
  return `${text}${text === "" || text.endsWith("\n") ? "" : eol}${line}`;
}

/** `a: {b: 1}` for the path a, b. */
function printPair([name = "", ...rest]: readonly string[], value: unknown): string {
  return `${flow(name)}: ${flow(rest.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value))}`;
}

/** A value in one line, quoted where it must be, inside a list or not. */
function flow(value: unknown): string {
  return stringify([value], { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false }).trimEnd().slice(1, -1);
}

/** No setting tells -0 from 0, and nobody who reads `-0` in a file knows why it stands there. */
function withoutMinusZero(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMinusZero);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutMinusZero(one)]));
  return value === 0 ? 0 : value;
}

function withValue(whole: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const record = typeof whole === "object" && whole !== null && !Array.isArray(whole) ? (whole as Record<string, unknown>) : {};
  return { ...record, [name]: withValue(record[name], rest, value) };
}

function holds(text: string, wanted: unknown): boolean {
  const document = parseDocument(text);
  return document.errors.length === 0 && stableJson(document.toJS()) === stableJson(wanted);
}

/** Where a node stands; undefined for what was not read from a text. */
function rangeOf(node: unknown): Range | undefined {
  return isNode(node) ? (node.range ?? undefined) : undefined;
}

function trimmedEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

function lineEnd(text: string, from: number): number {
  const at = text.slice(from).search(/\r?\n/);
  return at < 0 ? text.length : from + at;
}

function eolOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
