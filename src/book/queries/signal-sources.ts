import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import { signalWordsSql } from "./signal-words.ts";
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

/** The SQL behind each part of an account's history up to $as_of; all rows in a total order, each with its `account`. */
export function signalSources(is: string, knowledge: Knowledge, features: UsageFeatures): Readonly<Record<RowSource, string>> {
  const rows = (table: string, columns: string, where: string, order: string): string =>
    `SELECT account, ${columns} FROM ${table} WHERE ${is} AND ${where} ORDER BY account, ${order}`;
  const upTo = (day: string): string => `${day} <= CAST($as_of AS DATE)`;
  const days = (...named: readonly (readonly [column: string, name: string])[]): string =>
    named.map(([column, name]) => `${dayNumber(`day_of(${column})`)} AS ${name}`).join(", ");
  const firstValue =
    knowledge.firstValueEvents.length === 0
      ? `NOT ${isLoginName(features)}`
      : `coalesce(feature IN (${phraseList(knowledge.firstValueEvents)}), false)`;
  return {
    profile: rows("accounts", "coalesce(strategic, false) AS strategic", "true", "strategic DESC"),
    value: `SELECT account, ${dayNumber("min(day)")} AS day FROM usage WHERE ${is} AND ${upTo("day")} AND ${firstValue} GROUP BY account ORDER BY account`,
    words: `SELECT account, ${dayNumber("day")} AS day, source, cues FROM (${signalWordsSql(is, knowledge)}) WHERE cues <> '' ORDER BY account, day, source, cues`,
    tickets: rows(
      "tickets",
      `${days(["created_at", "day"], ["solved_at", "solved"])}, priority IN ('high', 'urgent') AS urgent, satisfaction AS rating`,
      upTo("day_of(created_at)"),
      "created_at, ticket",
    ),
    surveys: rows(
      "surveys",
      `${days(["answered_at", "day"])}, kind, score, coalesce(email, person) AS person`,
      `score IS NOT NULL AND ${upTo("day_of(answered_at)")}`,
      "answered_at, survey",
    ),
    meetings: rows("interactions", `${dayNumber("on_day")} AS day, kind, status`, upTo("on_day"), "on_day, interaction"),
    subscriptions: rows(
      "subscriptions",
      `${days(["started_at", "started"], ["ended_at", "ended"], ["canceled_at", "canceled"], ["trial_end_at", "trial_end"], ["period_start_at", "period_start"], ["period_end_at", "period_end"])}, seats, arr_minor AS arr, currency, interval`,
      upTo("day_of(started_at)"),
      "started_at, subscription",
    ),
    invoices: rows(
      "invoices",
      `${days(["issued_at", "issued"], ["due_at", "due"], ["paid_at", "paid"], ["voided_at", "voided"])}, coalesce(due_minor, total_minor) AS owed, currency`,
      // As the query billing has it: drafts and invoices void or paid without a day are nobody's debt.
      `coalesce(total_minor, due_minor) > 0 AND coalesce(status, '') <> 'draft' AND (coalesce(status, '') <> 'void' OR voided_at IS NOT NULL) AND (coalesce(status, '') <> 'paid' OR paid_at IS NOT NULL) AND ${upTo("day_of(issued_at)")}`,
      "issued_at, invoice",
    ),
    contacts: rows(
      "contacts",
      `coalesce(name, email, contact) AS name, email, title, coalesce(role, '') AS role, ${dayNumber("left_on")} AS left_day`,
      "true",
      "email, name, contact",
    ),
    milestones: rows("milestones", `${dayNumber("due_on")} AS due, ${dayNumber("done_on")} AS done`, "true", "due_on, done_on, milestone"),
  };
}

export const ROW_SOURCES = [
  "profile",
  "value",
  "words",
  "tickets",
  "surveys",
  "meetings",
  "subscriptions",
  "invoices",
  "contacts",
  "milestones",
] as const;
export type RowSource = (typeof ROW_SOURCES)[number];
