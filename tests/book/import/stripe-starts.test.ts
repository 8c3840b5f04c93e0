import { describe, expect, it } from "vitest";
import { imported } from "../workspace.ts";

const HEAD = "id,Customer ID,Customer Name,Plan,Quantity,Currency,Status,Amount,Interval,Created (UTC),Current Period Start (UTC)";

describe("a Stripe export without the column of starts", () => {
  it("begins a subscription when it was made, else with its current period", async () => {
    const rows = [
      "sub_a,cus_a,Acme,Pro,5,usd,active,100.00,month,2026-01-02 00:00,2026-06-02 00:00",
      "sub_b,cus_b,Birch,Pro,7,usd,active,900.00,year,,2026-03-04 00:00",
    ];
    const { book } = await imported({ "subs.csv": `${HEAD}\n${rows.join("\n")}\n` });
    expect(await book.rows("SELECT subscription, seats, arr_minor, started_at FROM subscriptions ORDER BY 1")).toEqual([
      { subscription: "sub_a", seats: 5, arr_minor: 120_000, started_at: "2026-01-02T00:00:00Z" },
      { subscription: "sub_b", seats: 7, arr_minor: 90_000, started_at: "2026-03-04T00:00:00Z" },
    ]);
  });

  it("takes a start that is said before both", async () => {
    const row = "sub_a,cus_a,Acme,Pro,5,usd,active,100.00,month,2026-01-02 00:00,2026-06-02 00:00,2025-12-01 00:00";
    const { book } = await imported({ "subs.csv": `${HEAD},Start Date (UTC)\n${row}\n` });
    expect(await book.rows("SELECT started_at FROM subscriptions")).toEqual([{ started_at: "2025-12-01T00:00:00Z" }]);
  });
});
