import type { BaselineEntry } from "../domain/standards/baseline.ts";
import type { Waiver } from "../domain/standards/waivers.ts";

/** What of a book a check looks at: all of it, one account, or the accounts of one person; by all rules or by some. */
export interface CheckPart {
  /** True where every account and every rule is looked at. */
  readonly isWhole: boolean;
  /** Whether something about this account, or (null) about the whole book, is looked at. */
  holds(account: string | null): boolean;
  /** Whether a rule is held at all. */
  ruled(rule: string): boolean;
}

export interface PartInput {
  /** Accounts that are looked at; undefined for the whole book. */
  readonly accounts: ReadonlySet<string> | undefined;
  /** Ids of the rules that were named; undefined for all. */
  readonly rules: ReadonlySet<string> | undefined;
}

/** The part that these accounts and rules make. */
export function checkPart({ accounts, rules }: PartInput): CheckPart {
  return {
    isWhole: accounts === undefined && rules === undefined,
    holds: (account) => accounts === undefined || (account !== null && accounts.has(account)),
    ruled: (rule) => rules === undefined || rules.has(rule),
  };
}

/** Waivers that the part can say something about: of one that holds for every account, only the whole book tells whether it covers nothing. */
export function waiversOf(part: CheckPart, waivers: readonly Waiver[]): Waiver[] {
  return waivers.filter(({ rule, account }) => part.ruled(rule) && part.holds(account));
}

/** What a baseline holds that the part did not look at, and that writing it anew must keep. */
export function entriesOutside(part: CheckPart, entries: readonly BaselineEntry[]): BaselineEntry[] {
  return part.isWhole ? [] : entries.filter(({ rule, account }) => !part.ruled(rule) || !part.holds(account));
}
