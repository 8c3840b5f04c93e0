import { describe, expect, it } from "vitest";
import { fileIn } from "../workspace.ts";
import { importFixtures } from "./book-of-fixtures.ts";

const REQUESTS =
  "SELECT request, account, title, status, importance, capability, created_at, shipped_on, line FROM requests ORDER BY request";

describe("Jira issues", () => {
  it("keep every column of a repeated header, read Jira's dates, and have new names for old headers", async () => {
    const { book, report } = await importFixtures("jira/issues.csv", "jira/work-items.csv");
    expect(await book.rows(REQUESTS)).toEqual([
      {
        request: "NS-12",
        account: "acme",
        title: "Export to PDF",
        status: "Done",
        importance: "High",
        capability: "Reports;Dashboards",
        created_at: "2026-09-27T10:00:00Z",
        shipped_on: "2026-10-01",
        line: 2,
      },
      {
        request: "NS-13",
        account: "birch-rowe",
        title: "SAML groups",
        status: "In Progress",
        importance: "Medium",
        capability: "sso;identity",
        created_at: "2026-10-01T21:05:00Z",
        shipped_on: null,
        line: 2,
      },
      expect.objectContaining({ request: "NS-14", account: null, capability: null, shipped_on: null }),
      expect.objectContaining({ request: "NS-15", created_at: null }),
    ]);
    expect(await book.rows("SELECT description FROM requests WHERE request = 'NS-12'")).toEqual([
      { description: 'Two pages, with "charts"\nand a cover' },
    ]);
    expect(report.rejects).toMatchObject([{ file: "jira/issues.csv", line: 6, column: "Created", value: "31/Feb/26 9:05 AM" }]);
    expect(fileIn(report, "jira/issues.csv")).toMatchObject({
      rows_in: 4,
      rows_out: 3,
      rejected: 0,
      cells_dropped: 1,
      duplicates: 1,
      unjoined: 2,
    });
  });
});

describe("Linear issues", () => {
  it("are read with 30 and with 34 columns, and join by the label that names the customer", async () => {
    const { book, report } = await importFixtures("linear/issues-30.csv", "linear/issues-34.csv");
    expect(await book.rows(REQUESTS)).toEqual([
      expect.objectContaining({
        request: "ENG-10",
        account: "birch-rowe",
        importance: "Medium",
        capability: null,
        created_at: "2026-05-13T11:21:41Z",
      }),
      {
        request: "ENG-7",
        account: "acme",
        title: "Bulk archive",
        status: "Done",
        importance: "High",
        capability: "Boards UX",
        created_at: "2026-07-01T09:00:00Z",
        shipped_on: "2026-07-30",
        line: 2,
      },
      {
        request: "ENG-8",
        account: null,
        title: "Webhooks",
        status: "Canceled",
        importance: "Urgent",
        capability: "API",
        created_at: "2026-07-02T09:00:00Z",
        shipped_on: null,
        line: 2,
      },
    ]);
    expect(report.rejects).toMatchObject([{ file: "linear/issues-30.csv", line: 5, column: "Title", value: null }]);
    expect(fileIn(report, "linear/issues-30.csv")).toMatchObject({ rows_out: 1, rejected: 1, duplicates: 1 });
  });
});

describe("GitHub", () => {
  it("gives issues as requests, without the pull requests that stand among them", async () => {
    const { book, report } = await importFixtures("github/issues.json");
    expect(await book.rows(REQUESTS)).toEqual([
      {
        request: "northstar/board#12",
        account: "acme",
        title: "Keyboard shortcuts",
        status: "closed",
        importance: null,
        capability: "area: editor",
        created_at: "2026-06-01T09:00:00Z",
        shipped_on: "2026-06-20",
        line: null,
      },
      expect.objectContaining({ request: "northstar/board#13", account: null, status: "not planned", shipped_on: null }),
      expect.objectContaining({ request: "northstar/board#15", created_at: null }),
    ]);
    expect(report.rejects).toMatchObject([{ column: "created_at", value: "never" }]);
    expect(fileIn(report, "github/issues.json").note).toContain("1 row of pull requests left out");
  });

  it("gives releases with the issues that they name, without drafts", async () => {
    const { book, report } = await importFixtures("github/releases.json");
    expect(await book.rows("SELECT release, name, number, released_on, requests FROM releases")).toEqual([
      {
        release: "1",
        name: "2.4 Shortcuts",
        number: "v2.4.0",
        released_on: "2026-06-21",
        requests: "northstar/board#12;northstar/board#9",
      },
    ]);
    expect(fileIn(report, "github/releases.json")).toMatchObject({ rows_out: 1, rejected: 0, unjoined: 0 });
  });
});
