import { openBook } from "../book/snapshot/open-book.ts";
import { readMatches } from "../book/snapshot/read-matches.ts";
import { OVERRIDES_HEADER } from "../book/mapping/overrides.ts";
import { UserError } from "../core/errors.ts";
import { readTextIfAny, replaceTextAtomic, statIfAny } from "../core/files.ts";
import { clean } from "../core/text.ts";
import { csvLine } from "./csv-line.ts";
import type { Deps } from "./deps.ts";
import { importInput } from "./open-session.ts";

export interface SuggestedOverrides {
  /** Lines for overrides.csv, commented out, that do not stand there yet. */
  readonly lines: readonly string[];
  /** Absolute path of the overrides.csv that was written; null where nothing was. */
  readonly written: string | null;
}

const WHY = "# may be right, says import: take the # away where it is";

/**
 * The lines that the last import suggests for keys which nearly fit an account, put to the end of overrides.csv as comments. With `dryRun`
 * nothing is written. Throws UserError where somebody changed the file meanwhile.
 */
export async function suggestOverrides(deps: Deps, { dryRun }: { readonly dryRun: boolean }): Promise<SuggestedOverrides> {
  const { overridesFile } = importInput(deps);
  const { snapshot, demo } = deps.workspace;
  if (demo || overridesFile === undefined || (await statIfAny(snapshot)) === undefined) return { lines: [], written: null };
  const before = await readTextIfAny(overridesFile);
  const standing = new Set((before ?? "").split(/\r?\n/).map((line) => line.replace(/^#+\s*/, "").trim()));
  const all = (await suggested(snapshot)).filter((line) => !standing.has(line));
  if (dryRun || all.length === 0) return { lines: all.map((line) => `#${line}`), written: null };
  const lines = all.map((line) => `#${line}`);
  const head = before === undefined || before.trim() === "" ? `${OVERRIDES_HEADER}\n` : before.endsWith("\n") ? before : `${before}\n`;
  const after = `${head}${[...(standing.has(WHY.slice(2)) ? [] : [WHY]), ...lines].join("\n")}\n`;
  if (await replaceTextAtomic(overridesFile, before, after)) return { lines, written: overridesFile };
  throw new UserError({
    code: "overrides-changed",
    message: `${overridesFile} was changed in the meantime; nothing was written.`,
    fix: "Run it again.",
  });
}

/** One line for each account that a key may mean; of several for one key at most one can be right. */
async function suggested(snapshot: string): Promise<string[]> {
  // A snapshot of another version is made anew by the next import.
  const book = await openBook(snapshot).catch(() => undefined);
  if (book === undefined) return [];
  try {
    const { suggestions } = await readMatches(book);
    return suggestions.flatMap(({ source, kind, value, accounts }) =>
      accounts.map((account) => csvLine([source, kind, clean(value).replaceAll(/\s+/g, " "), account]).trimEnd()),
    );
  } finally {
    book.close();
  }
}
