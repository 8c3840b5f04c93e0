import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import { recognise } from "../../../src/book/import/recognise.ts";
import { unreadColumns } from "../../../src/book/import/unread-columns.ts";
import { fileIn, imported } from "../workspace.ts";

const unread = (...keys: string[]): string | null | undefined => {
  const shape = { format: "table" as const, keys };
  const recognition = recognise(shape, ADAPTERS);
  return recognition === undefined ? undefined : unreadColumns(shape, recognition);
};

describe("the columns of an own table that nothing is read from", () => {
  it("are told, but neither those that something is read from nor those that only the book writes", () => {
    const tickets = ["Ticket ID", "Subject", "Status", "Requester email", "Organization", "Created at"];
    expect(unread(...tickets)).toBeNull();
    expect(unread(...tickets, "Mood", "", "line", "Region\u001B[31m")).toBe("not read from it: Mood, Region");
    const many = Array.from({ length: 9 }, (_, index) => `x${index}`);
    expect(unread(...tickets, ...many)).toBe("not read from it: x0, x1, x2, x3, x4, x5, x6, x7, … (9)");
  });

  it("are not told of a vendor's export, nor where all that is usual is there", () => {
    expect(unread("Record ID", "Company name", "Company Domain Name", "Favourite colour")).toBeNull();
    expect(unread("account", "subject", "status", "created_at", "Mood")).toBeNull();
  });
});

describe("a ticket list as somebody wrote it", () => {
  it("joins by its organization, whoever wrote, and keeps the ticket's own id", async () => {
    const { report, book } = await imported({
      "accounts.csv": "account,name,csm\nlumen,Lumen Dental,Ana\naster,Aster Bank plc,Leo\n",
      "tickets.csv":
        "Ticket ID,Subject,Status,Requester email,Organisation,Created at\n4001,SSO,open,user0@elsewhere.example,Lumen Dental,2026-09-09\n4002,API,open,user1@elsewhere.example,aster bank PLC,2026-09-10\n",
    });
    expect(fileIn(report, "tickets.csv")).toMatchObject({ taken_for: "tickets-table", unjoined: 0, note: null });
    expect(await book.rows("SELECT ticket, account FROM tickets ORDER BY ticket")).toEqual([
      { ticket: "4001", account: "lumen-dental" },
      { ticket: "4002", account: "aster-bank" },
    ]);
  });
});
