import { describe, expect, it } from "vitest";
import { arrSpans } from "../../../src/book/queries/arr-spans.ts";
import { churnedAccounts } from "../../../src/book/churn-reasons.ts";
import { bookSummary } from "../../../src/book/snapshot/book-summary.ts";
import { contextOf, valuesOf } from "../queries/knowledge.ts";
import { ACCOUNTS, invoices, subscriptions } from "../queries/samples.ts";
import { imported } from "../workspace.ts";

const AS_OF = "2026-11-19";
const ACME = { "Customer Name": "Acme Corp" };
const BIRCH = { "Customer Name": "Birch" };

/** Acme paid until 2026-03-01; later rows are of whoever the test is about. */
const PAID = { ...ACME, id: "paid", Status: "canceled", "Start Date (UTC)": "2025-01-01 00:00", "Ended At (UTC)": "2026-03-01 00:00" };

describe("a subscription whose first payment was never made", () => {
  it.each(["incomplete", "incomplete_expired", "Incomplete_Expired"])(
    "is on no day in force, a return or a departure: %s",
    async (status) => {
      const never = { ...ACME, id: "never", Status: status, "Start Date (UTC)": "2026-08-11 10:00", "Ended At (UTC)": "2026-08-12 10:00" };
      const { book, report } = await imported({ "a.csv": ACCOUNTS, "s.csv": subscriptions(PAID, never) });
      expect((await arrSpans(book, AS_OF)).spans.map(({ subscription }) => subscription)).toEqual(["paid"]);
      expect((await bookSummary(book, "2026-08-11")).arr).toEqual([]);
      expect(await churnedAccounts(book, AS_OF)).toMatchObject([{ account: "acme", churned_on: "2026-03-01", arr_minor: 100_000 }]);
      expect(report.files.find(({ file }) => file === "s.csv")).toMatchObject({ rows_in: 2, rows_out: 2 });
      expect(report.findings).toContainEqual(
        expect.objectContaining({
          kind: "never-paid-subscription",
          message: expect.stringMatching(/^1 subscription never began, such as never \(s\.csv:3\): .* \$1,000 a year counts on no day$/),
        }),
      );
    },
  );

  it("has no trial, no renewal and no ending without a day either", async () => {
    const never = { ...BIRCH, id: "never", Status: "incomplete_expired", "Trial End (UTC)": "2026-12-01 00:00" };
    const { book, report } = await imported({ "a.csv": ACCOUNTS, "s.csv": subscriptions(never) });
    expect(await valuesOf(await contextOf(book, AS_OF), "birch", "arr", "days_to_renewal")).toEqual({ arr: null, days_to_renewal: null });
    expect(report.findings.map(({ kind }) => kind).filter((kind) => /ended|renewal|arr/.test(kind))).toEqual([]);
  });
});

describe("a paused subscription of Stripe", () => {
  const paused = { ...ACME, id: "rests", Status: "paused" };

  it("had a trial without a way to pay, unless an invoice of it was paid", async () => {
    const files = { "a.csv": ACCOUNTS, "s.csv": subscriptions(paused) };
    const never = await imported(files);
    expect((await bookSummary(never.book, AS_OF)).arr).toEqual([]);
    const invoice = { ...ACME, id: "i", Subscription: "rests", Status: "paid", "Paid At (UTC)": "2026-02-01 00:00" };
    const payer = await imported({ ...files, "i.csv": invoices(invoice) });
    expect((await bookSummary(payer.book, AS_OF)).arr).toEqual([{ currency: "USD", minor: 100_000, accounts: 1 }]);
    expect(payer.report.findings.find(({ kind }) => kind === "unpaid-subscription")?.message).toMatch(/since when is not told, so \$1,000/);
  });
});

describe("a subscription on trial", () => {
  it("is told with what it will be worth, until its trial is over", async () => {
    const trial = { ...ACME, id: "tries", Status: "trialing", "Trial End (UTC)": "2026-12-01 00:00" };
    const told = async (ticketOn: string): Promise<string | undefined> => {
      const tickets = `ticket_id,account_id,subject,description,created_at,status\nt1,birch,Login,We cannot log in,${ticketOn},Open\n`;
      const { report } = await imported({ "a.csv": ACCOUNTS, "s.csv": subscriptions(trial), "tickets.csv": tickets });
      return report.findings.find(({ kind }) => kind === "trial-subscription")?.message;
    };
    expect(await told("2026-11-20")).toBe(
      "1 subscription is on trial, such as tries (s.csv:2): $1,000 a year counts from the end of the trial on",
    );
    expect(await told("2026-12-01")).toBeUndefined();
  });
});

describe("a subscription whose payment is late", () => {
  it("stays in force, and what it is worth is told", async () => {
    const late = { ...ACME, id: "late", Status: "past_due" };
    const unpaid = { ...BIRCH, id: "open", Status: "unpaid", Amount: "70.00" };
    const { book, report } = await imported({ "a.csv": ACCOUNTS, "s.csv": subscriptions(late, unpaid) });
    expect((await bookSummary(book, AS_OF)).arr).toEqual([{ currency: "USD", minor: 107_000, accounts: 2 }]);
    const told = Object.fromEntries(report.findings.map(({ kind, message }) => [kind, message]));
    expect(told["past-due-subscription"]).toBe(
      "1 subscription is past due, such as late (s.csv:2): a payment is late and still asked for, so $1,000 a year counts as in force",
    );
    expect(told["unpaid-subscription"]).toContain("so $70 a year still counts as in force");
  });
});
