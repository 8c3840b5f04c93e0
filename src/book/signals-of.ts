import { daysBetween } from "../core/days.ts";
import { detectSignals } from "../domain/signals/detect-signals.ts";
import type { Signal } from "../domain/signals/signal.ts";
import type { QueryContext } from "./queries/query.ts";
import { bookUsage } from "./queries/signal-book.ts";
import { signalHistories } from "./queries/signal-histories.ts";

/** The signals of some accounts on as-of: account → signals, in the order of the rules. An account that has left has none. */
export async function signalsOf(
  context: QueryContext,
  accounts: readonly { readonly account: string; readonly name: string }[],
): Promise<ReadonlyMap<string, readonly Signal[]>> {
  const usage = await bookUsage(context);
  const histories = await signalHistories(context, accounts);
  const day = daysBetween("1970-01-01", context.scope.asOf);
  return new Map(histories.map((history) => [history.account, detectSignals(history, day, usage)]));
}
