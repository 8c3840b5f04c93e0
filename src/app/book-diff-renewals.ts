import type { Book } from "../book/book.ts";
import { type RenewalDue, renewalsDue } from "../book/renewals-due.ts";
import { addDays, type Day } from "../core/days.ts";

/** How far ahead a renewal counts as up. */
export const RENEWAL_WINDOW = 90;

/** A renewal that came up, or is up no more. */
export interface RenewalChange {
  readonly account: string;
  readonly name: string;
  /** `up`: ends within 90 days now and did not then; `renewed`: runs on past that; `ended`: the contract is over. */
  readonly kind: "up" | "renewed" | "ended";
  /** The end of the contract as it was known: on the later day for `up`, else on the earlier. */
  readonly renewal_on: Day;
  /** Null where no export says it. */
  readonly arr_minor: number | null;
  readonly currency: string;
}

/** What happened to the contracts that end within 90 days, between the ends of two days; soonest first. */
export async function renewalChanges(
  book: Book,
  days: { readonly from: Day; readonly to: Day },
  names: ReadonlyMap<string, string>,
): Promise<RenewalChange[]> {
  const due = (day: Day): Promise<RenewalDue[]> => renewalsDue(book, day, addDays(day, RENEWAL_WINDOW));
  const [before, after] = [await due(days.from), await due(days.to)];
  const running = new Set((await renewalsDue(book, days.to, "9999-12-31")).map(keyOf));
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  const change = (kind: RenewalChange["kind"], { account, renewal_on, arr_minor, currency }: RenewalDue): RenewalChange => ({
    account,
    name: names.get(account) ?? account,
    kind,
    renewal_on,
    arr_minor,
    currency,
  });
  return [
    ...after.filter((one) => !old.has(keyOf(one))).map((one) => change("up", one)),
    ...before.filter((one) => !now.has(keyOf(one))).map((one) => change(running.has(keyOf(one)) ? "renewed" : "ended", one)),
  ].sort((a, b) =>
    a.renewal_on === b.renewal_on
      ? a.account < b.account
        ? -1
        : a.account > b.account
          ? 1
          : a.currency < b.currency
            ? -1
            : 1
      : a.renewal_on < b.renewal_on
        ? -1
        : 1,
  );
}

function keyOf({ account, currency }: RenewalDue): string {
  return `${account}/${currency}`;
}
