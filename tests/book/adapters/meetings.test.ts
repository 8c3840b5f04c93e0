import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fileIn, imported } from "../workspace.ts";
import { exportFixture, importFixtures } from "./book-of-fixtures.ts";

const MEETINGS = "SELECT interaction, account, kind, status, on_day, host, attendees, line FROM interactions ORDER BY interaction";

describe("iCalendar", () => {
  it("reads folded lines, zones, whole days, cancellations and changed events", async () => {
    const { book, report } = await importFixtures("calendar/ada.ics");
    expect(await book.rows(MEETINGS)).toEqual([
      // Half past midnight in Berlin is still the day before in UTC.
      {
        interaction: "e1@northstar.example",
        account: "acme",
        kind: "qbr",
        status: "held",
        on_day: "2026-07-01",
        host: "Berg, Ada: CSM",
        attendees: "mia@acme.example",
        line: 17,
      },
      {
        interaction: "e2@northstar.example",
        account: "birch-rowe",
        kind: "kickoff",
        status: "cancelled",
        on_day: "2026-07-03",
        host: "ada@northstar.example",
        attendees: "kit@birchrowe.example",
        line: 36,
      },
      {
        interaction: "e3@northstar.example",
        account: "birch-rowe",
        kind: "training",
        status: "held",
        on_day: "2026-07-05",
        host: "ada@northstar.example",
        attendees: "kit@birchrowe.example",
        line: 45,
      },
      {
        interaction: "e3@northstar.example/20260712",
        account: "birch-rowe",
        kind: "training",
        status: "held",
        on_day: "2026-07-12",
        host: "ada@northstar.example",
        attendees: "kit@birchrowe.example",
        line: 54,
      },
    ]);
    expect(await book.rows("SELECT notes FROM interactions WHERE interaction = 'e1@northstar.example'")).toEqual([
      { notes: "Quarterly business review, Acme and Northstar\nAgenda\n1. Usage" },
    ]);
    expect(fileIn(report, "calendar/ada.ics")).toMatchObject({
      taken_for: "calendar-events",
      rows_in: 7,
      rows_out: 4,
      rejected: 2,
      duplicates: 1,
      note: "1 event set to repeat: the first instance alone is read",
    });
    expect(report.rejects).toMatchObject([
      { line: 70, column: "DTSTART", value: "someday" },
      { line: 79, value: "BEGIN:VEVENT", reason: "expected END:VEVENT: the event is cut off" },
    ]);
  });

  it("gives a day in the company's zone, gzipped or not", async () => {
    const { book } = await imported({ "cal.ics.gz": gzipSync(exportFixture("calendar/ada.ics")) }, { timeZone: "Europe/Berlin" });
    expect(await book.rows("SELECT on_day FROM interactions ORDER BY on_day")).toEqual(
      ["2026-07-02", "2026-07-04", "2026-07-05", "2026-07-12"].map((on_day) => ({ on_day })),
    );
  });

  it("does not take our own people for a customer where no file lists companies", async () => {
    const { book } = await importFixturesAlone("calendar/ada.ics");
    expect(await book.rows("SELECT domain FROM accounts ORDER BY domain")).toEqual([
      { domain: "acme.example" },
      { domain: "birchrowe.example" },
    ]);
  });

  it("keeps a calendar without events and one of another kind apart", async () => {
    const { report } = await imported({
      "c.csv": "Record ID,Company name\n1,Acme\n",
      "empty.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
      "card.ics": "BEGIN:VCARD\r\nFN:Mia Holt\r\nEND:VCARD\r\n",
    });
    expect(fileIn(report, "empty.ics")).toMatchObject({ taken_for: "calendar-events", rows_in: 0, note: "it holds no rows" });
    expect(fileIn(report, "card.ics").taken_for).toBeNull();
  });
});

