import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodedWords } from "../../../src/book/import/encoded-words.ts";
import { mailAddresses, mailDate } from "../../../src/book/import/mail-headers.ts";
import { isMail } from "../../../src/book/import/mail-messages.ts";
import { COMPANIES, fileIn, imported } from "../workspace.ts";

const MAILS = "SELECT interaction, account, kind, status, on_day, host, attendees, notes, line FROM interactions ORDER BY line";

const MBOX = [
  "From 17@xxx Mon Nov 02 10:00:00 +0000 2026",
  "Delivered-To: ada@northstar.example",
  'From: "Holt, Mia" <Mia@Acme.example>',
  "To: Ada Berg <ada@northstar.example>, Team: li@acme.example (Li);",
  "Subject: =?UTF-8?Q?Preis_f=C3=BCr?=",
  " =?utf-8?B?IDIwMjc=?= please",
  "Date: Sun, 1 Nov 2026 23:30:00 -0500 (EST)",
  "Message-ID: <m1@acme.example>",
  "",
  "Hello,",
  "",
  ">From here on it is quoted.",
  "",
  "From here on it is a sentence of the body.",
  "Subject: not a header",
  "",
  "From ada@northstar.example Mon Nov  2 11:00:00 2026",
  "From: ada@northstar.example",
  'To: "boss@birchrowe.example" <kit@birchrowe.example>',
  "Date: 2 Nov 26 11:00 +0100",
  "Message-ID: <m2@northstar.example>",
  "Subject: Renewal",
  "",
  "Text",
  "",
  "From ada@northstar.example Mon Nov  2 12:00:00 2026",
  "From: ada@northstar.example",
  "To: ben@northstar.example",
  "Date: Mon, 2 Nov 2026 12:00:00 +0000",
  "",
  "among us",
  "",
  "From x@acme.example Mon Nov  2 12:00:00 2026",
  "From: mia@acme.example",
  "From: eve@birchrowe.example",
  "To: ada@northstar.example",
  "Date: Mon, 2 Nov 2026 12:00:00 +0000",
  "",
  "two senders",
  "",
  "From x@acme.example Mon Nov  2 12:00:00 2026",
  "From: mia@acme.example",
  "To: ada@northstar.example",
  "Auto-Submitted: auto-replied",
  "Date: Mon, 2 Nov 2026 12:00:00 +0000",
  "",
  "away",
  "",
  "From x@acme.example Mon Nov  2 12:00:00 2026",
  "From: mia@acme.example",
  "To: ada@northstar.example",
  "Date: yesterday",
  "Subject: no day",
  "",
].join("\n");

