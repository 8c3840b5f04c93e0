/** Fields of a message's header by lower-case name, each as often as it stands there, unfolded and as raw text. */
export type MailHeaders = ReadonlyMap<string, readonly string[]>;

/** Reads the lines of a header block. A line that is neither a field nor the rest of one is passed over. */
export function mailHeaders(lines: readonly string[]): MailHeaders {
  const fields: { readonly name: string; value: string }[] = [];
  for (const line of lines) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) last.value += ` ${line.trim()}`;
      continue;
    }
    const [, name, value = ""] = FIELD.exec(line) ?? [];
    if (name !== undefined) fields.push({ name: name.toLowerCase(), value: value.trim() });
  }
  const headers = new Map<string, string[]>();
  for (const { name, value } of fields) headers.set(name, [...(headers.get(name) ?? []), value]);
  return headers;
}

/** A field's name is printable ASCII but for the colon (RFC 5322). */
const FIELD = /^([!-9;-~]+)[ \t]*:(.*)$/;

/** True for a line that begins a header field. */
export function isHeaderLine(line: string): boolean {
  return FIELD.test(line);
}

const ADDRESS = /^[^\s@<>()[\]",;:\\]+@[^\s@<>()[\]",;:\\]+\.[^\s@<>()[\]",;:\\]+$/;

/**
 * The addresses of a list such as `"Holt, Mia" <mia@acme.example>, Team: a@b.example;` in lower case. An address within a name or a
 * comment is none: anybody can write any there.
 */
export function mailAddresses(list: string): string[] {
  return parts(list).flatMap((part) => {
    const address = (/<([^<>]*)>\s*$/.exec(part)?.[1] ?? part.replace(/^[^:"]*:/, "")).trim().toLowerCase();
    return ADDRESS.test(address) ? [address] : [];
  });
}

/** Items of an address list, without comments; commas and semicolons part them outside quotes and angle brackets. */
function parts(list: string): string[] {
  const items = [""];
  let quoted = false;
  let angle = false;
  let depth = 0;
  for (let at = 0; at < list.length; at += 1) {
    const character = list[at] ?? "";
    const escaped = character === "\\" && (quoted || depth > 0);
    if (depth === 0 && character === '"') quoted = !quoted;
    if (!quoted && character === "(") depth += 1;
    const isOutside = !quoted && depth === 0;
    if (isOutside && character === "<") angle = true;
    if (isOutside && character === ">") angle = false;
    if (isOutside && !angle && (character === "," || character === ";")) items.push("");
    // What is quoted is a name: it is not needed.
    else if (isOutside && character !== '"') items[items.length - 1] += character;
    if (!quoted && character === ")" && depth > 0) depth -= 1;
    if (escaped) at += 1;
  }
  return items;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};
const DATE =
  /^(?:[a-z]{3},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d{2})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s+([+-]\d{4}|[a-z]{1,4})(?:\s*\([^)]*\))?$/i;

/** The instant of a Date field (RFC 5322) as ISO 8601 with its offset, or undefined for what is none. */
export function mailDate(text: string): string | undefined {
  const [, day = "", name = "", year = "", hour = "", minute = "", second = "00", zone = ""] =
    DATE.exec(text.trim().replaceAll(/\s+/g, " ")) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : namedOffset(zone);
  if (month === 0 || offset === undefined) return undefined;
  const century = year.length === 2 ? (Number(year) < 50 ? "20" : "19") : "";
  const two = (part: string | number): string => String(part).padStart(2, "0");
  return `${century}${year}-${two(month)}-${two(day)}T${hour}:${minute}:${second}${offset}`;
}

function namedOffset(zone: string): string | undefined {
  const hours = ZONES[zone.toLowerCase()];
  return hours === undefined ? undefined : `${hours < 0 ? "-" : "+"}${String(Math.abs(hours)).padStart(2, "0")}:00`;
}
