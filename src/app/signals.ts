import { knownAccounts } from "../book/known-accounts.ts";
import { measureAll } from "../book/measure.ts";
import type { Day } from "../core/days.ts";
import { type Severity, SEVERITIES } from "../domain/brief/brief.ts";
import { detectSignals, SIGNAL_METRICS } from "../domain/signals/detect-signals.ts";
import type { Signal, SignalKind } from "../domain/signals/signal.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";

export interface SignalsOptions extends BookOptions {
  /** One account as a person names it; every account where it is left out. */
  readonly account?: string | undefined;
  readonly kind?: SignalKind | undefined;
}

/** The signals of one account or of all, gravest first. An account that had left by as-of sends none. Throws UserError for an unknown account. */
export async function listSignals(
  deps: Deps,
  options: SignalsOptions,
): Promise<{ readonly asOf: Day; readonly age: number; readonly signals: readonly Signal[] }> {
  const session = await openSession(deps, options);
  try {
    const accounts = await knownAccounts(session.book);
    const chosen = options.account === undefined ? accounts : [resolveAccount(options.account, accounts)];
    const measured = await measureAll(
      session.context(),
      chosen.map(({ account }) => account),
      SIGNAL_METRICS,
    );
    const signals = chosen.flatMap(({ account, name }) => detectSignals({ account, name }, measured.get(account) ?? [], session.asOf));
    return {
      asOf: session.asOf,
      age: session.age,
      signals: signals.filter(({ kind }) => options.kind === undefined || kind === options.kind).sort(gravestFirst),
    };
  } finally {
    session.close();
  }
}

function gravestFirst(a: Signal, b: Signal): number {
  const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);
  return rank(b.severity) - rank(a.severity) || (a.account === b.account ? order(a.signal, b.signal) : order(a.account, b.account));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
