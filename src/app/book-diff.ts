import { knownAccounts } from "../book/known-accounts.ts";
import { ALL_CUSTOMERS, periodInputs } from "../book/period/period-inputs.ts";
import { revenueOf } from "../book/period/period-figures.ts";
import { signalsOf } from "../book/signals-of.ts";
import { compareText } from "../core/compare-text.ts";
import { addDays, type Day } from "../core/days.ts";
import type { Severity } from "../domain/brief/brief.ts";
import type { ArrBridge } from "../domain/metrics/arr-bridge.ts";
import type { LogoBridge } from "../domain/metrics/logo-bridge.ts";
import type { CurrencyBridge } from "../domain/metrics/revenue-figures.ts";
import type { Signal, SignalKind } from "../domain/signals/signal.ts";
import { type AccountMovement, accountMovements } from "./book-diff-movements.ts";
import { type RenewalChange, renewalChanges } from "./book-diff-renewals.ts";
import { type TicketChange, ticketChange } from "./book-diff-tickets.ts";
import type { Deps } from "./deps.ts";
import { healthDiff, type Standing, type TierMove } from "./health-diff.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { refuseBeyondData } from "./beyond-data.ts";
import { shared } from "./within.ts";

/** A warning or chance that was there on one of the two days only. */
export interface SignalChange {
  readonly account: string;
  readonly name: string;
  readonly signal: string;
  readonly kind: SignalKind;
  readonly title: string;
  readonly severity: Severity;
  readonly first_seen: Day;
}

/** An account whose health tier is another than it was. */
export interface TierChange {
  readonly account: string;
  readonly name: string;
  readonly from: Standing;
  readonly to: Standing;
  readonly from_score: number | null;
  readonly to_score: number | null;
  readonly arr_minor: number | null;
  readonly currency: string;
}

/** What changed in the book between the ends of two days. */
export interface BookDiff {
  readonly from: Day;
  readonly to: Day;
  readonly model: string;
  readonly currency: string;
  /** Null without a subscriptions export. */
  readonly arr: ArrBridge | null;
  readonly customers: LogoBridge | null;
  /** Bridges of other currencies: never added. */
  readonly others: readonly CurrencyBridge[];
  /** New, returned, lost, grown and shrunk accounts, the largest change first. */
  readonly movements: readonly AccountMovement[];
  readonly moves: readonly TierMove[];
  readonly tiers: readonly TierChange[];
  readonly signals: { readonly opened: readonly SignalChange[]; readonly closed: readonly SignalChange[] };
  readonly renewals: readonly RenewalChange[];
  readonly tickets: TicketChange;
}

export interface BookDiffOptions extends Omit<BookOptions, "asOf" | "account"> {
  readonly from: string;
  readonly to: string;
}

/** Compares the book on two days, each as it stood then. Throws UserError for days that are none or in the wrong order. */
export async function bookDiff(deps: Deps, options: BookDiffOptions): Promise<BookDiff> {
  const common = deps.within === undefined ? shared() : undefined;
  const own = common === undefined ? deps : { ...deps, within: { shared: common } };
  try {
    // First: it refuses days that are none.
    const health = await healthDiff(own, { ...options, command: "diff" });
    return await diffOn(own, options, health);
  } finally {
    await common?.close();
  }
}

async function diffOn(
  deps: Deps,
  { from, to, health: model }: BookDiffOptions,
  health: Awaited<ReturnType<typeof healthDiff>>,
): Promise<BookDiff> {
  const session = await openSession(deps, { asOf: to, health: model });
  try {
    await refuseBeyondData(session);
    const { book } = session;
    const accounts = await knownAccounts(book);
    const names = new Map(accounts.map(({ account, name }) => [account, name]));
    const after = session.context();
    const before = { ...after, scope: { ...after.scope, asOf: from } };
    const inputs = await periodInputs(after, ALL_CUSTOMERS);
    // The first day of the period is the day after `from`: its start is the end of `from`.
    const period = { from: addDays(from, 1), to };
    const known = inputs.found.spans.length > 0;
    const money = revenueOf(inputs, period);
    const [old, now] = [flat(await signalsOf(before, accounts)), flat(await signalsOf(after, accounts))];
    return {
      from,
      to,
      model: health.model,
      currency: book.currency,
      arr: known ? money.arr : null,
      customers: known ? money.customers : null,
      others: money.others,
      movements: accountMovements(inputs.found.spans, period, names),
      moves: health.moves.filter((move) => move.from !== move.to),
      tiers: health.accounts.flatMap((one): TierChange[] => {
        const [was, is] = [standing(one.from), standing(one.to)];
        if (was === is) return [];
        const { account, name, arr_minor: arr, currency } = one;
        return [
          {
            account,
            name,
            from: was,
            to: is,
            from_score: one.from?.score ?? null,
            to_score: one.to?.score ?? null,
            arr_minor: arr,
            currency,
          },
        ];
      }),
      signals: { opened: missingFrom(old, now), closed: missingFrom(now, old) },
      renewals: await renewalChanges(book, { from, to }, names),
      tickets: await ticketChange(book, { from, to }),
    };
  } finally {
    session.close();
  }
}

function standing(side: { readonly tier: Standing | null } | null): Standing {
  return side === null ? "not here" : (side.tier ?? "no score");
}

function flat(signals: ReadonlyMap<string, readonly Signal[]>): readonly Signal[] {
  return [...signals.values()].flat();
}

/** Those of `these` that are not among `others`, whatever their severity: a signal is its account and kind. */
function missingFrom(others: readonly Signal[], these: readonly Signal[]): SignalChange[] {
  const keys = new Set(others.map(({ account, signal }) => `${account}/${signal}`));
  return these
    .filter(({ account, signal }) => !keys.has(`${account}/${signal}`))
    .map(({ account, name, signal, kind, title, severity, first_seen }) => ({ account, name, signal, kind, title, severity, first_seen }))
    .sort(gravestFirst);
}

const GRAVITY = ["critical", "high", "medium", "low"];

function gravestFirst(a: SignalChange, b: SignalChange): number {
  const rank = GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity);
  return rank !== 0 ? rank : compareText(a.account, b.account) || compareText(a.signal, b.signal);
}
