import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longSalesforceId, longSalesforceIdSql, sameId } from "../../../src/book/import/salesforce-id.ts";
import { literal } from "../../../src/book/import/sql.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import { fileIn, imported } from "../workspace.ts";
import { exportsOf, takers } from "./vendor-exports.ts";

describe("Salesforce ids", () => {
  it.each([
    ["001A0000006Vm9r", "001A0000006Vm9rIAC"],
    ["0015g00000AbCdE", "0015g00000AbCdEAAV"],
    ["0015g00000aBcDe", "0015g00000aBcDeAAK"],
    ["001A0000006Vm9rIAC", "001A0000006Vm9rIAC"],
    ["00001026", "00001026"],
  ])("%s is %s in full", (id, long) => {
    expect(longSalesforceId(id)).toBe(long);
  });

  it("are told apart by case when short, and not when in full", () => {
    expect(sameId("0015g00000AbCdE")).not.toBe(sameId("0015g00000aBcDe"));
    expect(sameId("0015g00000AbCdE")).toBe(sameId("0015G00000ABCDEAAV"));
    expect(sameId("cus_AbCdEfGhIjK")).toBe("cus_abcdefghijk");
  });

  it("are the same by their first fifteen where the end of the long form does not fit", () => {
    expect(sameId("001Hs00000A0001QAA")).toBe(sameId("001Hs00000A0001"));
    expect(sameId("001Hs00000A0001QAA")).not.toBe(sameId("001hS00000A0001"));
    // Case lost, or a long id in lower case: the end is all that tells two apart.
    expect(sameId("001hs00000a0001qaa")).toBe("001hs00000a0001qaa");
    expect(sameId("0015G00000ABCDEAAV")).not.toBe(sameId("0015G00000ABCDEAAK"));
  });

  it("become the same in SQL", async () => {
    const letters = fc.string({ unit: fc.constantFrom(..."0159AZaz_"), minLength: 15, maxLength: 15 });
    const ids = fc.sample(fc.oneof(letters, fc.string({ unit: fc.constantFrom(..."0AbZ"), minLength: 14, maxLength: 18 })), 300);
    const db = await openDatabase(":memory:");
    try {
      const rows = await db.rows<{ id: string; long: string }>(
        `SELECT id, ${longSalesforceIdSql("id")} AS long FROM (SELECT unnest([${ids.map(literal).join(", ")}]) AS id)`,
      );
      expect(rows.map(({ long }) => long)).toEqual(rows.map(({ id }) => longSalesforceId(id)));
    } finally {
      db.close();
    }
  });
});

