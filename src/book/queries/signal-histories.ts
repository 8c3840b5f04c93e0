import type { AccountHistory, UseDays } from "../../domain/signals/history.ts";
import type { Params, Row } from "../book.ts";
import { accountSet, IN_SET } from "./account-set.ts";
import type { QueryContext } from "./query.ts";
import { ROW_SOURCES, type RowSource, signalSources } from "./signal-sources.ts";
import { type AccountUse, NO_USE, signalUse } from "./signal-use.ts";
import type { UsageFeatures } from "./usage-features.ts";

type Rows = readonly Row[];
type Sources = Readonly<Record<RowSource, ReadonlyMap<string, Rows>>>;

/** What signals look at, of the accounts given, up to the scope's as-of. All of it is held in memory, so give a thousand at a time. */
export async function signalHistories(
  context: QueryContext,
  features: UsageFeatures,
  accounts: readonly { readonly account: string; readonly name: string }[],
): Promise<AccountHistory[]> {
  const ids = accounts.map(({ account }) => account).sort();
  // The tables are sorted by account: between the first and the last, only a part of each is read.
  const is = `account BETWEEN $first AND $last AND ${IN_SET}`;
  const params: Params = { as_of: context.scope.asOf, first: ids[0] ?? "", last: ids.at(-1) ?? "", ...accountSet(ids) };
  const sql = signalSources(is, context.knowledge, features);
  const read: Record<string, ReadonlyMap<string, Rows>> = {};
  for (const source of ROW_SOURCES) read[source] = byAccount(await context.book.rows(sql[source], params));
  const used = await signalUse(context, is, params, features);
  return accounts.map(({ account, name }) => history(account, name, read as Sources, used.get(account) ?? NO_USE));
}

function history(account: string, name: string, sources: Sources, use: AccountUse): AccountHistory {
  const rows = (source: RowSource): Rows => sources[source].get(account) ?? [];
  return {
    account,
    name,
    strategic: rows("profile")[0]?.["strategic"] === true,
    ...use,
    firstValue: number(rows("value")[0], "day"),
    words: rows("words").map((row) => ({ day: on(row, "day"), source: sourceOf(row), cues: new Set(String(row["cues"]).split(",")) })),
    tickets: rows("tickets").map((row) => ({
      day: on(row, "day"),
      solved: number(row, "solved"),
      urgent: row["urgent"] === true,
      rating: row["rating"] === "good" || row["rating"] === "bad" ? row["rating"] : null,
    })),
    surveys: rows("surveys").map((row) => ({
      day: on(row, "day"),
      kind: String(row["kind"]),
      score: on(row, "score"),
      person: text(row, "person"),
    })),
    meetings: rows("meetings").map((row) => ({
      day: on(row, "day"),
      kind: String(row["kind"]),
      held: row["status"] === "held",
      missed: row["status"] === "no-show",
    })),
    subscriptions: rows("subscriptions").map((row) => ({
      started: on(row, "started"),
      ended: number(row, "ended"),
      canceled: number(row, "canceled"),
      trialEnd: number(row, "trial_end"),
      seats: number(row, "seats"),
      arr: number(row, "arr"),
      currency: text(row, "currency"),
      months: MONTHS[String(row["interval"])] ?? 12,
      periodStart: number(row, "period_start"),
      periodEnd: number(row, "period_end"),
    })),
    invoices: rows("invoices").map((row) => ({
      issued: on(row, "issued"),
      due: number(row, "due"),
      paid: number(row, "paid"),
      voided: number(row, "voided"),
      owed: on(row, "owed"),
      currency: text(row, "currency"),
    })),
    contacts: rows("contacts").map((row) => ({
      name: text(row, "name") ?? "a contact",
      email: text(row, "email"),
      title: text(row, "title"),
      role: text(row, "role") ?? "",
      left: number(row, "left_day"),
    })),
    milestones: rows("milestones").map((row) => ({ due: number(row, "due"), done: number(row, "done") })),
  };
}

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, "half-year": 6, year: 12 };

function byAccount(rows: Rows): ReadonlyMap<string, Rows> {
  const accounts = new Map<string, Row[]>();
  for (const row of rows) {
    const known = accounts.get(String(row["account"]));
    if (known === undefined) accounts.set(String(row["account"]), [row]);
    else known.push(row);
  }
  return accounts;
}

/** The rows are sorted by day. */
export function useDays(name: string, rows: Rows): UseDays {
  return { name, days: Int32Array.from(rows, (row) => on(row, "day")), events: Float64Array.from(rows, (row) => on(row, "events")) };
}

function on(row: Row, cell: string): number {
  return number(row, cell) ?? 0;
}

function number(row: Row | undefined, cell: string): number | null {
  const value = row?.[cell];
  return typeof value === "number" ? value : null;
}

function text(row: Row, cell: string): string | null {
  const value = row[cell];
  return typeof value === "string" ? value : null;
}

function sourceOf(row: Row): "ticket" | "survey" | "meeting" | "request" {
  const source = row["source"];
  return source === "survey" || source === "meeting" || source === "request" ? source : "ticket";
}