describe("mailboxes", () => {
  it.each<[string, string, string | Uint8Array]>([
    ["as they are", "all.mbox", MBOX],
    ["with Windows line ends, packed", "all.mbox.gz", gzipSync(MBOX.replaceAll("\n", "\r\n"))],
  ])("%s are one row a message, of its header alone", async (_, file, content) => {
    const { book, report } = await imported({ "c.csv": COMPANIES, [file]: content });
    expect(await book.rows(MAILS)).toEqual([
      {
        interaction: "m1@acme.example",
        account: "acme",
        kind: "email",
        status: "held",
        on_day: "2026-11-02",
        host: "ada@northstar.example",
        attendees: "li@acme.example;mia@acme.example",
        notes: "Preis f\u00fcr 2027 please",
        line: 1,
      },
      {
        interaction: "m2@northstar.example",
        account: "birch-rowe",
        kind: "email",
        status: "held",
        on_day: "2026-11-02",
        host: "ada@northstar.example",
        attendees: "kit@birchrowe.example",
        notes: "Renewal",
        line: 17,
      },
    ]);
    expect(fileIn(report, file)).toMatchObject({ taken_for: "mail-messages", rows_in: 4, rows_out: 2, rejected: 2, unjoined: 0 });
    expect(fileIn(report, file).note).toContain("1 message among ourselves left out");
    expect(fileIn(report, file).note).toContain("1 message by programs or lists");
    expect(report.rejects).toMatchObject([
      { line: 33, column: "from", reason: "expected one such field in a message", refused: "row" },
      { line: 49, column: "DATE", value: "yesterday", refused: "row" },
    ]);
  });

  it("of one message tell its account, and say where nothing shows whose it is", async () => {
    const eml =
      "From: mia@acme.example\r\nTo: ada@northstar.example\r\nDate: Mon, 2 Nov 2026 12:00:00 GMT\r\nSubject: Caf\u00e9\r\n\r\nBody\r\n";
    const { book, report } = await imported({ "c.csv": COMPANIES, "one.eml": eml });
    expect(await book.rows("SELECT account, host, attendees, notes FROM interactions")).toEqual([
      { account: "acme", host: null, attendees: "ada@northstar.example;mia@acme.example", notes: "Caf\u00e9" },
    ]);
    expect(fileIn(report, "one.eml").note).toContain("whose mailbox it is does not show");
  });

  it("pass over bodies of any size and headers without end", async () => {
    const big = `${MBOX.split("\n").slice(0, 8).join("\n")}\n\n${"x".repeat(3_000_000)}\n\nFrom a@b.example Mon Nov  2 11:00:00 2026\nFrom: a@acme.example\nX: ${"y".repeat(60_000)}\n${"X: z\n".repeat(120_000)}\n`;
    const { report } = await imported({ "c.csv": COMPANIES, "big.mbox": big });
    expect(fileIn(report, "big.mbox")).toMatchObject({ rows_in: 2, rows_out: 1, rejected: 1 });
    expect(report.rejects).toMatchObject([{ line: 12, reason: "expected a header of at most 512 KiB" }]);
  });
});

describe("header fields", () => {
  it("are addresses outside names, comments and groups", () => {
    expect(mailAddresses('"a@x.example" <b@y.example>, c@z.example (d@x.example), Undisclosed: ;, E <>, "f, g" <g@y.example>')).toEqual([
      "b@y.example",
      "c@z.example",
      "g@y.example",
    ]);
  });

  it("are dates as every zone writes them", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(Date.UTC(2000, 0, 1)), max: new Date(Date.UTC(2040, 0, 1)), noInvalidDate: true }),
        fc.integer({ min: -14 * 4, max: 14 * 4 }),
        (instant, quarters) => {
          const local = new Date(instant.getTime() + quarters * 15 * 60_000).toUTCString().slice(0, -4);
          const [sign, size] = [quarters < 0 ? "-" : "+", Math.abs(quarters) * 15];
          const zone = `${sign}${String(Math.floor(size / 60)).padStart(2, "0")}${String(size % 60).padStart(2, "0")}`;
          const read = mailDate(`${local} ${zone}`);
          expect(Date.parse(read ?? "")).toBe(Math.floor(instant.getTime() / 1000) * 1000);
        },
      ),
    );
    expect(mailDate("Fri, 6 Nov 2026 10:00 EST")).toBe("2026-11-06T10:00:00-05:00");
    for (const text of ["", "tomorrow", "2026-11-06", "6 Foo 2026 10:00 +0000", "6 Nov 2026 10:00 QQ"])
      expect(mailDate(text)).toBeUndefined();
  });

  it("are decoded, and left as written in a charset that nobody knows", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (text) => {
        expect(decodedWords(`=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`)).toBe(text);
      }),
    );
    expect(decodedWords("=?iso-8859-1?Q?Stra=DFe?= 5")).toBe("Stra\u00dfe 5");
    expect(decodedWords("=?x-none?Q?a?=")).toBe("=?x-none?Q?a?=");
  });

  it("do not make a message of other text", () => {
    expect(isMail("From,To,Date\na,b,c\n")).toBe(false);
    expect(isMail("From: a@b.example\nhello\n")).toBe(false);
    expect(isMail("From time to time\nSubject: x\n")).toBe(false);
  });
});
