import { accountOwners } from "../book/account-owners.ts";
import { EchoError } from "../core/errors.ts";
import type { Deps } from "./deps.ts";
import { openWholeSession } from "./open-session.ts";
import { EVERYBODY, resolveOwner } from "./resolve-owner.ts";

/** Whether the exports know who is to be `me`. Throws UserError with the names there are; a book that cannot be opened yet is only told of. */
export async function checkMe(deps: Deps, name: string): Promise<void> {
  if (name.trim().toLowerCase() === EVERYBODY) return;
  const owners = await ownersIn(deps);
  if (owners !== undefined && owners.length > 0) resolveOwner(name, owners);
}

async function ownersIn(deps: Deps): Promise<Awaited<ReturnType<typeof accountOwners>> | undefined> {
  try {
    const session = await openWholeSession(deps);
    try {
      return await accountOwners(session.book);
    } finally {
      session.close();
    }
  } catch (error) {
    if (!(error instanceof EchoError)) throw error;
    deps.log.info("The exports cannot be read yet, so nobody looked whether they name you.");
    return undefined;
  }
}
