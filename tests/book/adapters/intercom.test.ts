import { describe, expect, it } from "vitest";
import { fileIn } from "../workspace.ts";
import { importFixtures } from "./book-of-fixtures.ts";

describe("Intercom messages, one a row", () => {
  it("become one ticket a conversation, described by what the customer wrote first", async () => {
    const { book, report } = await importFixtures("intercom/messages.csv");
    expect(
      await book.rows(
        "SELECT ticket, account, requester_email, description, status, tags, created_at, solved_at, first_reply_minutes, line FROM tickets ORDER BY ticket",
      ),
    ).toEqual([
      {
        ticket: "c1",
        account: "acme",
        requester_email: "mia.holt@acme.example",
        description: "Why are we billed twice?\nSee N-1 & N-2",
        status: "closed",
        tags: "billing",
        created_at: "2026-09-01T10:00:00Z",
        solved_at: "2026-09-01T11:00:00Z",
        first_reply_minutes: 25,
        line: 3,
      },
      expect.objectContaining({ ticket: "c2", account: "birch-rowe", description: "It is fine, a < b though", line: 6 }),
    ]);
    expect(report.rejects).toMatchObject([{ line: 8, column: "message_created_at", value: "some day" }]);
    expect(fileIn(report, "intercom/messages.csv")).toMatchObject({ rows_in: 7, rows_out: 2, rejected: 1, duplicates: 4, unjoined: 0 });
    expect(fileIn(report, "intercom/messages.csv").note).toMatch(/^3 rows of our own messages left out.*one ticket a conversation/);
  });
});

describe("Intercom conversations of the API", () => {
  it("give text for HTML and times for seconds", async () => {
    const { book, report } = await importFixtures("intercom/conversations.json");
    expect(
      await book.rows(
        "SELECT ticket, account, requester_email, subject, description, status, priority, channel, tags, satisfaction, created_at, solved_at, first_reply_minutes, reopens FROM tickets ORDER BY ticket",
      ),
    ).toEqual([
      {
        ticket: "901",
        account: "birch-rowe",
        requester_email: "rowan@birchrowe.example",
        subject: "Login & roles",
        description: "We cannot log in.\nPlease help us",
        status: "closed",
        priority: "high",
        channel: "email",
        tags: "sso;needs, care",
        satisfaction: "bad",
        created_at: "2026-09-01T10:00:00Z",
        solved_at: "2026-09-01T11:00:00Z",
        first_reply_minutes: 30,
        reopens: 2,
      },
      expect.objectContaining({ ticket: "902", account: null, requester_email: null, subject: null, priority: "normal", solved_at: null }),
    ]);
    expect(report.rejects).toMatchObject([{ line: null, column: "created_at", value: "soon" }]);
  });
});
