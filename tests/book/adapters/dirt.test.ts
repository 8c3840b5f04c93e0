import { describe, expect, it } from "vitest";
import { fileIn, imported } from "../workspace.ts";

const tickets = (days: readonly string[]): string =>
  ["ticket,account,subject,created_at", ...days.map((day, index) => `${index},Acme,s,"${day}"`), ""].join("\n");

async function instants(...days: readonly string[]): Promise<readonly (string | null)[]> {
  const { book } = await imported({ "t.csv": tickets(days) });
  const rows = await book.rows<{ ticket: string; at: string }>("SELECT ticket, strftime(created_at, '%Y-%m-%d %H:%M') AS at FROM tickets");
  const byTicket = new Map(rows.map(({ ticket, at }) => [Number(ticket), at]));
  return days.map((_, index) => byTicket.get(index)?.replace(" 00:00", "") ?? null);
}

describe("dates that people write", () => {
  it.each([
    [
      "German",
      ["5. Januar 2026", "27. März 2026 um 10:30 Uhr", "Di., 6. Jan. 2026", "15.Mrz.2026", "1 Okt 2026", "Mittwoch, 7. Dezember 2026"],
    ],
    ["French", ["5 janvier 2026", "mardi 27 mars 2026 à 10:30", "6 janv. 2026", "15 mars 2026", "1er oct. 2026", "lundi 7 décembre 2026"]],
    [
      "Spanish",
      ["5 de enero de 2026", "27 de marzo de 2026 a las 10:30", "6 ene 2026", "15 mar 2026", "1 octubre 2026", "lunes, 7 de dic. del 2026"],
    ],
    ["English", ["5 January 2026", "March 27th, 2026 at 10:30 am", "Jan 6, 2026", "15-Mar-26", "Oct. 1, 2026", "Mon, 7 Dec 2026"]],
  ] as const)("are read in %s", async (_, days) => {
    expect(await instants(...days)).toEqual(["2026-01-05", "2026-03-27 10:30", "2026-01-06", "2026-03-15", "2026-10-01", "2026-12-07"]);
  });

  it("tell the months of every language apart", async () => {
    const names = [
      ["januar", "février", "marzo", "avril", "mayo", "juin", "juillet", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
      ["enero", "Februar", "März", "abril", "Mai", "junio", "julio", "août", "septembre", "Oktober", "novembre", "Dezember"],
      ["Jänner", "févr.", "mars", "avr.", "mai", "Juni", "Juli", "ago", "setiembre", "oct.", "nov.", "déc."],
    ];
    const wanted = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}-03`);
    for (const months of names) expect(await instants(...months.map((month) => `3 ${month} 2026`))).toEqual(wanted);
  });

  it("are refused where they are none", async () => {
    expect(await instants("32 Januar 2026", "5. Foo 2026", "31 juin 2026", "Mai 2026", "due 5 May 2026")).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("keep to their zone, with and without seconds", async () => {
    const written = [
      "2026-01-05T10:00+01:00",
      "2026-01-05 10:00 -0500",
      "2026-01-05T10:00Z",
      "2026-01-05T10:00:30+02:00",
      "5. Januar 2026 10:00 +0100",
      "1767607200",
      "1767607200000",
    ];
    expect(await instants(...written)).toEqual([
      "2026-01-05 09:00",
      "2026-01-05 15:00",
      "2026-01-05 10:00",
      "2026-01-05 08:00",
      "2026-01-05 09:00",
      "2026-01-05 10:00",
      "2026-01-05 10:00",
    ]);
  });
});

describe("headers among the rows", () => {
  it("are left out and told, in files put one below the other", async () => {
    const month = (id: number): string => `Ticket ID,Subject,Status,Created time,Company Name\n${id},x,Open,2026-01-0${id} 10:00:00,Acme\n`;
    const { book, report } = await imported({ "t.csv": month(1) + month(2) + month(3) });
    expect(fileIn(report, "t.csv")).toMatchObject({ taken_for: "freshdesk-tickets", rows_in: 3, rows_out: 3, rejected: 0 });
    expect(fileIn(report, "t.csv").note).toBe("2 rows skipped: headers repeated among the rows");
    expect(await book.rows("SELECT line FROM tickets ORDER BY ticket")).toEqual([{ line: 2 }, { line: 4 }, { line: 6 }]);
  });
});
