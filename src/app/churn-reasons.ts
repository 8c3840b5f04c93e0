import { type ChurnedAccount, churnedAccounts } from "../book/churn-reasons.ts";
import { compareText } from "../core/compare-text.ts";
import { churnCapabilities, type ReadChurn } from "./churn-capabilities.ts";
import type { Day } from "../core/days.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession } from "./open-session.ts";

/** The accounts that gave one reason. */
export interface ChurnReason {
  /** Null for those that gave none. */
  readonly reason: string | null;
  readonly accounts: number;
  /** Recurring revenue lost in the reporting currency, in minor units. */
  readonly arr_minor: number;
}

export interface ChurnReasonsReport extends ReadChurn {
  readonly as_of: Day;
  readonly age: number;
  readonly currency: string;
  readonly reasons: readonly ChurnReason[];
  readonly churned: readonly ChurnedAccount[];
}

/** Why accounts left, by how many and how much. Amounts in other currencies are listed with their account and not added. */
export async function churnReasons(deps: Deps, options: BookOptions): Promise<ChurnReasonsReport> {
  const session = await openSession(deps, options);
  try {
    const { book, asOf, age } = session;
    const churned = await churnedAccounts(book, asOf);
    const reasons = [...new Set(churned.map(({ reason }) => reason))].map((reason) => {
      const those = churned.filter((one) => one.reason === reason);
      const lost = those.reduce((sum, { arr_minor: minor, currency }) => sum + (currency === book.currency ? (minor ?? 0) : 0), 0);
      return { reason, accounts: new Set(those.map(({ account }) => account)).size, arr_minor: lost };
    });
    const order = (a: ChurnReason, b: ChurnReason): number =>
      b.accounts - a.accounts || b.arr_minor - a.arr_minor || compareText(a.reason ?? "~", b.reason ?? "~");
    const told = await churnCapabilities(session, churned);
    return { as_of: asOf, age, currency: book.currency, reasons: reasons.sort(order), ...told, churned };
  } finally {
    session.close();
  }
}
