/**
 * A sorted table in one string, `|key=value|key=value|`: a program that looks up a few words reads it without taking it apart. Throws
 * RangeError for a key that holds `|` or `=`, or a value that holds `|`.
 */
export function packTable(entries: Iterable<readonly [key: string, value: string]>): string {
  const rows = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  for (const [key, value] of rows) if (/[|=]/.test(key) || value.includes("|")) throw new RangeError(`not for a table: ${key}`);
  return `|${rows.map(([key, value]) => `${key}=${value}|`).join("")}`;
}

/** Looks up a key in a packed table: its value as `takeApart` reads it, the first time it is asked for; undefined where there is none. */
export function openTable<T>(packed: string, takeApart: (value: string, key: string) => T): (key: string) => T | undefined {
  const read = new Map<string, T>();
  let lookups = 0;
  let all: ReadonlyMap<string, string> | undefined;
  return (key) => {
    const known = read.get(key);
    if (known !== undefined) return known;
    lookups += 1;
    // A stream of requests is served faster from a map than by searching.
    if (lookups > MANY) all ??= new Map(rowsOf(packed));
    const value = all === undefined ? found(packed, key) : all.get(key);
    if (value === undefined) return undefined;
    const fresh = takeApart(value, key);
    read.set(key, fresh);
    return fresh;
  };
}

const MANY = 1000;

/** Search by halves: `from` and `to` always stand on a `|`. */
function found(packed: string, key: string): string | undefined {
  let from = 0;
  let to = packed.length - 1;
  while (from < to) {
    const start = packed.lastIndexOf("|", (from + to) >> 1);
    const end = packed.indexOf("|", start + 1);
    const equals = packed.indexOf("=", start + 1);
    const here = packed.slice(start + 1, equals);
    if (here === key) return packed.slice(equals + 1, end);
    if (here < key) from = end;
    else to = start;
  }
  return undefined;
}

function rowsOf(packed: string): (readonly [string, string])[] {
  return packed
    .slice(1, -1)
    .split("|")
    .filter((row) => row !== "")
    .map((row) => {
      const equals = row.indexOf("=");
      return [row.slice(0, equals), row.slice(equals + 1)];
    });
}
