import { daysBetween } from "../core/days.ts";
import { detectSignals, type Wanted } from "../domain/signals/detect-signals.ts";
import { SIGNAL_RULES } from "../domain/signals/rules.ts";
import type { Signal } from "../domain/signals/signal.ts";
import { noCustomers } from "./no-customers.ts";
import { askedAccounts } from "./queries/asked-accounts.ts";
import type { QueryContext } from "./queries/query.ts";
import { bookUsage } from "./queries/signal-book.ts";
import { type HistoryOf, signalHistories } from "./queries/signal-histories.ts";
import { signalWords } from "./queries/signal-words.ts";
import { usageFeatures } from "./queries/usage-features.ts";

/** Accounts whose histories are held in memory at a time. */
const BATCH = 2500;

/** The signals of some accounts on as-of, those wanted: account → signals, in the order of the rules. An account that is no customer, or no more, has none. */
export async function signalsOf(
  context: QueryContext,
  accounts: readonly Account[],
  wanted?: Wanted,
): Promise<ReadonlyMap<string, readonly Signal[]>> {
  const features = await usageFeatures(context);
  const usage = await bookUsage(context, features);
  const words = await signalWords(context, askedAccounts(accounts).ids);
  const day = daysBetween("1970-01-01", context.scope.asOf);
  const none = await noCustomers(context.book, context.scope.asOf);
  const signals = new Map<string, readonly Signal[]>();
  const read = (batch: readonly Account[]): Promise<HistoryOf> => signalHistories(context, features, askedAccounts(batch), words);
  const batches = Array.from({ length: Math.ceil(accounts.length / BATCH) }, (_, index) =>
    accounts.slice(index * BATCH, (index + 1) * BATCH),
  );
  let next = batches[0] === undefined ? undefined : read(batches[0]);
  for (const [index, batch] of batches.entries()) {
    const historyOf = await next;
    const after = batches[index + 1];
    // The book reads the next accounts while these are judged.
    next = after === undefined ? undefined : read(after);
    for (const account of batch)
      if (none.has(account.account)) signals.set(account.account, []);
      else if (historyOf !== undefined) signals.set(account.account, detectSignals(historyOf(account), day, usage, SIGNAL_RULES, wanted));
  }
  return signals;
}

interface Account {
  readonly account: string;
  readonly name: string;
}