describe("Calendly", () => {
  it("makes one meeting of a customer's invitees, cancelled or missed where it says so", async () => {
    const { book, report } = await importFixtures("calendly/events.csv");
    expect(await book.rows(MEETINGS)).toEqual([
      {
        interaction: "ev1/acme.example",
        account: "acme",
        kind: "renewal",
        status: "held",
        on_day: "2026-07-01",
        host: "Ada Berg",
        attendees: "li@acme.example",
        line: 3,
      },
      {
        interaction: "ev2/birchrowe.example",
        account: "birch-rowe",
        kind: "check-in",
        status: "cancelled",
        on_day: "2026-07-02",
        host: "Ada Berg",
        attendees: "kit@birchrowe.example",
        line: 4,
      },
      {
        interaction: "ev3/birchrowe.example",
        account: "birch-rowe",
        kind: "meeting",
        status: "no-show",
        on_day: "2026-07-03",
        host: "Ada Berg",
        attendees: "kit@birchrowe.example",
        line: 5,
      },
    ]);
    expect(fileIn(report, "calendly/events.csv")).toMatchObject({ rows_in: 5, rows_out: 3, rejected: 1, duplicates: 1 });
    expect(report.rejects).toMatchObject([
      { line: 6, column: "Canceled", value: "perhaps" },
      { line: 6, column: "Start Date & Time", value: "soon" },
    ]);
  });
});

describe("Zoom", () => {
  it("tells the times of one meeting apart and joins by attendees who are not the host's", async () => {
    const { book, report } = await importFixtures("zoom/meetings.csv");
    expect(await book.rows("SELECT account, kind, on_day, attendees, line FROM interactions ORDER BY line")).toEqual([
      { account: "acme", kind: "qbr", on_day: "2026-07-01", attendees: "mia@acme.example;li@acme.example", line: 2 },
      { account: "birch-rowe", kind: "check-in", on_day: "2026-07-02", attendees: "kit@birchrowe.example", line: 3 },
      { account: "birch-rowe", kind: "check-in", on_day: "2026-07-09", attendees: "kit@birchrowe.example", line: 5 },
      { account: null, kind: "call", on_day: "2026-07-03", attendees: null, line: 6 },
    ]);
    expect(fileIn(report, "zoom/meetings.csv")).toMatchObject({ rows_in: 6, rows_out: 4, rejected: 1, duplicates: 1, unjoined: 1 });
    expect(report.rejects).toMatchObject([{ line: 7, column: "Start Time", value: null }]);
  });

  it("does not take the host for a customer where the CRM lists our own company", async () => {
    const { book } = await imported({
      "c.csv": "Record ID,Company name,Company Domain Name\n1,Northstar,northstar.example\n2,Acme Corp,acme.example\n",
      "z.csv": exportFixture("zoom/meetings.csv"),
    });
    expect(await book.rows("SELECT account FROM interactions WHERE kind = 'qbr'")).toEqual([{ account: "acme" }]);
  });
});

describe("interactions in a list", () => {
  it("reads e-mails, calls and notes with the account by address, name or id", async () => {
    const { book, report } = await importFixtures("interactions/log.csv");
    expect(await book.rows("SELECT account, kind, status, on_day, host, notes FROM interactions ORDER BY on_day")).toEqual([
      {
        account: "acme",
        kind: "email",
        status: "held",
        on_day: "2026-07-01",
        host: "Ada Berg",
        notes: "Renewal terms\nSent; awaits reply",
      },
      { account: "birch-rowe", kind: "call", status: "held", on_day: "2026-07-02", host: "Ada Berg", notes: "Outage\nCalmer now" },
      { account: "birch-rowe", kind: "account-note", status: "held", on_day: "2026-07-03", host: "Ben Cho", notes: "Champion is on leave" },
    ]);
    expect(fileIn(report, "interactions/log.csv")).toMatchObject({ rows_in: 5, rows_out: 3, rejected: 1, duplicates: 1 });
    expect(report.rejects).toMatchObject([{ line: 6, column: "Date", value: "Thursday" }]);
  });
});

async function importFixturesAlone(path: string) {
  return imported({ [path]: exportFixture(path) });
}
