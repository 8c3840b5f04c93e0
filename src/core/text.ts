import { compareText } from "./compare-text.ts";

/** Lower-case ASCII slug: accents folded, everything else a single hyphen. Empty when nothing is left. */
export function slug(text: string): string {
  // Ids are slugs already, and are asked for a hundred thousand times.
  if (SLUG.test(text)) return text;
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Damerau-free Levenshtein distance between two short strings. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The candidates most like `word`, best first: near in spelling, or holding it as a part. */
export function nearest(word: string, candidates: readonly string[], limit = 3): string[] {
  const wanted = word.toLowerCase();
  return candidates
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      const distance = lower.includes(wanted) && wanted.length > 2 ? 0.5 : editDistance(wanted, lower);
      return { candidate, distance };
    })
    .filter(({ distance }) => distance <= Math.max(2, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.distance - b.distance || compareText(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** The candidates that begin much like `word`, best first: "retenion" finds "retention-specialist". */
export function nearestBeginning(word: string, candidates: readonly string[], limit = 3): string[] {
  const wanted = word.toLowerCase();
  return candidates
    .map((candidate) => ({
      candidate,
      distance: Math.min(...[0, 1].map((more) => editDistance(wanted, candidate.toLowerCase().slice(0, wanted.length + more)))),
    }))
    .filter(({ distance }) => wanted.length > 3 && distance <= Math.max(1, Math.floor(wanted.length / 5)))
    .sort((a, b) => a.distance - b.distance || compareText(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** "1 account", "2 accounts"; `many` for irregular plurals. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${grouped(amount)} ${amount === 1 ? one : many}`;
}

/** A whole number with commas between thousands. The language tables of the platform would take milliseconds to make ready for it. */
export function grouped(whole: number): string {
  return String(whole).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ",");
}

/** What stands between commas, without blanks at its ends; empty parts are left out. */
export function commaSeparated(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** "a, b and c". */
export function list(items: readonly string[], last = "and"): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1) ?? ""}`;
}

const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Text from outside (tickets, names, model replies) without terminal escapes, control or bidi characters; tabs and newlines stay. */
export function clean(text: string): string {
  return text
    .replaceAll(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-_])/g, "")
    .replaceAll("\r\n", "\n")
    .replaceAll(CONTROL, "");
}

/** Text from outside as a single line: control characters gone, white space single, nothing at either end. */
export function oneLine(text: string): string {
  return clean(text).replaceAll(/\s+/g, " ").trim();
}

/** The text in at most `most` UTF-16 units; what is longer ends in "…", never inside a character. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}…`;
}

/** The sentence with its first letter as a capital. */
export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
