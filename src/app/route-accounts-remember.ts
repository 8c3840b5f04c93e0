import { knownAccounts } from "../book/known-accounts.ts";
import { scoreAccounts } from "../book/queries/health.ts";
import { writeTextAtomic } from "../core/files.ts";
import type { Deps } from "./deps.ts";
import { openWholeSession } from "./open-session.ts";
import { ROUTE_ACCOUNTS_SCHEMA, type RouteAccount, type RouteAccounts, routeAccountsPath, snapshotStamp } from "./route-accounts.ts";

/** Reads the accounts' names and tiers from the book and remembers them for the next time. Throws as opening a book does. */
export async function rememberAccounts(deps: Deps): Promise<readonly RouteAccount[]> {
  const { root } = deps.workspace;
  const session = await openWholeSession(deps, {});
  try {
    const tiers = new Map((await scoreAccounts(session.context())).map(({ account, now }) => [account, now.tier]));
    const accounts = (await knownAccounts(session.book)).map((known) => ({ ...known, tier: tiers.get(known.account) ?? null }));
    const snapshot = await snapshotStamp(root);
    if (snapshot !== undefined) {
      const kept: RouteAccounts = { schema: ROUTE_ACCOUNTS_SCHEMA, snapshot, accounts };
      await writeTextAtomic(routeAccountsPath(root), `${JSON.stringify(kept)}\n`).catch(() => undefined);
    }
    return accounts;
  } finally {
    session.close();
  }
}
