import { isRecord } from "../core/json.ts";

const SHOWN = 60;

/** Where two JSON values first differ, with both readings: `messages[2].content: "…" was recorded, it is "…"`. Undefined where they are equal. */
export function firstDifference(recorded: unknown, present: unknown, path = ""): string | undefined {
  if (Object.is(recorded, present)) return undefined;
  if (Array.isArray(recorded) && Array.isArray(present)) {
    const length = Math.max(recorded.length, present.length);
    for (let index = 0; index < length; index += 1) {
      const found = firstDifference(recorded[index], present[index], `${path}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isRecord(recorded) && isRecord(present)) {
    for (const key of [...new Set([...Object.keys(recorded), ...Object.keys(present)])].sort()) {
      const found = firstDifference(recorded[key], present[key], path === "" ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const [before, after] = parted(text(recorded), text(present));
  return `${path === "" ? "the whole" : path}: ${before} was recorded, it is ${after}`;
}

function text(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** Two long texts from a little before the place where they part. */
function parted(a: string, b: string): [string, string] {
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 15);
  const part = (whole: string): string =>
    `${from > 0 ? "…" : ""}${whole.slice(from, from + SHOWN)}${whole.length > from + SHOWN ? "…" : ""}`;
  return [part(a), part(b)];
}
