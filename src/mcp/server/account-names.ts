import type { Deps } from "../../app/deps.ts";
import { type RouteAccount, rememberedAccounts } from "../../app/route-accounts.ts";

/**
 * The accounts of the book with the names they go by: as remembered beside the snapshot, else read from the book. A book that cannot be
 * opened has none.
 */
export async function namedAccounts(deps: Deps): Promise<readonly RouteAccount[]> {
  const known = await rememberedAccounts(deps.workspace.root);
  if (known !== undefined && known.length > 0) return known;
  try {
    return await (await import("../../app/route-accounts-remember.ts")).rememberAccounts(deps);
  } catch {
    return [];
  }
}

const MOST = 100;

/** Names of accounts that begin as `typed` does, else hold it; at most a hundred. */
export async function completeAccount(deps: Deps, typed: string): Promise<string[]> {
  const wanted = typed.trim().toLowerCase();
  const accounts = await namedAccounts(deps);
  const begins = accounts.filter(({ name, account }) => name.toLowerCase().startsWith(wanted) || account.startsWith(wanted));
  const holds = accounts.filter((one) => !begins.includes(one) && one.name.toLowerCase().includes(wanted));
  return [...begins, ...holds].slice(0, MOST).map(({ name }) => name);
}
