import { join } from "node:path";
import { readTextIfAny, writeTextAtomic } from "../core/files.ts";
import { isRecord, parseJson } from "../core/json.ts";
import { snapshotStamp } from "./route-accounts.ts";

/** An account's id and display name. */
export type AccountName = readonly [account: string, name: string];

const SCHEMA = 1;

/**
 * Ids and names of the accounts in a workspace's snapshot as it stands, by id; none where nothing was imported yet. They are kept beside
 * the
 * snapshot, so that completing a word need not open it. Nothing is imported.
 */
export async function accountNames(root: string): Promise<readonly AccountName[]> {
  const stamp = await snapshotStamp(root);
  if (stamp === undefined) return [];
  const path = join(root, ".echo", "account-names.json");
  const kept = parseJson((await readTextIfAny(path)) ?? "null");
  if (
    kept.ok &&
    isRecord(kept.value) &&
    kept.value["schema"] === SCHEMA &&
    JSON.stringify(kept.value["snapshot"]) === JSON.stringify(stamp)
  ) {
    const { accounts } = kept.value;
    if (Array.isArray(accounts) && accounts.every(isName)) return accounts;
  }
  // The book's engine takes longer to load than a person wants to wait for a tab key: only where nothing is kept.
  const [{ knownAccounts }, { openBook }] = await Promise.all([
    import("../book/known-accounts.ts"),
    import("../book/snapshot/open-book.ts"),
  ]);
  const book = await openBook(join(root, ".echo", "book.duckdb"));
  try {
    const accounts = (await knownAccounts(book)).map(({ account, name }): AccountName => [account, name]);
    await writeTextAtomic(path, `${JSON.stringify({ schema: SCHEMA, snapshot: stamp, accounts })}\n`).catch(() => undefined);
    return accounts;
  } finally {
    book.close();
  }
}

function isName(value: unknown): value is AccountName {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
