import { knownAccounts } from "../book/known-accounts.ts";
import { signalsOf } from "../book/signals-of.ts";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { bySeverity } from "../domain/brief/by-severity.ts";
import { SIGNAL_RULES } from "../domain/signals/rules.ts";
import type { Signal, SignalKind, SignalRule } from "../domain/signals/signal.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";
import { type StaleExport, staleExports } from "./stale-exports.ts";

export interface SignalsOptions extends BookOptions {
  /** One account as a person names it; every account where it is left out. */
  readonly account?: string | undefined;
  readonly kind?: SignalKind | undefined;
}

export interface SignalsList {
  readonly asOf: Day;
  readonly age: number;
  /** Exports that end so long before as-of that they say nothing of it. */
  readonly stale: readonly StaleExport[];
  readonly signals: readonly Signal[];
}

/** The signals of one account or of all, gravest first. An account that had left by as-of sends none. Throws UserError for an unknown account. */
export async function listSignals(deps: Deps, options: SignalsOptions): Promise<SignalsList> {
  const session = await openSession(deps, options);
  try {
    const accounts = await knownAccounts(session.book);
    const chosen = options.account === undefined ? accounts : [resolveAccount(options.account, accounts)];
    const signals = [...(await signalsOf(session.context(), chosen)).values()].flat();
    return {
      asOf: session.asOf,
      age: session.age,
      stale: await staleExports(session.context()),
      signals: signals.filter(({ kind }) => options.kind === undefined || kind === options.kind).sort(gravestFirst),
    };
  } finally {
    session.close();
  }
}

/** What is known about each kind of signal beside its code. */
export type SignalRuleLine = Pick<SignalRule, "signal" | "kind" | "title" | "condition" | "source">;

/** Every kind of signal, warnings first. */
export function listSignalRules(kind?: SignalKind): SignalRuleLine[] {
  return SIGNAL_RULES.filter((rule) => kind === undefined || rule.kind === kind).map(({ signal, kind: own, title, condition, source }) => ({
    signal,
    kind: own,
    title,
    condition,
    source,
  }));
}

function gravestFirst(a: Signal, b: Signal): number {
  return bySeverity(a, b) || compareText(a.account, b.account) || compareText(a.signal, b.signal);
}
