import { describe, expect, it } from "vitest";
import { serviceTickets } from "../../../src/book/service-tickets.ts";
import { serviceFigures } from "../../../src/domain/service/service-figures.ts";
import { contextOf, valuesOf } from "../queries/knowledge.ts";
import { imported } from "../workspace.ts";

const ACCOUNTS = "account,name,domain\na1,Acme,acme.example\n";
/** The export tells a day of t1 only; t6 was last changed on the 12th, and of the others nobody knows since when they are over. */
const TICKETS = [
  "ticket,account,subject,status,priority,created_at,updated_at,solved_at,first_reply_minutes",
  "t1,a1,one,solved,urgent,2026-11-01 09:00,,2026-11-05 09:00,30",
  "t2,a1,two,Resolved,urgent,2026-11-02 09:00,,,",
  "t3,a1,three,closed,high,2026-11-03 09:00,,,20",
  "t4,a1,four,open,urgent,2026-11-04 09:00,,,",
  "t5,a1,five,not solved,low,2026-11-05 09:00,,,",
  "t6,a1,six,geschlossen,urgent,2026-11-06 09:00,2026-11-12 08:00,,",
  "t7,a1,seven,pending,low,2026-11-15 09:00,,,",
  "",
].join("\n");
const FILES = { "accounts.csv": ACCOUNTS, "tickets.csv": TICKETS };
const LAST = "2026-11-15";

describe("a ticket that its status calls over without a day", () => {
  it("is not open on the last day of the exports, and counted where support is judged", async () => {
    const { book, report } = await imported(FILES);
    expect(await valuesOf(await contextOf(book, LAST), "acme", "open_tickets", "open_urgent_tickets")).toEqual({
      open_tickets: 3,
      open_urgent_tickets: 1,
    });
    const tickets = await serviceTickets(book, "2026-11-01", LAST);
    expect(tickets.flatMap(({ ticket, undated }) => (undated ? [ticket] : []))).toEqual(["t2", "t3", "t6"]);
    const figures = serviceFigures(tickets, {
      now: "2026-11-16T00:00:00",
      replyMinutes: 240,
      hours: undefined,
      repliesKnown: true,
      escalationsKnown: false,
    });
    // t1 and t3 were answered in time; t4, t5 and t7 wait, and of t2 and t6 nobody knows.
    expect(figures).toMatchObject({ tickets: 7, in_time: 2, overdue: 3, judged: 5, solved: 1, solved_undated: 3, open: 3 });
    expect(report.findings.find(({ kind }) => kind === "tickets-over-undated")).toMatchObject({
      count: 3,
      examples: [{ subject: "t2" }, {}, {}],
    });
  });

  it("was open before its last change, or before the exports end, as far as anybody knows", async () => {
    const { book } = await imported(FILES);
    const open = async (asOf: string): Promise<unknown> =>
      (await valuesOf(await contextOf(book, asOf), "acme", "open_tickets"))["open_tickets"];
    expect([await open("2026-11-05"), await open("2026-11-11"), await open("2026-11-12"), await open("2026-11-14")]).toEqual([4, 5, 4, 4]);
  });
});
