import { describe, expect, it } from "vitest";
import { imported } from "../workspace.ts";

const ACCOUNTS = "account,name,csm\n1,Acme,Ada\n2,Birch,Ben\n";
const subscriptions = (...rows: readonly string[]): string => ["subscription,account,arr,currency,started_at", ...rows, ""].join("\n");
const AMOUNTS = "SELECT subscription, arr_minor, currency FROM subscriptions ORDER BY 1";
const META = "SELECT value FROM meta WHERE key LIKE 'currency%' ORDER BY key";

const without = { currency: null };

describe("the book's currency", () => {
  it("is that of all amounts where echo.yaml names none, also for amounts that name none", async () => {
    const files = { "a.csv": ACCOUNTS, "s.csv": subscriptions("s1,1,1000,EUR,2026-01-01", "s2,2,500,,2026-01-01") };
    const { book, report } = await imported(files, without);
    expect(await book.rows(AMOUNTS)).toEqual([
      { subscription: "s1", arr_minor: 100_000, currency: "EUR" },
      { subscription: "s2", arr_minor: 50_000, currency: "EUR" },
    ]);
    expect(book.currency).toBe("EUR");
    expect(report.findings.map(({ kind, message }) => [kind, message])).toEqual([
      [
        "currency-of-exports",
        "echo.yaml names no currency, and all amounts are in EUR (s.csv:2): it is taken as the book's; the line `currency: EUR` settles it",
      ],
    ]);
  });

  it("has its own minor units", async () => {
    const files = { "a.csv": ACCOUNTS, "s.csv": subscriptions("s1,1,1000,JPY,2026-01-01", "s2,2,500,,2026-01-01") };
    expect(await (await imported(files, without)).book.rows(AMOUNTS)).toEqual([
      { subscription: "s1", arr_minor: 1000, currency: "JPY" },
      { subscription: "s2", arr_minor: 500, currency: "JPY" },
    ]);
  });

  it("is the commonest of several, and the line to set is named", async () => {
    const files = {
      "a.csv": ACCOUNTS,
      "s.csv": subscriptions("s1,1,1,GBP,2026-01-01", "s2,2,1,EUR,2026-01-01", "s3,2,1,EUR,2026-01-01", "s4,2,1,,2026-01-01"),
    };
    const { book, report } = await imported(files, without);
    expect(await book.rows(META)).toEqual([{ value: "EUR" }, { value: "commonest" }]);
    expect(report.findings.find(({ kind }) => kind === "currency-not-set")?.message).toMatch(
      /figures are in EUR, and 1 amount in others, such as GBP \(s\.csv:2\), is kept apart; set the line `currency: EUR`/,
    );
  });

  it("is the usual one where nobody names any or it is among them, and the one set where one is", async () => {
    const rows = (...cells: readonly string[]) => ({ "a.csv": ACCOUNTS, "s.csv": subscriptions(...cells) });
    expect((await imported(rows("s1,1,1,,2026-01-01"), without)).report.findings.filter(({ kind }) => kind.startsWith("currency"))).toEqual(
      [],
    );
    expect((await imported(rows("s1,1,1,USD,2026-01-01", "s2,2,1,EUR,2026-01-01", "s3,2,1,EUR,2026-01-01"), without)).book.currency).toBe(
      "USD",
    );
    const set = await imported(rows("s1,1,1,EUR,2026-01-01"), { currency: "CHF" });
    expect(set.book.currency).toBe("CHF");
    expect(set.report.findings.map(({ kind }) => kind)).toContain("other-currency");
  });
});
