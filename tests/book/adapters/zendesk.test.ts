import { describe, expect, it } from "vitest";
import { fileIn } from "../workspace.ts";
import { importFixtures } from "./book-of-fixtures.ts";

describe("Zendesk tickets as CSV", () => {
  it("have a subject and no text, and join by external id, address or organisation", async () => {
    const { book, report } = await importFixtures("zendesk/tickets.csv");
    expect(
      await book.rows(
        "SELECT ticket, account, requester_email, subject, description, status, priority, type, channel, tags, satisfaction, created_at, solved_at, first_reply_minutes, reopens, line FROM tickets ORDER BY ticket",
      ),
    ).toEqual([
      {
        ticket: "301",
        account: "acme",
        requester_email: "mia.holt@acme.example",
        subject: "Export, once more, times out",
        description: null,
        status: "solved",
        priority: "high",
        type: "incident",
        channel: "web-form",
        tags: "export;time_out;vip",
        satisfaction: "bad",
        created_at: "2026-09-01T09:12:00Z",
        solved_at: "2026-09-02T16:05:00Z",
        first_reply_minutes: 42,
        reopens: 1,
        line: 2,
      },
      expect.objectContaining({ ticket: "302", account: "birch-rowe", status: "pending", priority: "normal", satisfaction: null, line: 6 }),
      expect.objectContaining({ ticket: "303", account: null, requester_email: null, solved_at: "2026-09-06T08:00:00Z" }),
    ]);
    expect(report.rejects).toMatchObject([
      { file: "zendesk/tickets.csv", line: 4, column: "Requester email", value: "front desk", refused: "cell" },
      { file: "zendesk/tickets.csv", line: 5, column: "Created at", value: "yesterday", refused: "row" },
    ]);
    expect(fileIn(report, "zendesk/tickets.csv")).toMatchObject({ rows_in: 5, rows_out: 3, rejected: 1, duplicates: 1, unjoined: 1 });
    expect(fileIn(report, "zendesk/tickets.csv").note).toContain("tickets are read by their subject alone");
  });
});

describe("Zendesk's account export", () => {
  it("is read one ticket a line or whole, with requester and organisation inside the tickets", async () => {
    const { book, report } = await importFixtures("zendesk/account-export.ndjson", "zendesk/account-export.json");
    expect(
      await book.rows(
        "SELECT ticket, account, requester_email, description, status, tags, satisfaction, solved_at, first_reply_minutes, reopens, line FROM tickets ORDER BY ticket",
      ),
    ).toEqual([
      {
        ticket: "401",
        account: "acme",
        requester_email: "mia.holt@acme.example",
        description: "First words of 401",
        status: "closed",
        tags: "billing;eu",
        satisfaction: "good",
        solved_at: "2026-08-01T15:00:00Z",
        first_reply_minutes: 95,
        reopens: 2,
        line: 1,
      },
      expect.objectContaining({ ticket: "402", account: "birch-rowe", status: "pending", line: null }),
      expect.objectContaining({ ticket: "403", account: null, requester_email: null, solved_at: "2026-08-03T10:00:00Z", line: 3 }),
      expect.objectContaining({ ticket: "404", account: "acme" }),
    ]);
    expect(fileIn(report, "zendesk/account-export.ndjson")).toMatchObject({
      rows_in: 4,
      rows_out: 2,
      rejected: 1,
      duplicates: 1,
      unjoined: 1,
    });
    expect(report.rejects.map(({ line }) => line)).toEqual([4, 4]);
  });
});

describe("pages of Zendesk's incremental API", () => {
  it("overlap: the latest state of a ticket stays, whichever page holds it, and deleted tickets go", async () => {
    const { book, report } = await importFixtures("zendesk/incremental-1.json", "zendesk/incremental-2.json", "zendesk/incremental-3.json");
    expect(await book.rows("SELECT ticket, account, status, updated_at, solved_at FROM tickets ORDER BY ticket")).toEqual([
      { ticket: "501", account: "acme", status: "solved", updated_at: "2026-07-03T09:00:00Z", solved_at: "2026-07-03T09:00:00Z" },
      { ticket: "502", account: "acme", status: "hold", updated_at: "2026-07-04T09:00:00Z", solved_at: null },
      { ticket: "504", account: "acme", status: "open", updated_at: "2026-07-04T10:00:00Z", solved_at: null },
    ]);
    expect([1, 2, 3].map((page) => fileIn(report, `zendesk/incremental-${page}.json`).duplicates)).toEqual([2, 2, 1]);
    expect(fileIn(report, "zendesk/incremental-3.json").note).toContain("1 row of deleted tickets left out");
  });
});
