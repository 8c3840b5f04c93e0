import { describe, expect, it } from "vitest";
import { measure } from "../../../src/book/measure.ts";
import { COMPANIES, imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { ACCOUNTS, deals, invoices, subscriptions, tickets, usage } from "./samples.ts";

const AS_OF = "2026-11-20";

async function values(
  files: Record<string, string>,
  account: string | undefined,
  names: readonly string[],
  asOf = AS_OF,
): Promise<Record<string, unknown>> {
  const { book } = await imported({ "accounts.csv": ACCOUNTS, ...files });
  return valuesOf(await contextOf(book, asOf), account, ...names);
}

describe("recurring revenue", () => {
  const renewal = ["renewal_on", "days_to_renewal"];

  it("counts periods back from the export's own to the one that ran on as-of", async () => {
    const yearly = { "s.csv": subscriptions({}) };
    const on = async (files: Record<string, string>, asOf: string): Promise<unknown> =>
      Object.values(await values(files, "acme", renewal, asOf));
    expect(await on(yearly, AS_OF)).toEqual(["2027-01-15", 56]);
    expect(await on(yearly, "2026-01-15")).toEqual(["2027-01-15", 365]);
    expect(await on(yearly, "2026-01-14")).toEqual(["2026-01-15", 1]);
    expect(await on(yearly, "2025-01-15")).toEqual(["2026-01-15", 365]);
    expect(await on(yearly, "2024-12-31")).toEqual(["2025-01-15", 15]);
    const quarterly = {
      "s.csv": subscriptions({
        Interval: "quarter",
        "Current Period Start (UTC)": "2026-10-15 00:00:00",
        "Current Period End (UTC)": "2027-01-15 00:00:00",
      }),
    };
    expect(await on(quarterly, "2026-05-01")).toEqual(["2026-07-15", 75]);
    expect(await on({ "s.csv": subscriptions({ Interval: "month" }) }, AS_OF)).toEqual([null, null]);
  });

  it("begins when a trial ends and ends with the subscription", async () => {
    const files = {
      "s.csv": subscriptions({
        "Start Date (UTC)": "2026-10-01 00:00:00",
        "Trial End (UTC)": "2026-10-31 00:00:00",
        "Ended At (UTC)": "2026-11-30 00:00:00",
        Status: "canceled",
        "Cancellation Reason": "too_expensive",
      }),
    };
    const on = (asOf: string): Promise<unknown> => values(files, "acme", ["arr", "seats", "churned_on", "churn_reason"], asOf);
    expect(await on("2026-10-30")).toEqual({ arr: null, seats: null, churned_on: null, churn_reason: null });
    expect(await on("2026-10-31")).toEqual({ arr: 100_000, seats: 10, churned_on: null, churn_reason: null });
    expect(await on("2026-11-30")).toEqual({ arr: null, seats: null, churned_on: "2026-11-30", churn_reason: "too_expensive" });
  });

  it("is what is paid a year: a month's price twelve times", async () => {
    expect(await values({ "s.csv": subscriptions({ Interval: "month", Amount: "99.50" }) }, "acme", ["arr", "segment", "touch"])).toEqual({
      arr: 119_400,
      segment: "SMB",
      touch: "low touch",
    });
  });

  it("says the reason that was given last, not an older one", async () => {
    const files = {
      "s.csv": subscriptions(
        { "Ended At (UTC)": "2026-02-01 00:00:00", "Cancellation Reason": "unused" },
        { "Ended At (UTC)": "2026-06-01 00:00:00" },
      ),
    };
    expect(await values(files, "acme", ["churned_on", "churn_reason"])).toEqual({ churned_on: "2026-06-01", churn_reason: null });
  });
});

describe("two currencies", () => {
  it("give no segment and no touch: their bounds are in the reporting currency", async () => {
    const files = { "s.csv": subscriptions({ Amount: "30000.00" }, { "Customer Name": "Birch", Currency: "eur", Amount: "30000.00" }) };
    const of = (account: string): Promise<unknown> => values(files, account, ["segment", "touch"]);
    expect(await of("acme")).toEqual({ segment: "mid-market", touch: "mid touch" });
    expect(await of("birch")).toEqual({ segment: null, touch: null });
  });

  const OPEN = { "Associated Company IDs": "101" };
  const MIXED = {
    "s.csv": subscriptions({}, { Currency: "eur", Amount: "500.00" }, { "Customer Name": "Birch", Currency: "eur", Amount: "900.00" }),
    "i.csv": invoices(
      {},
      { Currency: "eur", Number: "N-2" },
      { "Customer Name": "Birch", Currency: "eur", "Amount Due": "70.00", Total: "70.00" },
    ),
    "d.csv": deals(OPEN, { ...OPEN, Currency: "EUR" }),
  };

  it("are never added: the sum is absent and says why", async () => {
    const { book } = await imported({
      "crm.csv": COMPANIES,
      "b.csv": ACCOUNTS.split("\n")
        .filter((line) => !line.startsWith("a1"))
        .join("\n"),
      ...MIXED,
    });
    const measured = await measure(await contextOf(book, AS_OF), { account: "acme" }, [
      "arr",
      "segment",
      "touch",
      "overdue_amount",
      "open_renewal_amount",
      "overdue_invoices",
    ]);
    expect(measured.map(({ value }) => value)).toEqual([null, null, null, null, null, 2]);
    for (const { metric, reason } of measured.filter(({ unit }) => unit === "money")) expect(reason, metric).toMatch(/currencies/);
    // One currency alone keeps its own.
    expect(await measure(await contextOf(book, AS_OF), { account: "birch" }, ["arr", "overdue_amount"])).toMatchObject([
      { value: 90_000, currency: "EUR" },
      { value: 7000, currency: "EUR" },
    ]);
  });

  it("leave the book's amounts in its own, and count every account", async () => {
    expect(await values(MIXED, undefined, ["book_arr", "book_accounts", "book_mrr"])).toEqual({
      book_arr: 100_000,
      book_accounts: 2,
      book_mrr: 8333,
    });
  });

  it("are not added over the accounts of a gap or of a tier", async () => {
    const { book } = await imported({
      "accounts.csv": ACCOUNTS,
      "s.csv": subscriptions({}, { "Customer Name": "Birch", Currency: "eur", Amount: "900.00" }),
      "t.json": tickets(
        { created_at: "2026-11-01T10:00:00Z", subject: "SCIM fails" },
        { created_at: "2026-11-02T10:00:00Z", subject: "SCIM fails", birch: true },
      ),
      "u.csv": usage("Acme_Corp 2026-11-10 u1 Login 3", "Birch 2026-11-10 u2 Login 3"),
    });
    const context = await contextOf(book, AS_OF);
    const gap = await valuesOf(context, "acme", "gap_accounts", "gap_arr");
    expect(gap).toEqual({ gap_accounts: 2, gap_arr: 100_000 });
    const tiers = await valuesOf(
      context,
      undefined,
      "accounts_red",
      "accounts_yellow",
      "accounts_green",
      "accounts_unscored",
      "arr_at_risk",
    );
    // Nobody has a score: who is red, and with how much money, is unknown, and not nothing.
    expect(tiers).toEqual({ accounts_red: null, accounts_yellow: null, accounts_green: null, accounts_unscored: 2, arr_at_risk: null });
  });
});

describe("invoices", () => {
  const names = ["overdue_invoices", "overdue_amount", "overdue_since", "overdue_days", "overdue_number", "payment_standing"];
  const of = async (row: Record<string, string>, asOf = AS_OF): Promise<unknown[]> =>
    Object.values(await values({ "i.csv": invoices(row) }, "acme", names, asOf));
  const OWED = [1, 10_000, "2026-10-01", 50, "N-1", 50];
  const PAID = [0, null, null, null, null, 0];

  it("are past due from the day after they were due, until they are paid", async () => {
    expect(await of({})).toEqual(OWED);
    expect(await of({}, "2026-10-01")).toEqual(PAID);
    expect((await of({}, "2026-10-02"))[3]).toBe(1);
    expect(await of({ Status: "paid", "Paid At (UTC)": "2026-11-20 08:00:00" })).toEqual(PAID);
    expect(await of({ Status: "paid", "Paid At (UTC)": "2026-11-21 08:00:00" })).toEqual(OWED);
    expect(await of({ Status: "paid" })).toEqual(PAID);
  });

  it("do not count as drafts, nor once they are void, but until then they do", async () => {
    expect(await of({ Status: "draft" })).toEqual(Object.values(await values({}, "acme", names)));
    expect((await of({ Status: "void" }))[0]).toBe(null);
    expect((await of({ Status: "void", "Voided At (UTC)": "2026-11-20 10:00:00" }))[0]).toBe(null);
    expect(await of({ Status: "void", "Voided At (UTC)": "2026-12-05 10:00:00" })).toEqual(OWED);
  });
});

describe("deals", () => {
  it("do not show the stage of a deal that was closed after as-of", async () => {
    const names = ["open_renewals", "renewal_stage", "open_renewal_amount"];
    const of = async (deal: Record<string, string>, asOf = AS_OF): Promise<unknown[]> => {
      const { book } = await imported({ "crm.csv": COMPANIES, "d.csv": deals({ "Associated Company IDs": "101", ...deal }) });
      return Object.values(await valuesOf(await contextOf(book, asOf), "acme", ...names));
    };
    const won = { "Deal Stage": "Closed Won", "Close Date": "2026-11-25 10:00" };
    expect(await of(won)).toEqual([1, null, 10_000]);
    expect(await of(won, "2026-11-25")).toEqual([0, null, null]);
    expect(await of({})).toEqual([1, "Qualified", 10_000]);
  });
});

describe("the amount of the renewals of 90 days", () => {
  const due = { "Current Period End (UTC)": "2026-12-31 00:00:00", "Current Period Start (UTC)": "2025-12-31 00:00:00" };
  const names = ["renewals_90d", "renewals_90d_arr"];
  const told = async (...rows: Record<string, string>[]) =>
    Object.values(await values({ "s.csv": subscriptions(...rows) }, undefined, names));

  it("leaves out accounts in other currencies, and says how many", async () => {
    const birch = { id: "s2", "Customer ID": "c-birch", "Customer Name": "Birch", Currency: "eur" };
    const of = async (...rows: Record<string, string>[]) =>
      Object.values(await values({ "s.csv": subscriptions(...rows) }, undefined, ["book_accounts", "book_accounts_unpriced", "book_arr"]));
    expect(await of({}, birch)).toEqual([2, 1, 100_000]);
    expect(await of({}, { id: "s3", Currency: "eur" })).toEqual([1, 0, 100_000]);
  });

  it("is unknown where none of them has one, and nothing only where none is due", async () => {
    const birch = { id: "s2", "Customer ID": "c-birch", "Customer Name": "Birch" };
    const priced = { ...birch, ...due };
    const later = { ...birch, "Current Period End (UTC)": "2027-06-30 00:00:00" };
    expect(await told({ ...due, Currency: "eur" }, later)).toEqual([1, null]);
    expect(await told({ ...due, Currency: "eur" }, priced)).toEqual([2, 100_000]);
    expect(await told({})).toEqual([1, 100_000]);
    expect(await told({ "Current Period End (UTC)": "2027-06-30 00:00:00" })).toEqual([0, 0]);
  });
});
