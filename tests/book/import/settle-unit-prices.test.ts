import { describe, expect, it } from "vitest";
import { fileIn, imported } from "../workspace.ts";
import { invoices, subscriptions } from "../queries/samples.ts";

/** 10 seats at 50 a month. */
const TEN = { id: "s1", Quantity: "10", Amount: "50.00", Interval: "month" };
const THREE = { id: "s2", Quantity: "3", Amount: "20.00", Interval: "year" };
const ONE = { id: "s3", Quantity: "1", Amount: "70.00", Interval: "year" };

const bill = (
  id: string,
  Subscription: string,
  Total: string,
  on = "2026-09-01",
  more: Record<string, string> = {},
): Record<string, string> => ({
  id,
  Subscription,
  Total,
  "Amount Due": Total,
  "Date (UTC)": `${on} 00:00:00`,
  ...more,
});

async function read(files: Record<string, string>): Promise<{ arr: unknown; note: string | null }> {
  const { book, report } = await imported(files);
  const rows = await book.rows<{ subscription: string; arr: number; amount: number }>(
    "SELECT subscription, arr_minor AS arr, amount_minor AS amount FROM subscriptions ORDER BY 1",
  );
  return {
    arr: Object.fromEntries(rows.map(({ subscription, arr, amount }) => [subscription, [amount, arr]])),
    note: fileIn(report, "s.csv").note,
  };
}

describe("the amount of a Stripe subscription of several seats", () => {
  it("is the price of one where invoices are for amount × quantity, for the whole file", async () => {
    expect(await read({ "s.csv": subscriptions(TEN, THREE, ONE), "i.csv": invoices(bill("i1", "s1", "500.00")) })).toEqual({
      arr: { s1: [50_000, 600_000], s2: [6_000, 6_000], s3: [7_000, 7_000] },
      note: "Amount is read as the price of one and multiplied by Quantity: so were invoiced 1 of 1 subscription with a Quantity above 1 and an invoice, such as s1",
    });
  });

  it("is the price of all where invoices are for the amount, of which nothing is said", async () => {
    expect(await read({ "s.csv": subscriptions(TEN, THREE, ONE), "i.csv": invoices(bill("i1", "s1", "50.00")) })).toEqual({
      arr: { s1: [5_000, 60_000], s2: [2_000, 2_000], s3: [7_000, 7_000] },
      note: null,
    });
  });

  it("stays what it was where no invoice tells, and the note says so", async () => {
    const alone = await read({ "s.csv": subscriptions(TEN, THREE, ONE) });
    expect(alone.arr).toEqual({ s1: [5_000, 60_000], s2: [2_000, 2_000], s3: [7_000, 7_000] });
    expect(alone.note).toContain("2 rows with a Quantity above 1: Amount is read as the price of all; no invoice shows");
    // Void, in another currency, of another subscription, or for neither: no evidence.
    const none = invoices(
      bill("i1", "s1", "500.00", "2026-09-01", { Status: "void" }),
      bill("i2", "s1", "500.00", "2026-09-01", { Currency: "eur" }),
      bill("i3", "s3", "70.00"),
      bill("i4", "s1", "175.00"),
    );
    expect(await read({ "s.csv": subscriptions(TEN, THREE, ONE), "i.csv": none })).toEqual(alone);
    expect((await read({ "s.csv": subscriptions(ONE), "i.csv": invoices(bill("i1", "s3", "70.00")) })).note).toBeNull();
  });

  it("is judged by the last invoice, taxes and discounts allowed for, and by most subscriptions of a file", async () => {
    const files = (bills: string): Record<string, string> => ({
      "s.csv": subscriptions(TEN, THREE, { ...THREE, id: "s4" }),
      "i.csv": bills,
    });
    // One seat until August, ten since, with 19 % tax.
    const grown = await read(files(invoices(bill("i1", "s1", "50.00", "2026-08-01"), bill("i2", "s1", "595.00", "2026-09-01"))));
    expect(grown.arr).toMatchObject({ s1: [50_000, 600_000], s4: [6_000, 6_000] });
    const against = await read(files(invoices(bill("i1", "s1", "500.00"), bill("i2", "s2", "20.00"), bill("i3", "s4", "18.00"))));
    expect(against.arr).toEqual({ s1: [5_000, 60_000], s2: [2_000, 2_000], s4: [2_000, 2_000] });
    expect(against.note).toContain("though as the price of one were invoiced 1 of 3 subscriptions");
    const most = await read(files(invoices(bill("i1", "s1", "500.00"), bill("i2", "s2", "20.00"), bill("i3", "s4", "60.00"))));
    expect(most.arr).toEqual({ s1: [50_000, 600_000], s2: [6_000, 6_000], s4: [6_000, 6_000] });
    expect(most.note).toContain("so were invoiced 2 of 3 subscriptions");
  });

  it("is decided a file at a time", async () => {
    const { arr } = await read({
      "a.csv": subscriptions(TEN),
      "s.csv": subscriptions(THREE),
      "i.csv": invoices(bill("i1", "s1", "500.00"), bill("i2", "s2", "20.00")),
    });
    expect(arr).toEqual({ s1: [50_000, 600_000], s2: [2_000, 2_000] });
  });
});
