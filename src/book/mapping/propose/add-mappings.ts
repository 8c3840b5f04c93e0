import { isCollection, isMap, isScalar, isSeq, parseDocument } from "yaml";

/**
 * The text of echo.yaml with entries added to its `mapping`: at the end of the list, or as a new list at the end of the text. What was
 * there stays as it was. Undefined where the list is not written one entry a line, so that lines cannot be added to it.
 */
export function addMappings(text: string, entries: readonly (readonly string[])[]): string | undefined {
  const body = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  const document = parseDocument(body);
  const root: unknown = document.contents;
  const pair = isMap(root) ? root.items.find(({ key }) => isScalar(key) && key.value === "mapping") : undefined;
  if (pair === undefined) {
    if (root !== null && (!isMap(root) || root.flow === true)) return undefined;
    const list = entries.flatMap((lines) => ["", ...lines.map((line) => `  ${line}`)]).join("\n");
    return `${body}${body === "" ? "" : "\n"}mapping:${list.startsWith("\n") ? list : `\n${list}`}\n`;
  }
  const { value } = pair;
  const [first] = isSeq(value) ? value.items : [];
  const last: unknown = isSeq(value) ? value.items.at(-1) : undefined;
  if (!isSeq(value) || value.flow === true || !hasRange(first) || !hasRange(last)) return undefined;
  const indent = /^( *)- /.exec(lineAt(body, first.range[0]))?.[1];
  if (indent === undefined) return undefined;
  const end = endOfComments(body, endOfLine(body, last.range[1]), indent);
  return `${body.slice(0, end)}${entries.flatMap((lines) => ["", ...lines.map((line) => `${indent}${line}`)]).join("\n")}\n${body.slice(end)}`;
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return isCollection(node) && Array.isArray(node.range);
}

function lineAt(text: string, offset: number): string {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset + 1);
}

/** Entries that are commented out stand below the last one that is read, as far in as it; at the margin they could be any setting's. */
function endOfComments(text: string, end: number, indent: string): number {
  if (indent === "") return end;
  const below = new RegExp(String.raw`^(?:(?:[ \t]*\r?\n)*${indent}#[^\n]*(?:\n|$))+`).exec(text.slice(end));
  return end + (below?.[0].length ?? 0);
}

/** Just after the line in which the last character before `offset` stands. */
function endOfLine(text: string, offset: number): number {
  const last = text.slice(0, offset).trimEnd().length;
  const newline = text.indexOf("\n", last);
  return newline < 0 ? text.length : newline + 1;
}
