import { describe, expect, it } from "vitest";
import { knownAccounts } from "../../../src/book/known-accounts.ts";
import { imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { ACCOUNTS, invoices, subscriptions, tickets } from "./samples.ts";

const FILES = {
  "accounts.csv": ACCOUNTS,
  "subscriptions.csv": subscriptions({
    "Start Date (UTC)": "2026-03-31 22:30:00",
    "Current Period Start (UTC)": "2026-03-31 22:30:00",
    "Current Period End (UTC)": "2027-03-31 22:30:00",
  }),
  "invoices.csv": invoices({ "Due Date (UTC)": "2026-10-31 23:30:00" }),
  "tickets.json": tickets(
    { created_at: "2026-10-20T22:30:00Z" },
    { created_at: "2026-11-19T23:30:00Z" },
    { created_at: "2026-11-20T22:30:00Z" },
    { created_at: "2026-11-20T23:30:00Z" },
  ),
};

async function acme(timeZone: string): Promise<Record<string, unknown>> {
  const { book } = await imported(FILES, { timeZone });
  expect((await knownAccounts(book)).map(({ account }) => account)).toContain("acme");
  return valuesOf(
    await contextOf(book, "2026-11-20"),
    "acme",
    "tickets_30d",
    "tickets_prior_30d",
    "open_tickets",
    "customer_since",
    "renewal_on",
    "overdue_since",
    "overdue_days",
  );
}

describe("a day ends when it ends for the company", () => {
  it("in UTC", async () => {
    expect(await acme("UTC")).toEqual({
      tickets_30d: 3,
      tickets_prior_30d: 1,
      open_tickets: 4,
      customer_since: "2026-03-31",
      renewal_on: "2027-03-31",
      overdue_since: "2026-10-31",
      overdue_days: 20,
    });
  });

  it("in Berlin: an hour earlier in winter, two in summer", async () => {
    // 22:30 in October is past midnight, in November it is not; the ticket of 23:30 is tomorrow's.
    expect(await acme("Europe/Berlin")).toEqual({
      tickets_30d: 2,
      tickets_prior_30d: 1,
      open_tickets: 3,
      customer_since: "2026-04-01",
      renewal_on: "2027-04-01",
      overdue_since: "2026-11-01",
      overdue_days: 19,
    });
  });

  it("and the same ticket counts a day sooner or later by the zone", async () => {
    const of = async (timeZone: string, asOf: string): Promise<unknown> =>
      (await valuesOf(await contextOf((await imported(FILES, { timeZone })).book, asOf), "acme", "tickets_90d"))["tickets_90d"];
    expect([
      await of("UTC", "2026-10-20"),
      await of("Europe/Berlin", "2026-10-20"),
      await of("Europe/Berlin", "2026-10-21"),
      await of("America/New_York", "2026-11-20"),
    ]).toEqual([1, null, 1, 4]);
  });
});
