import { type Severity, SEVERITIES } from "../brief/brief.ts";
import { type BookUsage, recordsMeetings, recordsReviews } from "./book-usage.ts";
import { arrOn, customerFrom, customerSince, inForce, isCustomer, renewalOn, termEnd } from "./contract-state.ts";
import { type AccountHistory, type DayNumber, type InvoiceRow, type SubscriptionRow, within } from "./history.ts";
import { dayText, figure, type Finding, found, graded, type SignalEvidence, type SignalRule } from "./signal.ts";

/** Early warnings about the contract, its payment, and the work owed to it. */
export const COMMERCIAL_SIGNALS: readonly SignalRule[] = [
  {
    signal: "renewal_due",
    kind: "risk",
    title: "the renewal is near",
    condition: "90, 60 or 30 days to the renewal, graver each time, and one step more where meetings are recorded and none was about it",
    source: "subscriptions, meetings",
    judge: renewalDue,
  },
  {
    signal: "renewal_overdue",
    kind: "risk",
    title: "the renewal date is past, with no new term on record",
    condition: "the term ended up to a year ago, nothing says that it was cancelled, and no new one is on record; graver from 30 days",
    source: "subscriptions",
    judge: renewalOverdue,
  },
  {
    signal: "cancellation_requested",
    kind: "risk",
    title: "they have given notice",
    condition: "a subscription in force is cancelled, or set not to renew",
    source: "subscriptions",
    judge: cancellation,
  },
  {
    signal: "downgraded",
    kind: "risk",
    title: "they pay less than before",
    condition: "ARR is 5 % or more below that of 90 days before",
    source: "subscriptions",
    judge: downgraded,
  },
  {
    signal: "payment_overdue",
    kind: "risk",
    title: "an invoice is past due",
    condition: "an invoice is unpaid past its due day; graver from 30 and 60 days",
    source: "invoices",
    judge: overdue,
    began: (history, day) => dueSince(history, day) + 1,
  },
  {
    signal: "onboarding_stalled",
    kind: "risk",
    title: "onboarding does not get on",
    condition: "a customer of 14 to 120 days: no kickoff by day 14, no first value by day 30, or a milestone a week late",
    source: "subscriptions, product usage, meetings, milestones",
    judge: onboardingStalled,
  },
  {
    signal: "review_overdue",
    kind: "risk",
    title: "no business review for too long",
    condition: "strategic or from 100k ARR: none for a quarter and two weeks; from 10k ARR: none for half a year and a month",
    source: "meetings, subscriptions",
    judge: reviewOverdue,
  },
];

/** Graver at 60 and at 30 days, and one step more where meetings are recorded and none was about the renewal. */
function renewalDue(history: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const on = renewalOn(history, day);
  if (on === null || on < day || on - day > 90) return null;
  const talks = within(history.meetings, day - 119, day).filter(({ kind, held }) => held && kind === "renewal").length;
  const isRecorded = recordsMeetings(book, day);
  const step = on - day <= 30 ? 2 : on - day <= 60 ? 1 : 0;
  return found(
    SEVERITIES[step + (isRecorded && talks === 0 ? 1 : 0)] ?? "critical",
    figure("days_to_renewal", "days to the renewal", on - day, "days", "renewal date − as-of"),
    renewalFigure(on),
    ...(isRecorded || talks > 0
      ? [figure("renewal_talks", "conversations about it", talks, "count", "meetings of type renewal held in the 120 days to as-of")]
      : []),
    ...arrFigure(history, day),
  );
}

/** Renewed and not recorded, or about to lapse: the exports can't tell, somebody has to. */
function renewalOverdue(history: AccountHistory, day: DayNumber): Finding | null {
  const on = renewalOn(history, day);
  if (on === null || on >= day || day - on > 365 || cancellation(history, day) !== null) return null;
  if (inForce(history, day).some(({ started, periodEnd }) => started >= on || (periodEnd !== null && periodEnd >= day))) return null;
  return found(
    day - on >= 30 ? "critical" : "high",
    figure("renewal_overdue_days", "days since the renewal date", day - on, "days", "as-of − renewal date"),
    renewalFigure(on),
    ...arrFigure(history, day),
  );
}

function renewalFigure(on: DayNumber): SignalEvidence {
  return figure("renewal_on", "renewal date", dayText(on), "date", "end of the current period of subscriptions longer than a month");
}

/** What is at stake; nothing where it is not known. */
function arrFigure(history: AccountHistory, day: DayNumber): SignalEvidence[] {
  const arr = arrOn(history, day);
  return arr === null
    ? []
    : [figure("arr", "ARR", arr.arr, "money", "yearly price of the subscriptions in force on as-of, trials left out", arr.currency)];
}

function cancellation(history: AccountHistory, day: DayNumber): Finding | null {
  const running = inForce(history, day);
  const canceled = running.flatMap(({ canceled: on }) => (on !== null && on <= day ? [on] : []));
  const lapsing = running.filter(({ canceled: on, lapseTold }) => on === null && lapseTold !== null && lapseTold <= day);
  if (canceled.length === 0 && lapsing.length === 0) return null;
  return found(
    "critical",
    ...(canceled.length === 0
      ? lapsesOn(lapsing, day)
      : [
          figure(
            "canceled_on",
            "cancellation requested on",
            dayText(Math.max(...canceled)),
            "date",
            "latest cancellation of a subscription still in force",
          ),
        ]),
    ...arrFigure(history, day),
  );
}

