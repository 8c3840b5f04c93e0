import { join } from "node:path";
import type { Book } from "../book/book.ts";
import { knownAccounts } from "../book/known-accounts.ts";
import type { Workspace } from "../config/workspace.ts";
import type { Day } from "../core/days.ts";
import { readTextIfAny } from "../core/files.ts";
import type { Log } from "../core/log.ts";
import { nearest, oneLine } from "../core/text.ts";
import { parsePlaySplit, type PlaySplit } from "../domain/plays/play-split.ts";

/** The user's own comparison of plays, from plays-split.csv; empty where there is none. Throws DataError with the line that cannot be read. */
export async function readPlaySplit({ root }: Pick<Workspace, "root">): Promise<PlaySplit[]> {
  const file = join(root, "plays-split.csv");
  const text = await readTextIfAny(file);
  return text === undefined ? [] : parsePlaySplit(text, "plays-split.csv");
}

/**
 * Warns of lines whose account is not in the book: they hold nobody out, and what was to be a comparison is none. A book that is narrowed to
 * one owner's accounts can't tell who is a stranger.
 */
export async function tellStrangers(split: readonly PlaySplit[], book: Book, log: Log): Promise<void> {
  if (split.length === 0 || book.owner !== undefined) return;
  const accounts = (await knownAccounts(book)).map(({ account }) => account);
  const known = new Set(accounts);
  for (const { account, line } of split.filter((one) => !known.has(one.account))) {
    const [near] = nearest(account.toLowerCase(), accounts);
    const meant = near === undefined ? "" : ` Did you mean ${near}?`;
    log.warn(`plays-split.csv:${line}: there is no account ${oneLine(account)} in the book; the line holds nobody out.${meant}`);
  }
}

/** Whether the split keeps an account without plays of a kind on a day. */
export function heldOutBy(split: readonly PlaySplit[], asOf: Day): (account: string, intent: string) => boolean {
  const held = new Set(
    split.flatMap(({ account, play, group, from }) => (group === "control" && from <= asOf ? [`${play}/${account}`] : [])),
  );
  return (account, intent) => held.has(`${intent}/${account}`);
}
