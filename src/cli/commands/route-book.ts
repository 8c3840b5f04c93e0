import { type RouteAccount, rememberedAccounts } from "../../app/route-accounts.ts";
import { clean } from "../../core/text.ts";
import type { Io } from "../io.ts";
import type { PlaceFlags } from "./route-place.ts";

/** The accounts that the book knows; it is opened only where they were not remembered yet, and a book that cannot be opened is no reason to fail. */
export async function accountsOf(root: string, flags: PlaceFlags, io: Io): Promise<readonly RouteAccount[]> {
  const known = await rememberedAccounts(root);
  if (known !== undefined) return known;
  try {
    const [{ wire }, { rememberAccounts }] = await Promise.all([import("../wire.ts"), import("../../app/route-accounts-remember.ts")]);
    return await rememberAccounts(await wire(io, flags));
  } catch (error) {
    io.stderr(`warning: the book's accounts play no part: ${clean(error instanceof Error ? error.message : String(error))}\n`);
    return [];
  }
}
