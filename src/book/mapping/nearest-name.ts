import { compareText } from "../../core/compare-text.ts";
import { nearest } from "../../core/text.ts";
import { DATA_TABLES, type DataTable } from "../schema.ts";
import { headerWords, phraseFit } from "./propose/header-words.ts";
import { TARGET_WORDS } from "./propose/target-words.ts";

const OFFERED = 3;
/** A name shares at least half of its words with one that it is offered for. */
const LEAST_FIT = 0.5;

/** The tables that somebody may have meant: spelled nearly so, or called so elsewhere ("deals", "customers"); best first. */
export function nearestTables(written: string): readonly string[] {
  return offered(written, DATA_TABLES, (table) => TARGET_WORDS[table]?.named ?? "");
}

/** The columns of a table that somebody may have meant: spelled nearly so, called so in exports ("end date"), or of some of the same words. */
export function nearestColumns(table: DataTable, written: string, targets: readonly string[]): readonly string[] {
  return offered(written, targets, (target) => TARGET_WORDS[table]?.columns[target] ?? "");
}

/** The headers of a file that somebody may have meant. */
export function nearestHeaders(written: string, headers: readonly string[]): readonly string[] {
  return offered(written, headers, () => "");
}

/** A slip of the pen is likelier than another word, so names spelled nearly alike come first. */
function offered<Name extends string>(written: string, names: readonly Name[], phrasesOf: (name: Name) => string): readonly string[] {
  const words = headerWords(written);
  const meant = names
    .map((name) => ({ name, fit: Math.max(phraseFit(words, phrasesOf(name).split("|")), sharedWords(words, headerWords(name))) }))
    .filter(({ fit }) => fit >= LEAST_FIT)
    .sort((a, b) => b.fit - a.fit || compareText(a.name, b.name));
  const best = meant[0]?.fit === 1 ? [meant[0].name] : [];
  return [...new Set([...best, ...nearest(written, names, OFFERED), ...meant.map(({ name }) => name)])].slice(0, OFFERED);
}

/** Share of the words of two names that both have, 0–1; "minor", "at", "on" and "id" say little. */
function sharedWords(a: string, b: string): number {
  const [own, other] = [a, b].map((words) => new Set(words.split(" ").filter((word) => word !== "" && !WEAK.has(word))));
  if (own === undefined || other === undefined || own.size === 0 || other.size === 0) return 0;
  const shared = [...own].filter((word) => other.has(word)).length;
  return shared / Math.max(own.size, other.size);
}

const WEAK = new Set(["minor", "at", "on", "id", "the", "of"]);
