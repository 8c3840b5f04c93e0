import { describe, expect, it } from "vitest";
import { futureRows } from "../../../src/book/snapshot/future-rows.ts";
import { ACCOUNTS, subscriptions, usage } from "../queries/samples.ts";
import { imported } from "../workspace.ts";

const TODAY = "2026-11-22";
const now = new Date("2026-11-22T09:00:00Z");
const RUNS = { id: "runs", "Current Period Start (UTC)": "2025-11-25 00:00", "Current Period End (UTC)": "2026-11-25 00:00" };
const LATER = { id: "later", "Start Date (UTC)": "2029-02-01 00:00", "Current Period End (UTC)": "2030-02-01 00:00" };
const FILES = {
  "a.csv": ACCOUNTS,
  "s.csv": subscriptions(RUNS, LATER),
  "u.csv": usage("Acme_Corp 2026-11-20 u1 Login 1", "Acme_Corp 2031-01-15 u1 Login 1", "Acme_Corp 2030-01-15 u1 Login 1"),
};

describe("rows dated after today", () => {
  it("are named with file, line and day", async () => {
    const { book } = await imported(FILES, { now });
    expect(await futureRows(book, TODAY)).toEqual([
      {
        kind: "rows-after-today",
        message:
          "3 rows are dated after today, 2026-11-22: s.csv:3 of 2029-02-01 and u.csv of 2030-01-15; no figure up to today counts them",
        count: 3,
        examples: [
          { subject: null, file: "s.csv", line: 3 },
          { subject: null, file: "u.csv", line: null },
        ],
      },
    ]);
    expect(await futureRows(book, "2031-01-15")).toEqual([]);
  });

  it("do not move the end of the exports", async () => {
    const { book, report } = await imported(FILES, { now });
    expect(await book.rows("SELECT value FROM meta WHERE key = 'last_day'")).toEqual([{ value: "2026-11-20" }]);
    expect(report.findings.map(({ kind }) => kind)).not.toContain("renewal-passed");
    const careless = await imported(FILES, { now: new Date("2031-02-01T00:00:00Z") });
    expect(careless.report.findings.map(({ kind }) => kind)).toContain("renewal-passed");
  });
});
