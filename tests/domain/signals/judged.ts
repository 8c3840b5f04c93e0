import type { BookUsage } from "../../../src/domain/signals/book-usage.ts";
import type { AccountHistory } from "../../../src/domain/signals/history.ts";
import { SIGNAL_RULES } from "../../../src/domain/signals/rules.ts";
import type { Finding } from "../../../src/domain/signals/signal.ts";
import { busyBook, NOTHING, TODAY } from "./sample-history.ts";

/** What the rule of a signal finds on TODAY. */
export function findingOf(signal: string, history: Partial<AccountHistory>, book: BookUsage = busyBook()): Finding | null {
  const rule = SIGNAL_RULES.find((one) => one.signal === signal);
  if (rule === undefined) throw new Error(`there is no signal ${signal}`);
  return rule.judge({ ...NOTHING, ...history }, TODAY, book);
}

/** Its severity and the values of its evidence, in order; null where nothing is found. */
export function judged(
  signal: string,
  history: Partial<AccountHistory>,
  book?: BookUsage,
): readonly [severity: string, ...values: (string | number | boolean | null)[]] | null {
  const finding = findingOf(signal, history, book);
  return finding === null ? null : [finding.severity, ...finding.evidence.map(({ value }) => value)];
}

/** The severity alone. */
export function severity(signal: string, history: Partial<AccountHistory>, book?: BookUsage): string | null {
  return findingOf(signal, history, book)?.severity ?? null;
}
