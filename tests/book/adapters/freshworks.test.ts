import { describe, expect, it } from "vitest";
import { fileIn } from "../workspace.ts";
import { importFixtures } from "./book-of-fixtures.ts";

describe("Freshdesk tickets", () => {
  it("take the first reply from the times, else from the duration, whatever the case of the headers", async () => {
    const { book, report } = await importFixtures("freshdesk/tickets.csv", "freshdesk/tickets-title-case.csv");
    expect(
      await book.rows(
        "SELECT ticket, account, description, status, priority, tags, satisfaction, solved_at, first_reply_minutes FROM tickets ORDER BY ticket",
      ),
    ).toEqual([
      {
        ticket: "9001",
        account: "acme",
        description: "Our team is locked out.\nSince 8:00 & counting",
        status: "waiting-on-customer",
        priority: "urgent",
        tags: "login;sso",
        satisfaction: "good",
        solved_at: null,
        first_reply_minutes: 45,
      },
      expect.objectContaining({
        ticket: "9002",
        account: "birch-rowe",
        priority: "low",
        solved_at: "2026-09-03T10:00:00Z",
        first_reply_minutes: 1565,
      }),
      expect.objectContaining({ ticket: "9003", satisfaction: "bad", solved_at: "2026-09-04T10:00:00Z", first_reply_minutes: 90 }),
      expect.objectContaining({ ticket: "9004", status: "open", first_reply_minutes: null }),
      expect.objectContaining({ ticket: "9101", account: "acme", status: "closed", priority: "high", first_reply_minutes: 90 }),
    ]);
    expect(fileIn(report, "freshdesk/tickets.csv")).toMatchObject({
      rows_in: 6,
      rows_out: 4,
      rejected: 1,
      cells_dropped: 1,
      duplicates: 1,
      unjoined: 0,
    });
    expect(report.rejects).toMatchObject([
      { line: expect.any(Number) as number, column: "First response time (in hrs)", refused: "cell" },
      { file: "freshdesk/tickets.csv", line: 6, column: "Ticket ID", value: null, reason: "a value is required", refused: "row" },
    ]);
  });
});

describe("Freshservice tickets", () => {
  it("carry urgency and category, and may repeat a header", async () => {
    const { book, report } = await importFixtures("freshservice/tickets.csv");
    expect(
      await book.rows(
        "SELECT ticket, account, requester_email, priority, type, tags, solved_at, first_reply_minutes FROM tickets ORDER BY ticket",
      ),
    ).toEqual([
      {
        ticket: "INC-77",
        account: "birch-rowe",
        requester_email: "rowan@birchrowe.example",
        priority: "high",
        type: "incident",
        tags: "bridge-2;Hardware;Bridge",
        solved_at: "2026-09-02T08:00:00Z",
        first_reply_minutes: 20,
      },
      {
        ticket: "SR-78",
        account: "acme",
        requester_email: "pat@gmail.com",
        priority: "low",
        type: "service-request",
        tags: null,
        solved_at: null,
        first_reply_minutes: 130,
      },
    ]);
    expect(report.rejects).toMatchObject([{ line: 4, column: "Created Time", value: "2026-02-30 08:00:00" }]);
  });
});
