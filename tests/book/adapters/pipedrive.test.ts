import { describe, expect, it } from "vitest";
import { COMPANIES, fileIn, imported } from "../workspace.ts";
import { exportsOf, takers } from "./vendor-exports.ts";

describe("Pipedrive deals", () => {
  it("are known by old and new labels", () => {
    expect(takers(exportsOf("pipedrive"))).toEqual({ "deals.csv": "pipedrive-deals", "deals-new-labels.csv": "pipedrive-deals" });
  });

  it("take won and lost from the status, and make accounts of organisations where no file lists them", async () => {
    const { book, report } = await imported(exportsOf("pipedrive"));
    expect(await book.rows("SELECT account, name, domain FROM accounts ORDER BY 1")).toEqual([
      { account: "marlow-glass", name: "MARLOW GLASS", domain: "marlowglass.example" },
      { account: "orchard-systems", name: "Orchard Systems", domain: null },
    ]);
    expect(
      await book.rows(
        "SELECT opportunity, account, kind, stage, amount_minor, currency, close_on, won, closed FROM opportunities ORDER BY 1",
      ),
    ).toEqual([
      {
        opportunity: "11",
        account: "marlow-glass",
        kind: "renewal",
        stage: "Proposal Made",
        amount_minor: 2400000,
        currency: "EUR",
        close_on: "2026-12-20",
        won: false,
        closed: false,
      },
      {
        opportunity: "12",
        account: "marlow-glass",
        kind: "expansion",
        stage: "Negotiations Started",
        amount_minor: 350050,
        currency: "EUR",
        close_on: "2026-04-02",
        won: true,
        closed: true,
      },
      {
        opportunity: "13",
        account: "orchard-systems",
        kind: "new",
        stage: "Qualified",
        amount_minor: 0,
        currency: "EUR",
        close_on: "2026-05-05",
        won: false,
        closed: true,
      },
      expect.objectContaining({ opportunity: "14", amount_minor: null, stage: "Qualified" }),
      {
        opportunity: "21",
        account: "orchard-systems",
        kind: null,
        stage: "Negotiations Started",
        amount_minor: 120050,
        currency: "EUR",
        close_on: "2026-06-28",
        won: true,
        closed: true,
      },
    ]);
    expect(report.rejects).toEqual([
      {
        file: "deals.csv",
        line: 5,
        column: "Deal - Value",
        value: "12 k",
        reason: expect.stringContaining("expected an amount"),
        refused: "cell",
      },
    ]);
    expect(fileIn(report, "deals.csv")).toMatchObject({
      rows_in: 6,
      rows_out: 4,
      rejected: 0,
      cells_dropped: 1,
      duplicates: 2,
      unjoined: 0,
    });
  });

  it("leave a deal of an organisation nobody else knows without an account", async () => {
    const { report } = await imported({ "c.csv": COMPANIES, ...exportsOf("pipedrive", "deals-new-labels.csv") });
    expect(fileIn(report, "deals-new-labels.csv")).toMatchObject({
      unjoined: 1,
      note: expect.stringContaining("1 row without an account: name Orchard Systems"),
    });
  });
});
