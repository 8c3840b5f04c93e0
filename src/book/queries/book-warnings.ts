import { compareText } from "../../core/compare-text.ts";
import { bySeverity } from "../../domain/brief/by-severity.ts";
import { atLeast } from "../../domain/standards/severity.ts";
import type { Signal } from "../../domain/signals/signal.ts";
import { knownAccounts } from "../known-accounts.ts";
import { signalsOf } from "../signals-of.ts";
import { bookedMeetings } from "./booked-meetings.ts";
import { scoreAccounts } from "./health.ts";
import type { Query, QueryContext } from "./query.ts";

/** Accounts that are named; the others are counted. */
const NAMED = 5;

/** The early warnings of severity high or worse at accounts that their score does not show: neither red nor yellow, and no notice given. */
export const bookWarnings: Query = {
  name: "book-warnings",
  doc: "grave early warnings at accounts that are neither red nor yellow",
  tables: ["accounts", "usage", "subscriptions", "invoices", "tickets", "surveys", "interactions", "contacts"],
  rows: async (context) => {
    const { scored, warnings } = await unshown(context);
    const gravest = warnings.flatMap(([first]) => (first === undefined ? [] : [first]));
    const names = gravest.slice(0, NAMED).map(({ name, title }) => `${name} (${title})`);
    const more = gravest.length > NAMED ? ` and ${gravest.length - NAMED} more` : "";
    return [{ warned: gravest.length, warned_names: names.length === 0 ? null : `${names.join("; ")}${more}`, n: scored }];
  },
  evidence: async (context, _days, limit) =>
    (await unshown(context)).warnings
      .flat()
      .slice(0, limit)
      .map(({ account, name, signal, title, severity, first_seen: since }) => ({
        account,
        name,
        signal,
        title,
        severity,
        first_seen: since,
      })),
};

/** What is said of a renewal of which nobody has spoken. */
const UNSPOKEN = "it renews within 30 days, and no talk about it is on record";

/**
 * Their warnings by account, the gravest first in each and among them; and how many accounts were scored. A renewal that comes near is no
 * warning by itself: at its gravest it is, where no talk about it was held or is booked.
 */
async function unshown(context: QueryContext): Promise<{ readonly scored: number; readonly warnings: Signal[][] }> {
  const whole = { ...context, scope: { asOf: context.scope.asOf, health: context.scope.health } };
  const scored = await scoreAccounts(whole);
  const shown = new Set(scored.flatMap(({ account, now }) => (now.tier === "red" || now.tier === "yellow" ? [account] : [])));
  const others = (await knownAccounts(context.book)).filter(({ account }) => !shown.has(account));
  const raised = await signalsOf(
    whole,
    others,
    ({ signal, kind }, severity) => kind === "risk" && atLeast(severity, signal === "renewal_due" ? "critical" : "high"),
  );
  const booked = await talksBooked(whole);
  const warnings = [...raised.values()]
    .map((signals) =>
      signals.flatMap((signal) =>
        signal.signal === "renewal_due" ? (booked.has(signal.account) ? [] : [{ ...signal, title: UNSPOKEN }]) : [signal],
      ),
    )
    .filter((signals) => signals.length > 0 && signals.every(({ signal }) => signal !== "cancellation_requested"))
    .map((signals) => signals.toSorted(bySeverity))
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : bySeverity(a, b) || compareText(a.account, b.account)));
  return { scored: scored.length, warnings };
}

/** Accounts that have a conversation about their renewal ahead. */
async function talksBooked(context: QueryContext): Promise<ReadonlySet<unknown>> {
  const rows = await bookedMeetings.rows(context);
  return new Set(rows.flatMap(({ account, renewal_talk_on: on }) => (on === null ? [] : [account])));
}
