import type { Severity } from "../brief/brief.ts";
import { inTrueDays, titleInTrueDays } from "../facts/true-days.ts";
import type { DaySpan } from "../metrics/use-windows.ts";
import { type BookUsage, monthsOfUse } from "./book-usage.ts";
import { isCustomer } from "./contract-state.ts";
import type { AccountHistory, DayNumber } from "./history.ts";
import { SIGNAL_RULES } from "./rules.ts";
import { dayText, type Signal, type SignalEvidence, type SignalRule } from "./signal.ts";

/** A run is judged back this far; a condition that has held longer is said to hold since then, unless its rule knows when it began. */
const LONGEST_RUN = 730;

/** Whether somebody asks for a signal: since when it holds is worked out only then, which costs a hundred times as much as that it holds. */
export type Wanted = (rule: SignalRule, severity: Severity) => boolean;

/** The signals of one account on a day, those wanted. An account that has left sends none. */
export function detectSignals(
  history: AccountHistory,
  day: DayNumber,
  book: BookUsage,
  rules: readonly SignalRule[] = SIGNAL_RULES,
  wanted: Wanted = () => true,
): Signal[] {
  if (!isCustomer(history, day)) return [];
  const signals: Signal[] = [];
  for (const rule of rules) {
    const finding = rule.judge(history, day, book);
    if (finding === null || !wanted(rule, finding.severity)) continue;
    const { signal, kind, title } = rule;
    const { account, name } = history;
    signals.push({
      account,
      name,
      signal,
      kind,
      title,
      severity: finding.severity,
      first_seen: dayText(firstSeen(rule, history, day, book)),
      evidence: ofTrueDays(finding.evidence, rule, day, book),
    });
  }
  return signals;
}

/** A signal of use looks back from the end of the usage export, and where use is recorded so at whole weeks or months: its figures say which days they are of. */
function ofTrueDays(
  evidence: readonly SignalEvidence[],
  { source }: SignalRule,
  day: DayNumber,
  book: BookUsage,
): readonly SignalEvidence[] {
  const months = source.startsWith("product usage") ? monthsOfUse(book, day) : null;
  if (months === null) return evidence;
  const length = ({ from, to }: DaySpan): number => to - from + 1;
  const upTo = months.last.to === day ? undefined : dayText(months.last.to);
  const days = { last: length(months.last), before: length(months.prior), upTo };
  return evidence.map((one) => ({ ...one, title: titleInTrueDays(one.title, days), formula: inTrueDays(one.formula, days) }));
}

/** The first day of the present run: judged day by day backwards, each day by what was known on it. */
function firstSeen(rule: SignalRule, history: AccountHistory, day: DayNumber, book: BookUsage): DayNumber {
  let first = day;
  while (day - first < LONGEST_RUN && isCustomer(history, first - 1) && rule.judge(history, first - 1, book) !== null) first -= 1;
  const began = day - first < LONGEST_RUN ? first : (rule.began?.(history, day) ?? first);
  while (first > began && isCustomer(history, first - 1)) first -= 1;
  return first;
}
