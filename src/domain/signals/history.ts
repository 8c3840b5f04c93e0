/** Days in here are whole numbers, counted from 1970-01-01: rules ask about thousands of them. */
export type DayNumber = number;

/** On which days something was used, ascending, with how often. */
export interface UseDays {
  readonly name: string;
  readonly days: Int32Array;
  readonly events: Float64Array;
}

/** Words of a person: a ticket, a survey's comment, notes of a meeting, a request. `cues` are the word lists it holds phrases of. */
export interface Words {
  readonly day: DayNumber;
  readonly source: "ticket" | "survey" | "meeting" | "request";
  readonly cues: ReadonlySet<string>;
}

export interface TicketRow {
  readonly day: DayNumber;
  readonly solved: DayNumber | null;
  readonly urgent: boolean;
  readonly rating: "good" | "bad" | null;
}

export interface SurveyRow {
  readonly day: DayNumber;
  readonly kind: string;
  readonly score: number;
  readonly person: string | null;
}

export interface MeetingRow {
  readonly day: DayNumber;
  readonly kind: string;
  readonly held: boolean;
  readonly missed: boolean;
}

export interface SubscriptionRow {
  readonly started: DayNumber;
  readonly ended: DayNumber | null;
  readonly canceled: DayNumber | null;
  /** Set to lapse, without a word of since when: the day from which that is known. */
  readonly lapseTold: DayNumber | null;
  readonly trialEnd: DayNumber | null;
  readonly seats: number | null;
  readonly arr: number | null;
  readonly currency: string | null;
  /** Months of a term; renewals of monthly plans are no event. */
  readonly months: number;
  readonly periodStart: DayNumber | null;
  readonly periodEnd: DayNumber | null;
  /** Set where an account's record stands for a subscription: its start is told there, or reckoned back from its end. */
  readonly record?: "told" | "assumed";
}

export interface InvoiceRow {
  readonly issued: DayNumber;
  readonly due: DayNumber | null;
  readonly paid: DayNumber | null;
  readonly voided: DayNumber | null;
  readonly owed: number;
  readonly currency: string | null;
}

export interface ContactRow {
  readonly name: string;
  readonly email: string | null;
  readonly title: string | null;
  readonly role: string;
  readonly left: DayNumber | null;
}

/** What is known of one account, day by day. Rules may look at what is dated up to the day they judge, and no further. */
export interface AccountHistory {
  readonly account: string;
  readonly name: string;
  readonly strategic: boolean;
  /** Logins, by day. */
  readonly logins: UseDays;
  /** Any use, by day. */
  readonly use: UseDays;
  /** Use by person; empty where the export has no user ids. */
  readonly users: readonly UseDays[];
  /** Active users as an export tells them that names none: a number a day, week or month. */
  readonly userCounts?: UseDays;
  /** Use by feature, logins left out. */
  readonly features: readonly UseDays[];
  readonly firstValue: DayNumber | null;
  readonly words: readonly Words[];
  readonly tickets: readonly TicketRow[];
  readonly surveys: readonly SurveyRow[];
  readonly meetings: readonly MeetingRow[];
  readonly subscriptions: readonly SubscriptionRow[];
  readonly invoices: readonly InvoiceRow[];
  readonly contacts: readonly ContactRow[];
  readonly milestones: readonly { readonly due: DayNumber | null; readonly done: DayNumber | null }[];
}

/** What was used in the days `from` … `to`, both included. */
export function eventsIn({ days, events }: UseDays, from: DayNumber, to: DayNumber): number {
  let sum = 0;
  for (let index = firstFrom(days, from); index < days.length && (days[index] ?? 0) <= to; index += 1) sum += events[index] ?? 0;
  return sum;
}

/** On how many days of `from` … `to` there was any use. */
export function activeDaysIn({ days }: UseDays, from: DayNumber, to: DayNumber): number {
  return Math.max(0, firstFrom(days, to + 1) - firstFrom(days, from));
}

/** The last day of use up to `day`; null where there is none. */
export function lastUse({ days }: UseDays, day: DayNumber): DayNumber | null {
  return days[firstFrom(days, day + 1) - 1] ?? null;
}

/** How many of the rows are dated `from` … `to`. */
export function within<T extends { readonly day: DayNumber }>(rows: readonly T[], from: DayNumber, to: DayNumber): T[] {
  return rows.filter(({ day }) => day >= from && day <= to);
}

/** Index of the first day that is `day` or later. */
export function firstFrom(days: Int32Array, day: DayNumber): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
