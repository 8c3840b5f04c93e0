import { describe, expect, it } from "vitest";
import { imported } from "../workspace.ts";

const HEAD =
  "id,Customer ID,Customer Name,Plan,Quantity,Currency,Status,Amount,Interval,Start Date (UTC),Current Period End (UTC),Canceled At (UTC),Cancel At Period End";
const row = (id: string, status: string, canceled: string, lapses: string): string =>
  `${id},cus_${id},Firm ${id},Pro,1,usd,${status},100.00,month,2026-01-01 00:00,2026-06-30 00:00,${canceled},${lapses}`;

describe("a Stripe export without the column of endings", () => {
  it("takes a canceled subscription for ended: at its period's end where it was to lapse, else when it was canceled", async () => {
    const lines = [
      row("a", "canceled", "2026-06-10 09:00", "true"),
      row("b", "canceled", "2026-06-10 09:00", "false"),
      row("c", "active", "2026-06-10 09:00", "true"),
    ];
    const { book } = await imported({ "subs.csv": `${HEAD}\n${lines.join("\n")}\n` });
    expect(await book.rows("SELECT subscription, ended_at FROM subscriptions ORDER BY 1")).toEqual([
      { subscription: "a", ended_at: "2026-06-30T00:00:00Z" },
      { subscription: "b", ended_at: "2026-06-10T09:00:00Z" },
      { subscription: "c", ended_at: null },
    ]);
  });
});

describe("an invoice that was written off", () => {
  it("is owed until then, and not from there on; without a date it is not owed", async () => {
    const head =
      "id,Customer,Customer Name,Number,Status,Currency,Amount Due,Total,Date (UTC),Due Date (UTC),Paid At (UTC),Marked Uncollectible At (UTC),Finalized At (UTC)";
    const invoice = (id: string, at: string): string =>
      `${id},cus_a,Firm a,N-${id},uncollectible,usd,50.00,50.00,2026-01-01 00:00,2026-01-15 00:00,,${at},2026-01-01 00:00`;
    const { book } = await imported({ "invoices.csv": `${head}\n${invoice("1", "2026-05-01 00:00")}\n${invoice("2", "")}\n` });
    const { billing } = await import("../../../src/book/queries/billing.ts");
    const overdue = async (asOf: string): Promise<unknown> => {
      const knowledge = { healthModels: new Map(), capabilities: [], loginEvents: [], cues: new Map() };
      const [answer] = await billing.rows({ book, knowledge: knowledge as never, scope: { asOf, health: "specialist" } });
      return answer?.["overdue"] ?? 0;
    };
    expect(await overdue("2026-04-30")).toBe(1);
    expect(await overdue("2026-05-02")).toBe(0);
  });
});
