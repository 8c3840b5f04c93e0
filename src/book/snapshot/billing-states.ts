import { count } from "../../core/text.ts";
import { LAST_TOLD_DAY } from "../queries/last-told-day.ts";
import { NEVER_BEGAN } from "../queries/subscription-terms.ts";
import type { Check } from "./finding-check.ts";

/** Subscriptions that have begun and not ended, in one of these states of billing. */
const running = (...states: readonly string[]): string =>
  `SELECT subscription AS subject, file_id, line, arr_minor, currency FROM subscriptions WHERE account IS NOT NULL AND started_at IS NOT NULL AND ended_at IS NULL AND lower(trim(status)) IN (${states.map((state) => `'${state}'`).join(", ")})`;

/** What billing says of payment, and whether the revenue counts all the same: whoever reads a figure of revenue should know how much of it is so. */
export const BILLING_STATES: readonly Check[] = [
  {
    kind: "never-paid-subscription",
    sql: `SELECT subscription AS subject, file_id, line, arr_minor, currency FROM subscriptions WHERE ${NEVER_BEGAN}`,
    priced: true,
    message: (n, such, _, arr) =>
      `${count(n, "subscription")} never began, such as ${such}: its first payment was never made (incomplete), or its trial ended without a way to pay (paused); ${arr} a year counts on no day`,
  },
  {
    kind: "trial-subscription",
    sql: `SELECT subscription AS subject, file_id, line, arr_minor, currency FROM subscriptions WHERE account IS NOT NULL AND ended_at IS NULL AND day_of(trial_end_at) > ${LAST_TOLD_DAY}`,
    priced: true,
    message: (n, such, _, arr) =>
      `${count(n, "subscription")} ${n === 1 ? "is" : "are"} on trial, such as ${such}: ${arr} a year counts from the end of the trial on`,
  },
  {
    kind: "past-due-subscription",
    sql: running("past_due", "past due"),
    priced: true,
    message: (n, such, _, arr) =>
      `${count(n, "subscription")} ${n === 1 ? "is" : "are"} past due, such as ${such}: a payment is late and still asked for, so ${arr} a year counts as in force`,
  },
  {
    kind: "unpaid-subscription",
    sql: running("unpaid", "paused"),
    priced: true,
    message: (n, such, _, arr) =>
      `${count(n, "subscription")} ${n === 1 ? "is" : "are"} called unpaid or paused, such as ${such}: since when is not told, so ${arr} a year still counts as in force; end in billing what is gone`,
  },
];