describe("Salesforce exports", () => {
  it("are each taken for what they are", () => {
    expect(takers(exportsOf("salesforce"))).toEqual({
      "accounts-api.csv": "salesforce-accounts",
      "accounts-report.csv": "salesforce-accounts",
      "cases-api.csv": "salesforce-cases",
      "cases-report.csv": "salesforce-cases",
      "contacts-api.csv": "salesforce-contacts",
      "contacts-report.csv": "salesforce-contacts",
      "opportunities-api.csv": "salesforce-opportunities",
      "opportunities-report.csv": "salesforce-opportunities",
      "opportunity-history-api.csv": "salesforce-opportunity-history",
    });
    const leads = "Id,FirstName,LastName,Name,Company,Email,Website,Industry,NumberOfEmployees,Status,IsConverted,OwnerId\n";
    expect(() => takers({ "leads.csv": leads })).toThrow("leads.csv goes to none");
  });

  it("give accounts once, under short or full ids, without those in the recycle bin", async () => {
    const { book, report } = await imported(exportsOf("salesforce", "accounts-api.csv", "accounts-report.csv"));
    expect(
      await book.rows("SELECT account, name, domain, csm, city, employees, lifecycle, strategic, parent, file_id FROM accounts ORDER BY 1"),
    ).toEqual([
      {
        account: "kestrel-freight",
        name: "Kestrel Freight GmbH",
        domain: "kestrelfreight.example",
        csm: "Ada Berg",
        city: "Hamburg",
        employees: 1300,
        lifecycle: "Customer - Direct",
        strategic: null,
        parent: null,
        file_id: 2,
      },
      {
        account: "kestrel-freight-nordic",
        name: "Kestrel Freight Nordic A/S",
        domain: "nordic.kestrelfreight.example",
        csm: "Ada Berg",
        city: "Aarhus",
        employees: 60,
        lifecycle: "Customer - Channel",
        strategic: null,
        parent: "kestrel-freight",
        file_id: 2,
      },
      {
        account: "lantern-dental",
        name: "Lantern Dental, Inc.",
        domain: "lanterndental.example",
        csm: "Ben Cho",
        city: "Austin",
        employees: 85,
        lifecycle: "Customer - Direct",
        strategic: null,
        parent: null,
        file_id: 1,
      },
    ]);
    expect(await book.rows("SELECT account, value FROM account_keys WHERE source = 'salesforce' ORDER BY 1")).toEqual([
      { account: "kestrel-freight", value: "0015g00000abcdeaav" },
      { account: "kestrel-freight-nordic", value: "0015g00000qrstuaav" },
      { account: "lantern-dental", value: "0015g00000abcdeaak" },
    ]);
    expect(fileIn(report, "accounts-api.csv")).toMatchObject({ rows_in: 5, rejected: 0, cells_dropped: 1 });
    expect(report.rejects.filter(({ file }) => file === "accounts-api.csv")).toEqual([
      {
        file: "accounts-api.csv",
        line: 4,
        column: "NumberOfEmployees",
        value: "about 60",
        reason: "expected a whole number",
        refused: "cell",
      },
    ]);
    // The lines below a report's rows are no accounts.
    expect(report.rejects.filter(({ file, line }) => file === "accounts-report.csv" && (line ?? 0) < 5)).toEqual([]);
  });

  it("give contacts, joined by either form of id or by the account's name", async () => {
    const files = {
      ...exportsOf("salesforce", "contacts-api.csv", "contacts-report.csv"),
      ...exportsOf("salesforce", "accounts-report.csv"),
    };
    const { book, report } = await imported(files);
    expect(await book.rows("SELECT contact, account, name, email, role FROM contacts WHERE file_id = 2 ORDER BY 1")).toEqual([
      {
        contact: "0035g00000CcAa1AAF",
        account: "kestrel-freight",
        name: "Mia Holt",
        email: "mia.holt@kestrelfreight.example",
        role: "champion;decision maker",
      },
      {
        contact: "0035g00000CcAa2AAF",
        account: "lantern-dental",
        name: "Osei",
        email: "sam.osei.private@gmail.com",
        role: "executive sponsor",
      },
      { contact: "0035g00000CcAa3AAF", account: "kestrel-freight-nordic", name: "Front Desk", email: null, role: null },
    ]);
    expect(await book.rows("SELECT contact, account, last_activity_on FROM contacts WHERE file_id = 3 ORDER BY name")).toEqual([
      { contact: expect.stringMatching(/^[0-9a-f]{16}$/), account: "kestrel-freight-nordic", last_activity_on: null },
      { contact: "mia.holt@kestrelfreight.example", account: "kestrel-freight", last_activity_on: "2026-10-20" },
    ]);
    expect(fileIn(report, "contacts-report.csv")).toMatchObject({ rows_in: 3, rejected: 0, duplicates: 1, unjoined: 0 });
    expect(fileIn(report, "contacts-api.csv").note).toContain("1 row of deleted records left out");
  });

  it("give opportunities: flags before stage names, the newest of repeats, and made-up ids where a report has none", async () => {
    const { book, report } = await imported(
      exportsOf("salesforce", "accounts-report.csv", "opportunities-api.csv", "opportunities-report.csv"),
    );
    expect(
      await book.rows(
        "SELECT opportunity, account, kind, stage, amount_minor, currency, owner, close_on, won, closed FROM opportunities WHERE file_id = 2 ORDER BY 1",
      ),
    ).toEqual([
      {
        opportunity: "0065g00000DdBb1AAF",
        account: "kestrel-freight",
        kind: "renewal",
        stage: "Negotiation/Review",
        amount_minor: 8400050,
        currency: "EUR",
        owner: "Jo Lind",
        close_on: "2026-12-31",
        won: false,
        closed: false,
      },
      {
        opportunity: "0065g00000DdBb2AAF",
        account: "lantern-dental",
        kind: "expansion",
        stage: "Gewonnen",
        amount_minor: 1200000,
        currency: "USD",
        owner: "Jo Lind",
        close_on: "2026-05-02",
        won: true,
        closed: true,
      },
      expect.objectContaining({ opportunity: "0065g00000DdBb3AAF", account: "lantern-dental", amount_minor: null, closed: true }),
    ]);
    expect(
      await book.rows("SELECT account, kind, amount_minor, close_on, won, closed FROM opportunities WHERE file_id = 3 ORDER BY name"),
    ).toEqual([
      { account: "kestrel-freight", kind: "expansion", amount_minor: 1500000, close_on: "2026-12-15", won: false, closed: false },
      { account: "lantern-dental", kind: "renewal", amount_minor: 960000, close_on: "2025-09-30", won: true, closed: true },
      { account: null, kind: "new", amount_minor: 100000, close_on: "2025-09-30", won: false, closed: true },
    ]);
    expect(report.rejects.filter(({ file }) => file.startsWith("opp"))).toEqual([
      {
        file: "opportunities-api.csv",
        line: 4,
        column: "Amount",
        value: "n/a",
        reason: expect.stringContaining("expected an amount"),
        refused: "cell",
      },
    ]);
    expect(fileIn(report, "opportunities-api.csv")).toMatchObject({
      rows_in: 5,
      rows_out: 3,
      rejected: 0,
      cells_dropped: 1,
      duplicates: 2,
    });
    expect(fileIn(report, "opportunities-report.csv")).toMatchObject({
      rows_in: 3,
      unjoined: 1,
      note: expect.stringContaining("Nobody & Sons"),
    });
  });

  it("give cases under their numbers, once whichever way they were exported", async () => {
    const { book, report } = await imported(
      exportsOf("salesforce", "accounts-report.csv", "cases-api.csv", "cases-report.csv", "contacts-api.csv"),
    );
    expect(
      await book.rows("SELECT ticket, account, requester_email, priority, channel, status, created_at, solved_at FROM tickets ORDER BY 1"),
    ).toEqual([
      {
        ticket: "00001026",
        account: "kestrel-freight",
        requester_email: "mia.holt@kestrelfreight.example",
        priority: "high",
        channel: "Email",
        status: "closed",
        created_at: "2026-10-01T09:00:00Z",
        solved_at: "2026-10-03T09:00:00Z",
      },
      {
        ticket: "00001027",
        account: "lantern-dental",
        requester_email: "sam.osei.private@gmail.com",
        priority: "normal",
        channel: "Web",
        status: "working",
        created_at: "2026-10-05T09:00:00Z",
        solved_at: null,
      },
      {
        ticket: "00001030",
        account: "kestrel-freight-nordic",
        requester_email: null,
        priority: "p2",
        channel: "Web",
        status: "on-hold",
        created_at: "2026-10-18T13:05:00Z",
        solved_at: null,
      },
    ]);
    expect(report.rejects.filter(({ file }) => file.startsWith("cases"))).toMatchObject([
      { file: "cases-api.csv", line: 5, column: "CreatedDate", value: "yesterday" },
    ]);
    expect(fileIn(report, "cases-report.csv").duplicates + fileIn(report, "cases-api.csv").duplicates).toBe(2);
  });
});
