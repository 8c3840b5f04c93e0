import { completeAccount, namedAccounts } from "./account-names.ts";
import { RESOURCE_KINDS } from "./resources.ts";
import type { ServerContext } from "./server-context.ts";

type Reference = { readonly type: "ref/prompt"; readonly name: string } | { readonly type: "ref/resource"; readonly uri: string };

/** What an argument of a prompt or of an address may be that begins as typed. None where nothing is known. */
export async function completions(
  ref: Reference,
  { name, value }: { readonly name: string; readonly value: string },
  context: ServerContext,
): Promise<string[]> {
  if (ref.type === "ref/prompt") return name === "account" ? completeAccount(context.deps, value) : [];
  const kind = RESOURCE_KINDS.find(({ uriTemplate }) => uriTemplate === ref.uri);
  if (kind === undefined) return [];
  const wanted = value.toLowerCase();
  if (kind.kind === "accounts")
    return (await namedAccounts(context.deps))
      .filter((one) => one.account.startsWith(wanted) || one.name.toLowerCase().startsWith(wanted))
      .map(({ account }) => account);
  return (await kind.list(context)).map((one) => one.name).filter((one) => one.toLowerCase().startsWith(wanted));
}
