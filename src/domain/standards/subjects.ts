import type { Unit } from "../facts/fact.ts";

/** What a value is and how it is printed. */
export interface SubjectValue {
  readonly unit: Unit;
  readonly doc: string;
}

/** A kind of thing that rules are held against, one at a time. */
export interface SubjectKind {
  readonly doc: string;
  /** Every one belongs to an account, whose own values a rule may use too. */
  readonly ofAccount: boolean;
  /** Makes sense of the whole book only: left out where the check looks at one account or one owner's. */
  readonly wholeBook: boolean;
  readonly values: Readonly<Record<string, SubjectValue>>;
}

const of =
  (unit: Unit) =>
  (doc: string): SubjectValue => ({ unit, doc });
const count = of("count");
const days = of("days");
const hours = of("hours");
const date = of("date");
const text = of("text");
const money = of("money");
const ratio = of("ratio");

/** Kinds of things to check, by the name that a rule's `For each` gives. */
export const SUBJECTS = {
  account: {
    doc: "a customer: an account with a subscription in force, or, where the exports hold none of its subscriptions, one that has not left",
    ofAccount: true,
    wholeBook: false,
    values: {
      strategic: count("1 where the CRM flags it as strategic, or it pays 100k a year and more"),
      last_contact_on: date("latest meeting, call or e-mail held"),
      days_without_contact: days("days since the latest contact; without one, since the start or since the meetings export begins"),
      last_review_on: date("latest business or executive review held"),
      days_without_review: days("days since the latest review; without one, since the start or since the meetings export begins"),
      won_on: date("close date of its first won deal"),
      customer_since: date("close date of its first won deal, else the start of its first subscription"),
      days_to_kickoff: days("days from the first won deal (else the start) to the kickoff; without a kickoff, to as-of"),
      first_renewal_talk_on: date("first conversation about the renewal in the running term"),
      renewal_talk_days: days("days from that conversation to the renewal"),
      csm_in_renewal: count("1 where the success manager hosted a renewal conversation of the last 120 days, 0 where others did"),
      renewal_host: text("who hosted the latest of them"),
      active_contacts_90d: count("people who met us or wrote a ticket in 90 days"),
      champions_active_90d: count("champions present who met us, wrote a ticket, answered a survey or used the product in 90 days"),
      arr_stated: money("recurring revenue that the CRM states"),
      arr_computed: money("recurring revenue of the subscriptions in force"),
      arr_gap: ratio("difference between the two, as a share of the stated"),
      currencies: count("currencies of the subscriptions in force"),
      usage_rows_before_start: count("rows of usage dated before the first subscription, trials left out"),
      subscribed_on: date("start of the first subscription"),
      usage_first_on: date("first day of usage"),
      grave_signals: count("early warnings of high or critical severity"),
      days_since_health: days("days since the latest entry in history/health.ndjson"),
      days_below_green: days("days since the history shows the account below green without a break"),
    },
  },
  record: {
    doc: "an account of the CRM, customer or not",
    ofAccount: true,
    wholeBook: false,
    values: {
      customer: count("1 where it counts as a customer"),
      churn_conflict: text("how churn flag, churn events, subscriptions and usage contradict each other"),
    },
  },
  ticket: {
    doc: "a ticket opened in the last 30 days",
    ofAccount: true,
    wholeBook: false,
    values: {
      ticket: text("its id"),
      reply_hours: hours("hours to the first reply; unanswered and unsolved, whole days up to as-of"),
      reply_state: text("got its first reply after, or waits for a reply since"),
      answered: count("1 where a first reply is recorded"),
      opened_on: date("day it was opened"),
      status: text("state in the export"),
      priority: text("priority in the export"),
    },
  },
  review: {
    doc: "a business or executive review held in the last 92 days",
    ofAccount: true,
    wholeBook: false,
    values: {
      review_on: date("day it was held"),
      review_age_hours: hours("hours (whole days × 24) since then"),
      executives: count("guests who hold an executive role or title"),
      pre_read_days: days("days between an e-mail that speaks of a pre-read or an agenda and the review"),
      summary_hours: hours("hours (whole days × 24) from the review to an e-mail that speaks of a summary"),
    },
  },
  signal: {
    doc: "an early warning that holds on as-of",
    ofAccount: true,
    wholeBook: false,
    values: {
      signal: text("its name, as `echo-cs signals` lists it"),
      signal_title: text("what it says"),
      signal_severity: text("low, medium, high or critical"),
      seen_on: date("since when it holds"),
      age_hours: hours("hours (whole days × 24) since then"),
      hours_to_contact: hours("hours (whole days × 24) from then to the first contact"),
      hours_to_assessment: hours(
        "hours (whole days × 24) from then to the first contact, or to a churn task of the account that a person has worked on",
      ),
    },
  },
  invoice: {
    doc: "an invoice that is neither paid nor voided",
    ofAccount: true,
    wholeBook: false,
    values: {
      invoice: text("its number"),
      amount: money("amount due"),
      due_on: date("day it was due"),
      days_past_due: days("days since then, 0 before"),
    },
  },
  subscription: {
    doc: "a subscription that had begun",
    ofAccount: true,
    wholeBook: false,
    values: {
      subscription: text("its id"),
      in_force: count("1 where it is in force on as-of"),
      started_on: date("when it began"),
      ends_on: date("when its period ends"),
      monthly: count("1 where it is billed by the month"),
      date_fault: text("what is wrong with its dates"),
    },
  },
  opportunity: {
    doc: "an open opportunity",
    ofAccount: true,
    wholeBook: false,
    values: {
      opportunity: text("its name"),
      kind: text("new, expansion or renewal"),
      stage: text("its stage (current state)"),
      early_stage: count("1 where the stage is among the first ones by its name"),
      amount: money("its amount"),
      owner: text("its owner (current state)"),
      close_on: date("when it is to close"),
      days_past_close: days("days since then, 0 before"),
      problems: count("tickets, requests, survey comments and meeting notes of the account since 180 days before the opportunity"),
      missing_role: text(
        "the role that is missing: a success manager who drives, a seller who closes, or one other than the success manager",
      ),
    },
  },
  owner: {
    doc: "a success manager who owns accounts",
    ofAccount: false,
    wholeBook: false,
    values: {
      owner: text("name"),
      accounts: count("accounts owned"),
      main_touch: text("the touch model of most of them"),
      main_segment: text("the segment of most of them"),
      owned_arr: money("recurring revenue of them"),
    },
  },
  pattern: {
    doc: "a capability that tickets of two or more accounts failed at in 90 days",
    ofAccount: false,
    wholeBook: true,
    values: {
      pattern: text("the capability"),
      pattern_accounts: count("accounts with such tickets"),
      pattern_tickets: count("such tickets in 90 days"),
      new_tickets: count("such tickets in the last 7 days"),
      pattern_arr: money("recurring revenue of those accounts"),
      days_since_routed: days("days since a packet on it went to product-engineer"),
    },
  },
  book: {
    doc: "the whole book",
    ofAccount: false,
    wholeBook: false,
    values: {
      tickets_solved_30d: count("tickets solved in 30 days"),
      tickets_named_share: ratio("share of them that name a known capability"),
      tickets_opened_30d: count("tickets opened in 30 days"),
      escalated_share_30d: ratio("share of them tagged as escalated"),
      customers: count("customers"),
      expansion_found_share: ratio(
        "share of customers past day 90 and not red with an open expansion deal or an expansion named in the plan",
      ),
      mature_customers: count("customers past day 90 that are not red"),
    },
  },
  source: {
    doc: "a table of the book",
    ofAccount: false,
    wholeBook: true,
    values: {
      source: text("name of the table"),
      rows: count("rows"),
      rows_without_account: count("rows that belong to no account"),
      first_id: text("id of the first of them"),
      top_domain: text("most frequent e-mail domain among them"),
      ends_on: date("latest day up to as-of"),
      days_behind: days("days from then to as-of"),
    },
  },
  currency: {
    doc: "a currency, or none, in a table with amounts",
    ofAccount: false,
    wholeBook: true,
    values: {
      source: text("name of the table"),
      currency: text("its code, or none"),
      rows: count("rows with an amount in it"),
      reported: count("1 where it is the reporting currency"),
    },
  },
  twins: {
    doc: "two accounts with the same web domain, or the same name once legal forms are dropped, that are not parent and child",
    ofAccount: true,
    wholeBook: true,
    values: { other: text("name of the second account"), shared: text("what they share") },
  },
  file: {
    doc: "a file of the exports",
    ofAccount: false,
    wholeBook: true,
    values: {
      export_file: text("path inside the exports folder"),
      taken_for: text("format it was read as"),
      rows: count("rows in it"),
      rejected_share: ratio("share of rows refused"),
      rejected: count("rows refused"),
      note: text("why it was not read"),
    },
  },
} as const satisfies Readonly<Record<string, SubjectKind>>;

export type SubjectName = keyof typeof SUBJECTS;
export const SUBJECT_NAMES = Object.keys(SUBJECTS) as readonly SubjectName[];

/** The kind called `name`, with what all kinds have in common. */
export function subjectKind(name: SubjectName): SubjectKind {
  return SUBJECTS[name];
}
