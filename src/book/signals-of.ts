import { daysBetween } from "../core/days.ts";
import { detectSignals, type Wanted } from "../domain/signals/detect-signals.ts";
import type { AccountHistory } from "../domain/signals/history.ts";
import { SIGNAL_RULES } from "../domain/signals/rules.ts";
import type { Signal } from "../domain/signals/signal.ts";
import type { QueryContext } from "./queries/query.ts";
import { bookUsage } from "./queries/signal-book.ts";
import { signalHistories } from "./queries/signal-histories.ts";
import { usageFeatures } from "./queries/usage-features.ts";

/** Accounts whose histories are held in memory at a time. */
const BATCH = 2500;

/** The signals of some accounts on as-of, those wanted: account → signals, in the order of the rules. An account that has left has none. */
export async function signalsOf(
  context: QueryContext,
  accounts: readonly { readonly account: string; readonly name: string }[],
  wanted?: Wanted,
): Promise<ReadonlyMap<string, readonly Signal[]>> {
  const features = await usageFeatures(context);
  const usage = await bookUsage(context, features);
  const day = daysBetween("1970-01-01", context.scope.asOf);
  const signals = new Map<string, readonly Signal[]>();
  const read = (start: number): Promise<AccountHistory[]> => signalHistories(context, features, accounts.slice(start, start + BATCH));
  let next = accounts.length === 0 ? Promise.resolve([]) : read(0);
  for (let start = 0; start < accounts.length; start += BATCH) {
    const histories = await next;
    // The book reads the next accounts while these are judged.
    next = start + BATCH < accounts.length ? read(start + BATCH) : Promise.resolve([]);
    for (const history of histories) signals.set(history.account, detectSignals(history, day, usage, SIGNAL_RULES, wanted));
  }
  return signals;
}
