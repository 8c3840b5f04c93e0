import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import { fromAsked } from "./asked-accounts.ts";
import { START_TOLD } from "./journey-start.ts";
import { LAST_TOLD_DAY } from "./last-told-day.ts";
import { double } from "./signal-rows.ts";
import { phraseList } from "./sql-literals.ts";
import { isLoginName, type UsageFeatures } from "./usage-features.ts";

/** A day as the whole number that signals count in. */
export function dayNumber(day: string): string {
  return `${day} - DATE '1970-01-01'`;
}

/** Condition under which a row of use is a login. */
export function loginRows(features: UsageFeatures): string {
  return features.namesLogins(0) ? isLoginName(features) : "true";
}

export type RowSource =
  | "profile"
  | "value"
  | "userCounts"
  | "tickets"
  | "surveys"
  | "meetings"
  | "subscriptions"
  | "invoices"
  | "contacts"
  | "milestones";

/** The SQL behind each part of the histories of the accounts asked for, up to $as_of; all rows in a total order, each with its account's place. */
export function signalSources(knowledge: Knowledge, features: UsageFeatures): Readonly<Record<RowSource, string>> {
  const rows = (table: string, columns: readonly string[], where: string, order: string): string =>
    `SELECT ${["CAST(nth AS DOUBLE) AS nth", ...columns].join(", ")} FROM ${fromAsked(table)} WHERE ${where} ORDER BY nth, ${order}`;
  const upTo = (day: string): string => `${day} <= CAST($as_of AS DATE)`;
  const day = (date: string, name: string): string => `${double(dayNumber(date))} AS ${name}`;
  const dayOf = (instant: string, name: string): string => day(`day_of(${instant})`, name);
  const number = (expression: string, name: string): string => `${double(expression)} AS ${name}`;
  const firstValue =
    knowledge.firstValueEvents.length === 0
      ? `NOT ${isLoginName(features)}`
      : `coalesce(feature IN (${phraseList(knowledge.firstValueEvents)}), false)`;
  return {
    profile: rows("accounts", [number("strategic", "strategic")], "true", "coalesce(strategic, false) DESC"),
    value: `SELECT CAST(nth AS DOUBLE) AS nth, ${day("min(day)", "day")} FROM ${fromAsked("usage")} WHERE ${upTo("day")} AND ${firstValue} GROUP BY nth ORDER BY nth`,
    userCounts: rows("user_counts", [day("day", "day"), number("users", "users")], upTo("day"), "day, users"),
    tickets: rows(
      "tickets",
      [
        dayOf("created_at", "day"),
        dayOf("over_at", "solved"),
        number("priority IN ('high', 'urgent')", "urgent"),
        number("CASE satisfaction WHEN 'good' THEN 1 WHEN 'bad' THEN 2 END", "rating"),
      ],
      upTo("day_of(created_at)"),
      "created_at, ticket",
    ),
    surveys: rows(
      "surveys",
      [dayOf("answered_at", "day"), "kind", number("score", "score"), "coalesce(email, person) AS person"],
      `score IS NOT NULL AND ${upTo("day_of(answered_at)")}`,
      "answered_at, survey",
    ),
    meetings: rows(
      "interactions",
      [day("on_day", "day"), "kind", number("status = 'held'", "held"), number("status = 'no-show'", "missed")],
      upTo("on_day"),
      "on_day, interaction",
    ),
    subscriptions: rows(
      "subscriptions",
      [
        dayOf("started_at", "started"),
        dayOf("ended_at", "ended"),
        dayOf("canceled_at", "canceled"),
        // Set to lapse without a word of since when: known from the exports' last day on.
        day(
          `CASE WHEN cancel_at_period_end AND canceled_at IS NULL THEN coalesce(${LAST_TOLD_DAY}, CAST($as_of AS DATE)) END`,
          "lapse_told",
        ),
        dayOf("trial_end_at", "trial_end"),
        dayOf("period_start_at", "period_start"),
        dayOf("period_end_at", "period_end"),
        number("seats", "seats"),
        number("arr_minor", "arr"),
        "currency",
        number(`CASE WHEN basis IS NOT NULL THEN CASE WHEN ${START_TOLD} THEN 1 ELSE 2 END END`, "record"),
        number("CASE interval WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half-year' THEN 6 ELSE 12 END", "months"),
      ],
      upTo("day_of(started_at)"),
      "started_at, subscription",
    ),
    invoices: rows(
      "invoices",
      [
        dayOf("issued_at", "issued"),
        dayOf("due_at", "due"),
        dayOf("paid_at", "paid"),
        dayOf("voided_at", "voided"),
        number("coalesce(due_minor, total_minor)", "owed"),
        "currency",
      ],
      // As the query billing has it: drafts and invoices void or paid without a day are nobody's debt.
      `coalesce(total_minor, due_minor) > 0 AND coalesce(status, '') <> 'draft' AND (coalesce(status, '') <> 'void' OR voided_at IS NOT NULL) AND (coalesce(status, '') <> 'paid' OR paid_at IS NOT NULL) AND ${upTo("day_of(issued_at)")}`,
      "issued_at, invoice",
    ),
    contacts: rows(
      "contacts",
      ["coalesce(name, email, contact) AS called", "email", "title", "role", day("left_on", "left_day")],
      "true",
      "email, called, contact",
    ),
    milestones: rows("milestones", [day("due_on", "due"), day("done_on", "done")], "true", "due_on, done_on, milestone"),
  };
}
