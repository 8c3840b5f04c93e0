import { describe, expect, it } from "vitest";
import { fileIn, imported } from "../workspace.ts";
import { exportsOf, takers } from "./vendor-exports.ts";

describe("HubSpot with internal names", () => {
  it("is told apart by headers", () => {
    expect(takers(exportsOf("hubspot"))).toEqual({
      "companies-internal.csv": "hubspot-companies",
      "contacts-internal.csv": "hubspot-contacts",
      "deals-internal.csv": "hubspot-deals",
      "tickets-internal.csv": "hubspot-tickets",
      "tickets.csv": "hubspot-tickets",
    });
  });

  it("gives companies, contacts and deals", async () => {
    const { book, report } = await imported(exportsOf("hubspot"));
    expect(await book.rows("SELECT account, domain, csm, employees, lifecycle, parent, created_on FROM accounts ORDER BY 1")).toEqual([
      {
        account: "marlow-glass",
        domain: "marlowglass.example",
        csm: "48213",
        employees: 340,
        lifecycle: "customer",
        parent: null,
        created_on: "2023-02-01",
      },
      {
        account: "orchard-systems",
        domain: "orchardsystems.example",
        csm: "48214",
        employees: 55,
        lifecycle: "customer",
        parent: "marlow-glass",
        created_on: "2024-02-01",
      },
    ]);
    expect(await book.rows("SELECT account, name, role, title FROM contacts ORDER BY contact")).toEqual([
      { account: "marlow-glass", name: "Kim Vale", role: "decision maker;budget holder", title: "CFO" },
      { account: "orchard-systems", name: "Pat Reed", role: "champion", title: "CTO" },
    ]);
    expect(
      await book.rows(
        "SELECT opportunity, account, kind, stage, amount_minor, currency, owner, close_on, won, closed FROM opportunities ORDER BY 1",
      ),
    ).toEqual([
      {
        opportunity: "801",
        account: "marlow-glass",
        kind: "renewal",
        stage: "184201733",
        amount_minor: 2400000,
        currency: "EUR",
        owner: "48213",
        close_on: "2026-12-20",
        won: false,
        closed: false,
      },
      {
        opportunity: "802",
        account: "marlow-glass",
        kind: "expansion",
        stage: "184201739",
        amount_minor: 350050,
        currency: "EUR",
        owner: "48213",
        close_on: "2026-04-02",
        won: true,
        closed: true,
      },
      {
        opportunity: "803",
        account: "orchard-systems",
        kind: "new",
        stage: "closedlost",
        amount_minor: null,
        currency: "EUR",
        owner: "48214",
        close_on: "2026-05-05",
        won: false,
        closed: true,
      },
      expect.objectContaining({ opportunity: "804", account: "orchard-systems", amount_minor: null, stage: "appointmentscheduled" }),
    ]);
    expect(report.rejects.filter(({ file }) => file.startsWith("deals"))).toMatchObject([
      { file: "deals-internal.csv", line: 5, column: "amount", value: "a lot", refused: "cell" },
    ]);
  });

  it("gives tickets, joined by company or by the contact in brackets", async () => {
    const { book, report } = await imported(exportsOf("hubspot"));
    expect(
      await book.rows(
        "SELECT ticket, account, requester_email, status, priority, type, channel, solved_at, first_reply_minutes FROM tickets ORDER BY 1",
      ),
    ).toEqual([
      {
        ticket: "9001",
        account: "marlow-glass",
        requester_email: "kim.vale@marlowglass.example",
        status: "closed",
        priority: "urgent",
        type: "PRODUCT_ISSUE",
        channel: "EMAIL",
        solved_at: "2026-10-02T15:00:00Z",
        first_reply_minutes: 95,
      },
      {
        ticket: "9002",
        account: "orchard-systems",
        requester_email: "pat@orchard-mail.example",
        status: "waiting-on-us",
        priority: "normal",
        type: null,
        channel: "CHAT",
        solved_at: null,
        first_reply_minutes: null,
      },
      {
        ticket: "9004",
        account: "orchard-systems",
        requester_email: null,
        status: "2",
        priority: "high",
        type: "PRODUCT_ISSUE",
        channel: "EMAIL",
        solved_at: null,
        first_reply_minutes: 42,
      },
    ]);
    expect(fileIn(report, "tickets.csv")).toMatchObject({ rows_in: 4, rows_out: 2, rejected: 1, cells_dropped: 1, duplicates: 1 });
    expect(report.rejects.filter(({ file }) => file === "tickets.csv")).toMatchObject([
      { line: 3, value: "a day", refused: "cell" },
      { line: 4, column: "Create date", value: "soon", refused: "row" },
    ]);
  });
});
