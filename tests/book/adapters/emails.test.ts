import { describe, expect, it } from "vitest";
import { fileIn, imported } from "../workspace.ts";
import { exportFixture, importFixtures } from "./book-of-fixtures.ts";

describe("e-mails of a mailbox", () => {
  it("are the customer's on the other side, whoever wrote", async () => {
    const { book, report } = await importFixtures("emails/mailbox.csv");
    expect(fileIn(report, "emails/mailbox.csv")).toMatchObject({
      taken_for: "emails",
      rows_in: 5,
      rows_out: 3,
      rejected: 1,
      duplicates: 1,
      unjoined: 1,
    });
    expect(await book.rows("SELECT account, kind, status, on_day, attendees, host, line FROM interactions ORDER BY line")).toEqual([
      {
        account: "acme",
        kind: "email",
        status: "held",
        on_day: "2026-01-05",
        attendees: "jo@acme.example;mia.holt@acme.example",
        host: "ada@northstar.example",
        line: 2,
      },
      {
        account: "acme",
        kind: "email",
        status: "held",
        on_day: "2026-01-06",
        attendees: "mia.holt@acme.example",
        host: "ada@northstar.example",
        line: 5,
      },
      { account: null, kind: "email", status: "held", on_day: "2026-01-07", attendees: null, host: "ada@northstar.example", line: 6 },
    ]);
  });

  it("make no account of one's own domain where no other export tells of accounts", async () => {
    const other = "<m5@mail.example>,2026-01-08,ada@northstar.example,tom@birchrowe.example,ada@northstar.example,,Hello,\n";
    const { book } = await imported({ "mail.csv": new TextDecoder().decode(exportFixture("emails/mailbox.csv")) + other });
    expect(await book.rows("SELECT account, domain FROM accounts ORDER BY account")).toEqual([
      { account: "acme", domain: "acme.example" },
      { account: "birchrowe", domain: "birchrowe.example" },
    ]);
    expect(await book.rows("SELECT notes FROM interactions WHERE account IS NULL")).toEqual([{ notes: "Lunch" }]);
  });
});
