import { type Day, daysBetween } from "../../core/days.ts";
import type { Signal } from "../signals/signal.ts";
import type { SubjectRow } from "./subject-row.ts";

/** When somebody did something about each account: rising days. */
export type DaysByAccount = ReadonlyMap<string, readonly Day[]>;

/**
 * Early warnings as subjects of rules: how long after first-seen somebody was in contact, or looked into it. With days alone, the next
 * calendar day is 24 hours. Warnings first seen before `begin`, when the meetings export begins, are left out.
 */
export function signalRows(
  signals: readonly Signal[],
  {
    contacts,
    assessed,
    begin,
    asOf,
  }: { readonly contacts: DaysByAccount; readonly assessed: DaysByAccount; readonly begin: Day | null; readonly asOf: Day },
): SubjectRow[] {
  return signals
    .filter(({ kind, first_seen }) => kind === "risk" && begin !== null && first_seen >= begin)
    .map(({ account, signal, title, severity, first_seen }) => {
      const contact = hoursTo(first_seen, contacts.get(account));
      const looked = hoursTo(first_seen, assessed.get(account));
      const both = [contact, looked].filter((hours) => hours !== null);
      return {
        account,
        subject: signal,
        file: null,
        line: null,
        currency: null,
        values: {
          signal,
          signal_title: title,
          signal_severity: severity,
          seen_on: first_seen,
          age_hours: 24 * daysBetween(first_seen, asOf),
          hours_to_contact: contact,
          hours_to_assessment: both.length === 0 ? null : Math.min(...both),
        },
      };
    });
}

function hoursTo(from: Day, days: readonly Day[] | undefined): number | null {
  const first = days?.find((day) => day >= from);
  return first === undefined ? null : 24 * daysBetween(from, first);
}
