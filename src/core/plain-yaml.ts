/**
 * What a YAML text holds, where it is of the plain kind that lists of words are written in: keys, one value a line, flow lists on one line,
 * block lists, comments on lines of their own. Many times faster than a whole parser. Undefined for anything else, right or wrong, so that
 * the parser decides and says what is amiss.
 */
export function parsePlainYaml(text: string): unknown {
  if (UNUSUAL.test(text)) return undefined;
  const lines: Line[] = [];
  for (const line of text.split("\n")) {
    const content = line.trim();
    if (content !== "" && !content.startsWith("#")) lines.push({ indent: line.length - line.trimStart().length, content });
  }
  const [first] = lines;
  if (first === undefined) return undefined;
  const reader = { lines, at: 0 };
  const value = block(reader, first.indent);
  return reader.at === lines.length && value !== NOT_PLAIN ? value : undefined;
}

/** White space but blanks and line ends, and what is no text. */
const UNUSUAL = /[^\S\n ]|[\0-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/;

interface Line {
  readonly indent: number;
  readonly content: string;
}

interface Reader {
  readonly lines: Line[];
  at: number;
}

const NOT_PLAIN = Symbol("not plain");

/** The list or map whose lines are indented so far. */
function block(reader: Reader, indent: number): unknown {
  return reader.lines[reader.at]?.content.startsWith("- ") === true ? list(reader, indent) : map(reader, indent);
}

/** `ofKey`: the list stands under its key at the key's own indent, and ends where the next key begins. */
function list(reader: Reader, indent: number, ofKey = false): unknown {
  const items: unknown[] = [];
  for (let line = reader.lines[reader.at]; line !== undefined && line.indent === indent; line = reader.lines[reader.at]) {
    if (!line.content.startsWith("- ")) {
      if (ofKey) break;
      return NOT_PLAIN;
    }
    const content = line.content.slice(2).trimStart();
    let item: unknown;
    if (KEY.test(content)) {
      // What stands behind the dash is the first line of a map that is indented as far as it.
      const own = indent + line.content.length - content.length;
      reader.lines[reader.at] = { indent: own, content };
      item = map(reader, own);
    } else {
      reader.at += 1;
      item = value(content);
    }
    if (item === NOT_PLAIN) return NOT_PLAIN;
    items.push(item);
  }
  return isDeeper(reader, indent) ? NOT_PLAIN : items;
}

/** A key; what has one cannot be anything but a map. */
const KEY = /^([A-Za-z0-9_-]+):(?: |$)/;

function map(reader: Reader, indent: number): unknown {
  const entries = new Map<string, unknown>();
  for (let line = reader.lines[reader.at]; line !== undefined && line.indent === indent; line = reader.lines[reader.at]) {
    const key = KEY.exec(line.content)?.[1];
    if (key === undefined || line.content.startsWith("- ") || isOdd(key) || entries.has(key)) return NOT_PLAIN;
    reader.at += 1;
    const rest = line.content.slice(key.length + 1).trim();
    const next = reader.lines[reader.at];
    let own: unknown;
    if (rest !== "") own = value(rest);
    else if (next?.indent === indent && next.content.startsWith("- ")) own = list(reader, indent, true);
    else own = next !== undefined && next.indent > indent ? block(reader, next.indent) : NOT_PLAIN;
    if (own === NOT_PLAIN) return NOT_PLAIN;
    entries.set(key, own);
  }
  return isDeeper(reader, indent) || entries.size === 0 ? NOT_PLAIN : Object.fromEntries(entries);
}

/** True for a key that a parser may take for a number in other words, or for nothing. */
function isOdd(key: string): boolean {
  return key === "__proto__" || (!/^-?[1-9]\d{0,8}$|^0$/.test(key) && (!/^[A-Za-z_]/.test(key) || WORDS.test(key)));
}

/** A line that is indented further than the block that has just ended belongs to nothing that is plain. */
function isDeeper({ lines, at }: Reader, indent: number): boolean {
  return (lines[at]?.indent ?? 0) > indent;
}

function value(content: string): unknown {
  if (!content.startsWith("[")) return scalar(content, false);
  if (!content.endsWith("]")) return NOT_PLAIN;
  const inside = content.slice(1, -1).trim();
  if (inside === "") return [];
  const items: unknown[] = [];
  for (const part of inside.includes('"') ? outsideQuotes(inside) : inside.split(",")) {
    const item = scalar(part.trim(), true);
    if (item === NOT_PLAIN) return NOT_PLAIN;
    items.push(item);
  }
  return items;
}

/** The parts between commas that stand in no quotes. */
function outsideQuotes(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === "," && !isQuoted) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** Words that YAML takes for something else than text. */
const WORDS = /^(?:null|true|false|~)$/i;
/** What YAML takes for a number, and of that what JavaScript writes the same way. */
const NUMERIC = /^[-+]?(?:0o[0-7]+|0x[\da-f]+|\.inf|\.nan|(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?)$/i;
const PLAIN_NUMBER = /^(?:0|-?[1-9]\d{0,14}|-?(?:0|[1-9]\d{0,8})\.\d{0,5}[1-9])$/;
/** With such a sign begins what is no text, or may be none. */
const SIGNS = /^[-+.?:,[\]{}#&*!|>'"%@`=<~]/;

/** Nearly every item of a word list: asked first, so that no other question need be. */
const LETTERS = /^[a-z\u00df-\u00ff][a-z\u00df-\u00ff '-]*$/i;

function scalar(text: string, inFlow: boolean): unknown {
  if (LETTERS.test(text) && (text.length > 5 || !WORDS.test(text))) return text;
  if (/^"[^"\\]*"$/.test(text)) return text.slice(1, -1);
  if (PLAIN_NUMBER.test(text)) return Number(text);
  if (text === "" || SIGNS.test(text) || NUMERIC.test(text) || WORDS.test(text) || /: |:$| #/.test(text)) return NOT_PLAIN;
  return inFlow && /[[\]{}":]/.test(text) ? NOT_PLAIN : text;
}
