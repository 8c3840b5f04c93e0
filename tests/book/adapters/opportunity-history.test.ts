import { describe, expect, it } from "vitest";
import { fileIn, imported } from "../workspace.ts";
import { exportsOf, takers } from "./vendor-exports.ts";

describe("Salesforce opportunity history", () => {
  it("is taken for what it is, and leaves the opportunities to their own adapter", () => {
    expect(takers(exportsOf("salesforce", "opportunity-history-api.csv", "opportunities-api.csv"))).toEqual({
      "opportunity-history-api.csv": "salesforce-opportunity-history",
      "opportunities-api.csv": "salesforce-opportunities",
    });
  });

  it("gives the stages an opportunity went through, under its id in full; a row without a stage is refused", async () => {
    const { book, report } = await imported(
      exportsOf("salesforce", "opportunity-history-api.csv", "opportunities-api.csv", "accounts-api.csv"),
    );
    expect(
      await book.rows("SELECT opportunity, stage, amount_minor, currency, close_on, changed_at FROM stage_changes ORDER BY changed_at"),
    ).toEqual([
      {
        opportunity: "0065g00000DdBb1AAF",
        stage: "Prospecting",
        amount_minor: 9_000_000,
        currency: "EUR",
        close_on: "2026-10-31",
        changed_at: "2026-08-01T10:00:00Z",
      },
      {
        opportunity: "0065g00000DdBb1AAF",
        stage: "Negotiation/Review",
        amount_minor: 8_400_050,
        currency: "EUR",
        close_on: "2026-12-31",
        changed_at: "2026-10-20T15:30:00Z",
      },
    ]);
    expect(fileIn(report, "opportunity-history-api.csv")).toMatchObject({ rows_in: 3, rows_out: 2, rejected: 1 });
    expect(await book.rows("SELECT opportunity, probability FROM opportunities WHERE probability IS NOT NULL ORDER BY 1 LIMIT 1")).toEqual([
      { opportunity: "0065g00000DdBb1AAF", probability: 0.6 },
    ]);
  });
});
