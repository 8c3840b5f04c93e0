import { describe, expect, it } from "vitest";
import { fileIn } from "../workspace.ts";
import { importFixtures } from "./book-of-fixtures.ts";

const INVOICES =
  "SELECT invoice, account, subscription, total_minor, due_minor, paid_minor, status, issued_at, paid_at, voided_at FROM invoices ORDER BY invoice";

describe("Stripe customers", () => {
  it.each(["stripe/customers.csv", "stripe/customers.json"])("%s tells whose customer ids invoices hold", async (customers) => {
    const { book, report } = await importFixtures(customers, "stripe/invoices.json");
    expect(await book.rows("SELECT contact, account, email, title FROM contacts WHERE account IS NOT NULL ORDER BY contact")).toEqual([
      { contact: "cus_A", account: "acme", email: "billing@acme.example", title: "billing contact" },
      { contact: "cus_B", account: "birch-rowe", email: "agency@gmail.com", title: "billing contact" },
    ]);
    expect(await book.rows("SELECT invoice, account FROM invoices ORDER BY invoice")).toEqual([
      { invoice: "in_1", account: "acme" },
      { invoice: "in_2", account: "birch-rowe" },
      { invoice: "in_4", account: "acme" },
    ]);
    expect(fileIn(report, customers).duplicates).toBe(customers.endsWith(".csv") ? 1 : 0);
  });

  it("names the customer without an account and the address it left out", async () => {
    const { report } = await importFixtures("stripe/customers.csv");
    expect(fileIn(report, "stripe/customers.csv")).toMatchObject({ note: "1 row without an account: name Nobody Inc", cells_dropped: 1 });
    expect(report.rejects).toMatchObject([
      { line: 5, column: "Email", value: "n/a", reason: "expected an e-mail address", refused: "cell" },
    ]);
  });
});

describe("Stripe API lists", () => {
  it("adds up the items of a subscription to seats and yearly revenue", async () => {
    const { book, report } = await importFixtures("stripe/customers.json", "stripe/subscriptions.json");
    expect(
      await book.rows(
        "SELECT subscription, account, product, plan, seats, currency, interval, amount_minor, arr_minor FROM subscriptions ORDER BY subscription",
      ),
    ).toEqual([
      {
        subscription: "sub_1",
        account: "acme",
        product: "Northstar Pro, prod_2, prod_3",
        plan: "Platform fee, Pro seat, prod_3",
        seats: 40,
        currency: "USD",
        interval: "year",
        amount_minor: 530_000,
        arr_minor: 530_000,
      },
      {
        subscription: "sub_2",
        account: "birch-rowe",
        product: "prod_1",
        plan: "Team",
        seats: 10,
        currency: "JPY",
        interval: "quarter",
        amount_minor: 30_000,
        arr_minor: 120_000,
      },
      // 500 kr. for each of two seats every two weeks: 26 times a year.
      {
        subscription: "sub_3",
        account: "acme",
        product: null,
        plan: null,
        seats: 2,
        currency: "ISK",
        interval: "year",
        amount_minor: 26_000,
        arr_minor: 26_000,
      },
      // A price that is not known gives no revenue.
      {
        subscription: "sub_4",
        account: "acme",
        product: null,
        plan: null,
        seats: 7,
        currency: "USD",
        interval: "month",
        amount_minor: null,
        arr_minor: null,
      },
      expect.objectContaining({ subscription: "sub_6", amount_minor: 100, arr_minor: 1200 }),
    ]);
    expect(fileIn(report, "stripe/subscriptions.json")).toMatchObject({ rows_in: 6, rows_out: 5, rejected: 1, cells_dropped: 1 });
    expect(report.rejects).toMatchObject([
      { column: "created", value: "new year" },
      { column: "interval", value: null },
    ]);
  });

  it("reads periods on the subscription or its items, ends and reasons", async () => {
    const { book } = await importFixtures("stripe/subscriptions.json");
    expect(
      await book.rows(
        "SELECT subscription, customer, started_at, period_start_at, period_end_at, ended_at, cancel_at_period_end, cancel_reason FROM subscriptions WHERE subscription IN ('sub_1', 'sub_2') ORDER BY 1",
      ),
    ).toEqual([
      {
        subscription: "sub_1",
        customer: "cus_A",
        started_at: "2026-01-01T00:00:00Z",
        period_start_at: "2026-01-01T00:00:00Z",
        period_end_at: "2027-01-01T00:00:00Z",
        ended_at: null,
        cancel_at_period_end: false,
        cancel_reason: null,
      },
      {
        subscription: "sub_2",
        customer: "cus_B",
        started_at: "2026-01-01T00:00:00Z",
        period_start_at: "2026-04-01T00:00:00Z",
        period_end_at: "2026-07-01T00:00:00Z",
        ended_at: "2026-05-01T00:00:00Z",
        cancel_at_period_end: true,
        cancel_reason: "too_expensive",
      },
    ]);
  });

  it("takes amounts as minor units, in the currencies that Stripe writes otherwise too", async () => {
    const { book, report } = await importFixtures("stripe/customers.json", "stripe/invoices.json");
    expect(await book.rows(INVOICES)).toEqual([
      {
        invoice: "in_1",
        account: "acme",
        subscription: "sub_1",
        total_minor: 530_000,
        due_minor: 530_000,
        paid_minor: 530_000,
        status: "paid",
        issued_at: "2026-01-01T01:00:00Z",
        paid_at: "2026-01-02T00:00:00Z",
        voided_at: null,
      },
      {
        invoice: "in_2",
        account: "birch-rowe",
        subscription: "sub_2",
        total_minor: 30_000,
        due_minor: 30_000,
        paid_minor: 0,
        status: "void",
        issued_at: "2026-04-01T00:00:00Z",
        paid_at: null,
        voided_at: "2026-04-02T00:00:00Z",
      },
      {
        invoice: "in_4",
        account: "acme",
        subscription: "sub_3",
        total_minor: 1000,
        due_minor: 1000,
        paid_minor: 0,
        status: "open",
        issued_at: "2026-04-01T00:00:00Z",
        paid_at: null,
        voided_at: null,
      },
    ]);
    expect(report.rejects).toMatchObject([
      { column: "amount_due", value: "1000,00", reason: "expected an amount in cents, a whole number" },
    ]);
  });
});
