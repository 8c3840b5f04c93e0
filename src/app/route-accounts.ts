import { join } from "node:path";
import { readTextIfAny, statIfAny } from "../core/files.ts";
import { isRecord, parseJson } from "../core/json.ts";
import { findMention, type KnownAccount } from "../domain/accounts/match-account.ts";
import type { RouteRequest } from "../team/route/judge.ts";

/** What the router remembers of the book: the names accounts go by, and how they stand. */
export interface RouteAccount extends KnownAccount {
  readonly tier: "green" | "yellow" | "red" | null;
}

export interface RouteAccounts {
  readonly schema: number;
  /** Size and time of the snapshot that it was read from. */
  readonly snapshot: readonly [size: number, changed: number];
  readonly accounts: readonly RouteAccount[];
}

export const ROUTE_ACCOUNTS_SCHEMA = 1;

/** Where a workspace keeps them. */
export function routeAccountsPath(root: string): string {
  return join(root, ".echo", "route-accounts.json");
}

/** Size and time of a workspace's snapshot, or undefined where nothing was imported yet. */
export async function snapshotStamp(root: string): Promise<RouteAccounts["snapshot"] | undefined> {
  const stats = await statIfAny(join(root, ".echo", "book.duckdb"));
  return stats === undefined ? undefined : [stats.size, stats.mtimeMs];
}

/**
 * The accounts as they were remembered, without opening the book; none where nothing was imported; undefined where they were never
 * remembered or the book has changed since.
 */
export async function rememberedAccounts(root: string): Promise<readonly RouteAccount[] | undefined> {
  const stamp = await snapshotStamp(root);
  if (stamp === undefined) return [];
  const text = await readTextIfAny(routeAccountsPath(root));
  const parsed = text === undefined ? undefined : parseJson(text);
  if (parsed?.ok !== true || !isAccounts(parsed.value)) return undefined;
  const { snapshot, accounts } = parsed.value;
  return snapshot[0] === stamp[0] && snapshot[1] === stamp[1] ? accounts : undefined;
}

/** The account that a request speaks of, as the router takes it; undefined for none, or where several go by that name. */
export function accountIn(text: string, accounts: readonly RouteAccount[]): RouteRequest["account"] {
  if (accounts.length === 0) return undefined;
  const found = findMention(text, accounts);
  if (found.kind !== "one") return undefined;
  const known = accounts.find(({ account }) => account === found.account.account);
  return { name: found.account.name, tier: known?.tier ?? null };
}

function isAccounts(value: unknown): value is RouteAccounts {
  return (
    isRecord(value) && value["schema"] === ROUTE_ACCOUNTS_SCHEMA && Array.isArray(value["snapshot"]) && Array.isArray(value["accounts"])
  );
}
