import type { Severity } from "../brief/brief.ts";
import type { BookUsage } from "./book-usage.ts";
import { isCustomer } from "./contract-state.ts";
import type { AccountHistory, DayNumber } from "./history.ts";
import { SIGNAL_RULES } from "./rules.ts";
import { dayText, type Signal, type SignalRule } from "./signal.ts";

/** A run is followed back this far; a condition that has held longer is said to hold since then. */
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
  return rules.flatMap((rule) => {
    const finding = rule.judge(history, day, book);
    if (finding === null || !wanted(rule, finding.severity)) return [];
    const { signal, kind, title } = rule;
    const { account, name } = history;
    return [
      {
        account,
        name,
        signal,
        kind,
        title,
        severity: finding.severity,
        first_seen: dayText(firstSeen(rule, history, day, book)),
        evidence: finding.evidence,
      },
    ];
  });
}

/** The first day of the present run: judged day by day backwards, each day by what was known on it. */
function firstSeen(rule: SignalRule, history: AccountHistory, day: DayNumber, book: BookUsage): DayNumber {
  let first = day;
  while (day - first < LONGEST_RUN && isCustomer(history, first - 1) && rule.judge(history, first - 1, book) !== null) first -= 1;
  return first;
}
