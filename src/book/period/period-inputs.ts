import { accountParents } from "../queries/arr-parents.ts";
import { type ArrSpans, arrSpans } from "../queries/arr-spans.ts";
import type { QueryContext } from "../queries/query.ts";
import { tablesWithRows } from "../tables-with-rows.ts";
import type { Day } from "../../core/days.ts";
import { fractionDigits } from "../../domain/facts/format-value.ts";
import type { ActivationRule } from "../../domain/metrics/activation.ts";
import { NO_SETTINGS, type FigureSettings } from "../../domain/metrics/figure-settings.ts";
import type { Basis } from "../../domain/metrics/arr-bridge.ts";
import { customersDuring, customersOn, type CustomerFilter, isAmong } from "../../domain/metrics/customer-sets.ts";
import type { Period } from "../../domain/metrics/period.ts";
import { type History, revenueHistories, type RevenueSpan } from "../../domain/metrics/revenue-history.ts";
import { rootOf } from "../../domain/metrics/roll-up.ts";
import type { Finance } from "../../domain/metrics/unit-economics.ts";
import type { Book } from "../book.ts";
import { type StandIn, standIns, standInsDuring } from "./stand-ins.ts";

/** What the metrics of any period are computed from. */
export interface PeriodInputs {
  readonly context: QueryContext;
  readonly book: Book;
  /** Nothing later is seen. */
  readonly asOf: Day;
  readonly found: ArrSpans;
  /** Recurring revenue by what counts as one customer: the account, or its topmost parent. */
  readonly spans: readonly RevenueSpan[];
  /** Its history in the reporting currency. */
  readonly sizes: ReadonlyMap<string, History>;
  /** The accounts' own histories: in the reporting currency, and their presence in any. */
  readonly accountSizes: ReadonlyMap<string, History>;
  readonly presence: ReadonlyMap<string, History>;
  readonly filter: CustomerFilter;
  readonly filtered: boolean;
  readonly basis: Basis;
  readonly currency: string;
  readonly finance: Finance;
  readonly rule: ActivationRule | undefined;
  /** Names of the features that count as adoption; empty: any. */
  readonly keyFeatures: readonly string[];
  /** The accounts of the book that stand in for its customers where no subscriptions export tells who is one. */
  readonly standIns: readonly StandIn[] | undefined;
  /** Tables that hold anything. */
  readonly tables: ReadonlySet<string>;
}

export interface InputChoice {
  readonly filter: CustomerFilter;
  readonly basis: Basis;
  readonly rollUp: boolean;
}

/** Every customer, by account, with the two ends of a period compared. */
export const ALL_CUSTOMERS: InputChoice = { filter: {}, basis: "snapshot", rollUp: false };

/** Reads what all periods share. */
export async function periodInputs(context: QueryContext, { filter, basis, rollUp }: InputChoice): Promise<PeriodInputs> {
  const { book, knowledge } = context;
  const { asOf } = context.scope;
  const found = await arrSpans(book, asOf);
  const parents = rollUp ? await accountParents(book) : new Map<string, string>();
  const spans = rollUp ? found.spans.map((span) => ({ ...span, account: rootOf(span.account, parents) })) : found.spans;
  const reported = (given: readonly RevenueSpan[]): ReadonlyMap<string, History> =>
    revenueHistories(given.filter((span) => span.currency === book.currency));
  const settings = knowledge.settings ?? NO_SETTINGS;
  return {
    context,
    book,
    asOf,
    found,
    spans,
    sizes: reported(spans),
    accountSizes: reported(found.spans),
    presence: revenueHistories(found.spans),
    filter,
    filtered: filter.segment !== undefined || filter.touch !== undefined,
    basis,
    currency: book.currency,
    finance: financeOf(settings, book.currency),
    rule: settings.activation,
    keyFeatures: settings.keyFeatures,
    standIns: found.spans.length > 0 ? undefined : await standIns(book, asOf),
    tables: await tablesWithRows(book),
  };
}

/** The query context, looking back from `day`. */
export function contextOn({ context }: PeriodInputs, day: Day): QueryContext {
  return { ...context, scope: { ...context.scope, asOf: day } };
}

/** The customers looked at who were there at the end of the period, or on any day of it. */
export function customersOf(
  { presence, accountSizes, filter, standIns: theirs }: PeriodInputs,
  period: Period,
): { readonly atEnd: readonly string[]; readonly during: readonly string[] } {
  if (theirs !== undefined)
    return { atEnd: standInsDuring(theirs, { from: period.to, to: period.to }), during: standInsDuring(theirs, period) };
  const among = (account: string): boolean => isAmong(filter, accountSizes.get(account), period);
  return { atEnd: customersOn(presence, period.to).filter(among), during: customersDuring(presence, period).filter(among) };
}

function financeOf({ grossMargin, spend }: FigureSettings, currency: string): Finance {
  const scale = 10 ** fractionDigits(currency);
  return { grossMargin, spend: new Map([...spend].map(([month, whole]) => [month, Math.round(whole * scale)])) };
}
