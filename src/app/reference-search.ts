import { UserError } from "../core/errors.ts";
import { list, nearest } from "../core/text.ts";
import { contradiction } from "../team/contradiction.ts";
import { loadReferences } from "../team/load-references.ts";
import { FILE_OF, type Purpose, purposeOf } from "../team/purpose.ts";
import type { ReferenceEntry } from "../team/reference.ts";
import { searchReferences } from "../team/search-references.ts";

export interface FoundEntry {
  readonly id: string;
  readonly title: string;
  /** Inside a references folder: `references/patterns.md`. */
  readonly file: string;
  readonly line: number;
  /** The entry's bullets: what, why, signs, fix, source, … */
  readonly fields: Readonly<Record<string, string>>;
}

export interface ReferenceAnswer {
  readonly query: string;
  readonly purpose: Purpose;
  /** The purpose was guessed from the words. */
  readonly guessed: boolean;
  /** The entry that the request goes against, and what it says instead. */
  readonly contradicts: FoundEntry | null;
  readonly entries: readonly FoundEntry[];
  /** How many entries the purpose's file holds. */
  readonly of: number;
}

export interface ReferenceSearchInput {
  readonly text: string;
  readonly purpose?: Purpose | undefined;
  readonly limit: number;
}

/** The entries that fit a request, from the file of its purpose, and the one it goes against. Throws UserError for an empty request. */
export async function findReferences(folders: readonly string[], { text, purpose, limit }: ReferenceSearchInput): Promise<ReferenceAnswer> {
  if (text.trim() === "")
    throw new UserError({
      code: "no-query",
      message: "There is nothing to look for.",
      fix: 'Say it in quotes: echo-cs ref search "champion left"',
    });
  const entries = await loadReferences(folders);
  const wanted = purpose ?? purposeOf(text);
  const file = FILE_OF[wanted];
  const against = contradiction(entries, text);
  return {
    query: text,
    purpose: wanted,
    guessed: purpose === undefined,
    contradicts: against === undefined ? null : found(against),
    entries: searchReferences(entries, { text, file }, limit).map(found),
    of: entries.filter((entry) => entry.file === file).length,
  };
}

/** One entry by its id. Throws UserError that names the nearest. */
export async function showReference(folders: readonly string[], id: string): Promise<FoundEntry> {
  const entries = await loadReferences(folders);
  const wanted = id.trim().toLowerCase();
  const entry = entries.find((one) => one.id.toLowerCase() === wanted);
  if (entry !== undefined) return found(entry);
  const ids = entries.map((one) => one.id);
  const near = nearest(id, ids);
  throw new UserError({
    code: "unknown-entry",
    message: `There is no entry "${id}".`,
    found: id,
    allowed: near.length > 0 ? near : ids.slice(0, 8),
    fix: near.length > 0 ? `Did you mean ${list(near, "or")}?` : '`echo-cs ref search "…"` finds entries by words.',
  });
}

function found({ id, title, file, line, fields }: ReferenceEntry): FoundEntry {
  return { id, title, file: `references/${file}`, line, fields };
}