/** When the first of them ends; when the request came is on no record. */
function lapsesOn(lapsing: readonly SubscriptionRow[], day: DayNumber): SignalEvidence[] {
  const ends = lapsing.flatMap((row) => termEnd(row, day) ?? []);
  const formula = "end of the current period of a subscription in force that is set not to renew (current state)";
  return [figure("lapses_on", "set to lapse on", ends.length === 0 ? null : dayText(Math.min(...ends)), "date", formula)];
}

function downgraded(history: AccountHistory, day: DayNumber): Finding | null {
  const [now, before] = [arrOn(history, day), arrOn(history, day - 90)];
  if (now === null || before === null || now.currency !== before.currency) return null;
  const fall = (before.arr - now.arr) / before.arr;
  if (!(fall >= 0.05)) return null;
  return found(
    fall >= 0.3 ? "high" : "medium",
    figure("arr_change_90d", "change of ARR in 90 days", -fall, "ratio", "(ARR on as-of − ARR 90 days before) / ARR 90 days before"),
    figure("arr", "ARR", now.arr, "money", "yearly price of the subscriptions in force on as-of, trials left out", now.currency),
    figure("arr_90d_ago", "ARR 90 days before", before.arr, "money", "the same 90 days before", before.currency),
  );
}

function overdue(history: AccountHistory, day: DayNumber): Finding | null {
  const late = history.invoices.filter((invoice) => isOverdue(invoice, day));
  if (late.length === 0) return null;
  const since = dueSince(history, day);
  const [currency, ...others] = [...new Set(late.map((invoice) => invoice.currency))];
  const owed = late.reduce((sum, invoice) => sum + invoice.owed, 0);
  return found(
    graded(day - since, [1, "medium"], [30, "high"], [60, "critical"]),
    figure("overdue_days", "days past due", day - since, "days", "as-of − earliest due date of the invoices past due"),
    ...(others.length === 0
      ? [figure("overdue_amount", "amount past due", owed, "money", "sum of invoices unpaid and due before as-of", currency)]
      : []),
    figure("overdue_invoices", "invoices past due", late.length, "count", "invoices unpaid and due before as-of"),
  );
}

/** The earliest due day of the invoices past due on a day; the day itself where there are none. */
function dueSince({ invoices }: AccountHistory, day: DayNumber): DayNumber {
  return Math.min(day, ...invoices.flatMap((invoice) => (isOverdue(invoice, day) ? [invoice.due ?? day] : [])));
}

function isOverdue({ issued, due, paid, voided }: InvoiceRow, day: DayNumber): boolean {
  return issued <= day && due !== null && due < day && (paid === null || paid > day) && (voided === null || voided > day);
}

function onboardingStalled(history: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const since = customerFrom(history, day);
  if (since === null || day - since < 14 || day - since > 120) return null;
  const age = day - since;
  const value = history.firstValue !== null && history.firstValue <= day;
  const kickoff = history.meetings.some((meeting) => meeting.held && meeting.kind === "kickoff" && meeting.day <= day);
  const late = history.milestones.filter(({ due, done }) => due !== null && due <= day - 7 && (done === null || done > day)).length;
  // Where rows of use tell of logins alone, or none are there yet, nobody knows of first value.
  const isKnown = [book.use, book.featuresBy].every(({ days }) => days.length > 0 && (days[0] ?? 0) <= day);
  const severity = graded(value || !isKnown ? null : age, [30, "high"], [60, "critical"]);
  const slow: Severity | null = late > 0 || (recordsMeetings(book, day) && !kickoff && !value) ? "medium" : null;
  return found(
    severity ?? slow,
    figure("tenure_days", "days as a customer", age, "days", "as-of − start of the first subscription"),
    figure("value_realised", "first value reached", value ? 1 : 0, "count", "1 when an event that counts as first value is on record"),
    figure("kickoffs", "kickoff held", kickoff ? 1 : 0, "count", "1 when a kickoff is recorded as held"),
    figure(
      "milestones_late",
      "milestones of its own plan late",
      late,
      "count",
      "milestones of the account's own plan a week or more past their day and not reached; those that any onboarding has are in `journey`",
    ),
  );
}

function reviewOverdue(history: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const [arr, since] = [arrOn(history, day)?.arr ?? 0, customerSince(history, day)];
  if (!recordsReviews(book, day) || since === null || !isCustomer(history, day)) return null;
  const strategic = history.strategic || arr >= 10_000_000;
  const limit = strategic ? 92 + 14 : arr >= 1_000_000 ? 183 + 31 : Infinity;
  const reviews = history.meetings
    .filter((meeting) => meeting.held && meeting.day <= day && REVIEWS.has(meeting.kind))
    .map((meeting) => meeting.day);
  const last = Math.max(since, ...reviews);
  if (day - last <= limit) return null;
  return found(
    strategic ? "medium" : "low",
    figure(
      "days_since_review",
      reviews.length === 0 ? "days as a customer, without any review" : "days since the last review",
      day - last,
      "days",
      "as-of − latest QBR or executive review held, else − start",
    ),
    figure(
      "review_limit_days",
      "days allowed",
      limit,
      "days",
      "a quarter and two weeks for strategic accounts, half a year and a month for mid touch",
    ),
  );
}

const REVIEWS: ReadonlySet<string> = new Set(["qbr", "executive-review"]);
