import { describe, expect, it } from "vitest";
import { queryNamed } from "../../../src/book/queries/registry.ts";
import { COMPANIES, imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";

const HEAD = "Ticket ID,Subject,Description,Status,Priority,Source,Type,Agent,Group,Created time,Initial response time,Company Name";
const row = (id: number, text: string, day: string, reply: string): string =>
  `${id},About the report,${text},Open,Low,Email,Question,Ada,Support,${day} 09:00:00,${reply},Acme Corp`;
const TICKETS = [
  HEAD,
  row(1, "Thank you so much. You are wonderful and we love it!", "2026-06-10", "2026-06-10 10:00:00"),
  row(2, "Great work and thanks a lot", "2026-06-12", "2026-06-12 10:00:00"),
  row(3, "Wonderful news thank you", "2026-06-13", "2026-06-13 10:00:00"),
  row(4, "This is a disgrace. Terrible and unacceptable. I am furious.", "2026-10-01", "2026-10-01 18:00:00"),
  row(5, "Awful. It never works and nobody answers. Worst tool ever.", "2026-10-02", "2026-10-02 10:00:00"),
  row(6, "We are cancelling our contract. Please close our account.", "2026-10-05", ""),
  "",
].join("\n");

describe("ticket-mood", () => {
  it("gives mood, authority, leaving and replies as plain SQL counts them, as of each day", async () => {
    const { book } = await imported({ "companies.csv": COMPANIES, "tickets.csv": TICKETS });
    const names = ["ticket_mood_90d", "ticket_mood_prior_90d", "above_support_tickets", "leaving_tickets", "replies_in_time"];
    const [oracle] = await book.rows<{ mood: number; above: number; leaving: number }>(
      "SELECT CAST(round(avg(sentiment) * 100) AS INTEGER) AS mood, count(above_support) AS above, count(*) FILTER (says_leaving) AS leaving FROM tickets WHERE created_at >= '2026-10-01'",
    );
    const now = await valuesOf(await contextOf(book, "2026-11-20"), "acme", ...names);
    expect(now).toEqual({
      ticket_mood_90d: oracle?.mood,
      ticket_mood_prior_90d: expect.any(Number),
      above_support_tickets: oracle?.above,
      leaving_tickets: oracle?.leaving,
      replies_in_time: 0.5,
    });
    expect(now["ticket_mood_90d"]).toBeLessThan(-30);
    expect(now["ticket_mood_prior_90d"]).toBeGreaterThan(30);
    expect(now["leaving_tickets"]).toBe(1);
    // In June nobody had complained yet, and of two tickets no mood is told.
    expect(await valuesOf(await contextOf(book, "2026-06-30"), "acme", ...names)).toMatchObject({
      ticket_mood_90d: now["ticket_mood_prior_90d"],
      ticket_mood_prior_90d: null,
      leaving_tickets: 0,
      replies_in_time: 1,
    });
    expect(await valuesOf(await contextOf(book, "2026-06-12"), "acme", "ticket_mood_90d")).toEqual({ ticket_mood_90d: null });
    const rows = await queryNamed("ticket-mood").evidence(await contextOf(book, "2026-11-20"), 90, 10);
    expect(rows.map(({ ticket }) => ticket)).toEqual(["6", "5", "4"]);
  });
});
