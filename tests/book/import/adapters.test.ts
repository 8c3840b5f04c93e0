import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import { kindSql } from "../../../src/book/import/kinds.ts";
import { recognise } from "../../../src/book/import/recognise.ts";
import { targetTypes } from "../../../src/book/import/staging.ts";
import { COMPANIES, fileIn, imported } from "../workspace.ts";

const SUBSCRIPTIONS =
  "id,Customer ID,Customer Name,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Start Date (UTC),Current Period End (UTC),Trial End (UTC),Canceled At (UTC),Cancel At Period End,Ended At (UTC)";
const INVOICES =
  "id,Customer,Customer Name,Subscription,Number,Status,Currency,Amount Due,Total,Amount Paid,Date (UTC),Due Date (UTC),Paid At (UTC)";

describe("adapter declarations", () => {
  it.each(ADAPTERS.map((adapter) => [adapter.name, adapter] as const))("%s maps onto columns that exist", (_, adapter) => {
    const types = targetTypes(adapter.table);
    const targets = new Set([...Object.keys(adapter.columns), ...Object.keys(adapter.derive ?? {})]);
    expect([...targets].filter((target) => !(target in types))).toEqual([]);
    expect([...adapter.required, ...adapter.identity].filter((target) => !targets.has(target))).toEqual([]);
    for (const [target, { kind }] of Object.entries(adapter.columns)) {
      const { type } = kindSql(kind);
      if (type !== "VARCHAR") expect(`${target} ${types[target]}`).toBe(`${target} ${type}`);
    }
  });

  it("are told apart by headers, whatever their case, and never by a file's name", () => {
    const shape = (...keys: string[]) => ({ format: "table" as const, keys });
    expect(recognise(shape("record id", "COMPANY NAME", "Company Domain Name"), ADAPTERS)?.adapter.name).toBe("hubspot-companies");
    expect(recognise(shape("Record ID", "First Name", "Email", "Job Title"), ADAPTERS)?.adapter.name).toBe("hubspot-contacts");
    expect(recognise(shape("Record ID", "dealname", "dealstage"), ADAPTERS)?.adapter.name).toBe("hubspot-deals");
    expect(recognise(shape("Name", "Email"), ADAPTERS)).toBeUndefined();
    expect(recognise({ format: "json", keys: ["event", "properties.time", "properties.distinct_id"] }, ADAPTERS)?.adapter.name).toBe(
      "mixpanel-events",
    );
  });

  it("is surer the more of the usual headers are there", () => {
    const few = recognise({ format: "table", keys: ["Record ID", "Company name"] }, ADAPTERS);
    const many = recognise({ format: "table", keys: COMPANIES.split("\n")[0]?.split(",") ?? [] }, ADAPTERS);
    expect(few?.confidence).toBe(0.5);
    expect(many?.confidence).toBeGreaterThan(0.7);
  });
});

describe("HubSpot", () => {
  it("reads companies, contacts and deals", async () => {
    const { book } = await imported({
      "c.csv": COMPANIES,
      "people.csv":
        "Record ID,First Name,Last Name,Email,Job Title,Buying Role,Left Company On,Last Activity Date,Associated Company IDs\n1,Mia,Holt,Mia.Holt@ACME.example,COO,Champion;Decision Maker,2026-10-16,2026-10-01 10:00,101;102\n2,,Desk,ask at reception,,,,,101\n",
      "deals.csv":
        'Record ID,Deal Name,Pipeline,Deal Stage,Deal Type,Amount,Deal owner,Create Date,Close Date,Associated Company IDs\n1,A,P,Closed Lost,Renewal,"1,200.50",Jo,2026-01-01 10:00,2026-12-14 15:23,101\n2,B,P,closedwon,newbusiness,100,Jo,2026-01-01 10:00,2026-02-01,102\n3,C,P,Qualified,Existing Business,,Jo,,,102\n',
    });
    expect(await book.rows("SELECT account, domain, csm, employees, strategic, created_on FROM accounts ORDER BY account")).toEqual([
      { account: "acme", domain: "acme.example", csm: "Ada Berg", employees: 2400, strategic: true, created_on: "2022-09-06" },
      { account: "birch-rowe", domain: "birchrowe.example", csm: "Ben Cho", employees: 80, strategic: null, created_on: "2023-01-10" },
    ]);
    expect(await book.rows("SELECT contact, account, name, email, role, left_on FROM contacts ORDER BY contact")).toEqual([
      {
        contact: "1",
        account: "acme",
        name: "Mia Holt",
        email: "mia.holt@acme.example",
        role: "champion;decision maker",
        left_on: "2026-10-16",
      },
      { contact: "2", account: "acme", name: "Desk", email: null, role: null, left_on: null },
    ]);
    expect(await book.rows("SELECT kind, won, closed, amount_minor, currency, close_on FROM opportunities ORDER BY opportunity")).toEqual([
      { kind: "renewal", won: false, closed: true, amount_minor: 120050, currency: "USD", close_on: "2026-12-14" },
      { kind: "new", won: true, closed: true, amount_minor: 10000, currency: "USD", close_on: "2026-02-01" },
      { kind: "expansion", won: false, closed: false, amount_minor: null, currency: "USD", close_on: null },
    ]);
  });

  it("tells which unusable address it left out", async () => {
    const { report } = await imported({ "c.csv": COMPANIES, "p.csv": "Record ID,First Name,Email\n1,Front,ask at reception\n" });
    expect(fileIn(report, "p.csv")).toMatchObject({ rows_out: 1, rejected: 0, cells_dropped: 1 });
    expect(report.rejects).toEqual([
      { file: "p.csv", line: 2, column: "Email", value: "ask at reception", reason: "expected an e-mail address", refused: "cell" },
    ]);
  });
});

describe("Stripe", () => {
  it("makes yearly revenue of every interval, in minor units of the row's currency", async () => {
    const row = (id: string, currency: string, interval: string, amount: string) =>
      `${id},cus_1,Acme Corp,,Pro,5,${currency},${interval},${amount},active,2026-01-01 00:00:00,2027-01-01 00:00:00,,,false,`;
    const { book, report } = await imported({
      "c.csv": COMPANIES,
      "s.csv": [
        SUBSCRIPTIONS,
        row("sub_1", "usd", "month", "99.90"),
        row("sub_2", "jpy", "year", "120000"),
        row("sub_3", "kwd", "3 months", "10.125"),
        row("sub_4", "eur", "6 months", "50"),
        row("sub_5", "usd", "fortnight", "1"),
        row("sub_6", "dollars", "year", "1"),
        "",
      ].join("\n"),
    });
    expect(await book.rows("SELECT subscription, currency, interval, amount_minor, arr_minor FROM subscriptions ORDER BY 1")).toEqual([
      { subscription: "sub_1", currency: "USD", interval: "month", amount_minor: 9990, arr_minor: 119880 },
      { subscription: "sub_2", currency: "JPY", interval: "year", amount_minor: 120000, arr_minor: 120000 },
      { subscription: "sub_3", currency: "KWD", interval: "quarter", amount_minor: 10125, arr_minor: 40500 },
      { subscription: "sub_4", currency: "EUR", interval: "half-year", amount_minor: 5000, arr_minor: 10000 },
      // One of an amount in no currency keeps its terms.
      { subscription: "sub_6", currency: null, interval: "year", amount_minor: null, arr_minor: null },
    ]);
    expect(report.rejects).toMatchObject([
      { line: 6, column: "Interval", value: "fortnight", reason: "expected one of month, quarter, half-year, year" },
      {
        line: 7,
        column: "Currency",
        value: "dollars",
        reason: "expected a currency code of three letters; without it the row's amounts are left out",
        refused: "cell",
      },
    ]);
    expect(report.findings.map(({ kind }) => kind)).toContain("other-currency");
  });

  it("keeps trials and ended subscriptions, and joins invoices by the customer id that subscriptions teach", async () => {
    const { book, report } = await imported({
      "c.csv": COMPANIES,
      "invoices.csv": `${INVOICES}\nin_1,cus_1,,sub_1,N-1,open,usd,10.00,10.00,0.00,2026-05-01 06:00:00,2026-05-31 06:00:00,\nin_2,cus_9,Nobody Inc,sub_9,N-2,paid,usd,n/a,10.00,10.00,2026-05-01 06:00:00,,\nin_3,cus_9,Nobody Inc,sub_9,N-3,paid,usd,10,10.00,10.00,1777615200,,\n`,
      "s.csv": `${SUBSCRIPTIONS}\nsub_1,cus_1,ACME CORPORATION,agent@billing.example,Pro,5,usd,year,100,canceled,2025-01-01 00:00:00,2026-01-01 00:00:00,2025-01-15 00:00:00,2025-11-02 15:12:44,true,2026-01-01 00:00:00\n`,
    });
    expect(await book.rows("SELECT account, status, trial_end_at, canceled_at, cancel_at_period_end, ended_at FROM subscriptions")).toEqual(
      [
        {
          account: "acme",
          status: "canceled",
          trial_end_at: "2025-01-15T00:00:00Z",
          canceled_at: "2025-11-02T15:12:44Z",
          cancel_at_period_end: true,
          ended_at: "2026-01-01T00:00:00Z",
        },
      ],
    );
    expect(await book.rows("SELECT invoice, account, due_minor, issued_at FROM invoices ORDER BY 1")).toEqual([
      { invoice: "in_1", account: "acme", due_minor: 1000, issued_at: "2026-05-01T06:00:00Z" },
      { invoice: "in_3", account: null, due_minor: 1000, issued_at: "2026-05-01T06:00:00Z" },
    ]);
    expect(report.rejects).toEqual([
      { file: "invoices.csv", line: 3, column: "Amount Due", value: "n/a", reason: "expected an amount such as 1234.50", refused: "row" },
    ]);
    expect(fileIn(report, "invoices.csv")).toMatchObject({
      rows_in: 3,
      rows_out: 2,
      rejected: 1,
      unjoined: 1,
      note: "1 row without an account: name Nobody Inc",
    });
    expect(report.findings).toContainEqual(expect.objectContaining({ kind: "invoices-without-account", count: 1 }));
  });
});

describe("Zendesk", () => {
  const ticket = (id: number, more: object = {}) => ({
    id,
    subject: `Subject ${id}`,
    description: "text",
    status: "open",
    priority: "high",
    requester_id: 7,
    organization_id: 5,
    created_at: "2026-10-01T09:00:00Z",
    updated_at: "2026-10-01T10:00:00Z",
    tags: ["a", "b"],
    via: { channel: "web" },
    satisfaction_rating: { score: "offered" },
    ...more,
  });
  const sides = {
    users: [
      { id: 7, email: "mia@acme.example", organization_id: 5 },
      { id: 7, email: "mia@acme.example", organization_id: 5 },
      { id: 8, email: "someone@gmail.com" },
    ],
    organizations: [
      { id: 5, name: "Acme", external_id: null, domain_names: ["acme.example"] },
      { id: 6, name: "Unheard Of", external_id: "102" },
    ],
    metric_sets: [{ ticket_id: 1, reopens: 2, solved_at: "2026-10-02T08:00:00Z", reply_time_in_minutes: { calendar: 95, business: 20 } }],
  };

  it("takes requester, organisation and reply times from the lists beside the tickets, and the newest of repeated tickets", async () => {
    const { book, report } = await imported({
      "c.csv": COMPANIES,
      "page1.json": JSON.stringify(
        {
          tickets: [
            ticket(1, { status: "solved", updated_at: "2026-10-03T10:00:00Z", satisfaction_rating: { score: "bad" } }),
            ticket(2, { requester_id: 8, organization_id: 6 }),
          ],
          ...sides,
        },
        null,
        1,
      ),
      "page2.json.gz": gzipSync(
        JSON.stringify({
          tickets: [ticket(1), ticket(3, { requester_id: 8, organization_id: null }), ticket(4, { created_at: "soon" })],
          ...sides,
        }),
      ),
    });
    expect(
      await book.rows(
        "SELECT ticket, account, requester_email, status, channel, tags, satisfaction, solved_at, first_reply_minutes, reopens, line FROM tickets ORDER BY ticket",
      ),
    ).toEqual([
      {
        ticket: "1",
        account: "acme",
        requester_email: "mia@acme.example",
        status: "solved",
        channel: "web",
        tags: "a;b",
        satisfaction: "bad",
        solved_at: "2026-10-02T08:00:00Z",
        first_reply_minutes: 95,
        reopens: 2,
        line: null,
      },
      {
        ticket: "2",
        account: "birch-rowe",
        requester_email: "someone@gmail.com",
        status: "open",
        channel: "web",
        tags: "a;b",
        satisfaction: null,
        solved_at: null,
        first_reply_minutes: null,
        reopens: null,
        line: null,
      },
      {
        ticket: "3",
        account: null,
        requester_email: "someone@gmail.com",
        status: "open",
        channel: "web",
        tags: "a;b",
        satisfaction: null,
        solved_at: null,
        first_reply_minutes: null,
        reopens: null,
        line: null,
      },
    ]);
    expect(fileIn(report, "page2.json.gz")).toMatchObject({
      rows_in: 3,
      rows_out: 1,
      rejected: 1,
      duplicates: 1,
      unjoined: 1,
      note: "1 row without an account: e-mail someone@gmail.com",
    });
    expect(report.rejects).toMatchObject([{ file: "page2.json.gz", line: null, column: "created_at", value: "soon" }]);
  });

  it("reads bare tickets, in an array or one a line", async () => {
    const lines = [ticket(1), ticket(2)].map((row) => JSON.stringify(row));
    const { book, report } = await imported({
      "c.csv": COMPANIES,
      "array.json": `[${lines[0]}]`,
      "lines.ndjson": `\n${lines[1]}\nnot json\n`,
    });
    expect(await book.rows("SELECT ticket, line FROM tickets ORDER BY 1")).toEqual([
      { ticket: "1", line: null },
      { ticket: "2", line: 2 },
    ]);
    expect(report.rejects.map(({ line, column }) => [line, column])).toEqual([
      [3, "created_at"],
      [3, "id"],
    ]);
    expect(fileIn(report, "lines.ndjson")).toMatchObject({ rows_in: 2, rejected: 1 });
  });
});

describe("Mixpanel", () => {
  const event = (properties: object, name = "Login") =>
    JSON.stringify({
      event: name,
      properties: { distinct_id: "mia@acme.example", $insert_id: "x1", company: "acme.example", ...properties },
    });

  it("counts events once, per user, day and feature in the company's zone", async () => {
    const evening = Date.parse("2026-07-01T22:30:00Z") / 1000;
    const { book, report } = await imported(
      {
        "c.csv": COMPANIES,
        "a.ndjson.gz": gzipSync(
          [
            event({ time: evening }),
            event({ time: evening }),
            event({ time: evening * 1000, $insert_id: "x2" }),
            event({ time: evening, company: "nowhere.example", distinct_id: "u1" }),
            event({ time: "later" }),
            "",
          ].join("\n"),
        ),
        "b.ndjson": `${event({ time: evening })}\n${event({ time: evening - 86_400, $insert_id: "x3" }, "Export")}\n`,
      },
      { timeZone: "Europe/Berlin" },
    );
    expect(await book.rows('SELECT account, "user", day, feature, events, file_id FROM usage ORDER BY ALL')).toEqual([
      { account: "acme", user: "mia@acme.example", day: "2026-07-01", feature: "Export", events: 1, file_id: 2 },
      { account: "acme", user: "mia@acme.example", day: "2026-07-02", feature: "Login", events: 2, file_id: 1 },
      { account: null, user: "u1", day: "2026-07-02", feature: "Login", events: 1, file_id: 1 },
    ]);
    expect(fileIn(report, "a.ndjson.gz")).toMatchObject({ rows_in: 5, rows_out: 3, rejected: 1, duplicates: 1, unjoined: 1 });
    expect(fileIn(report, "b.ndjson")).toMatchObject({ rows_in: 2, rows_out: 1, duplicates: 1 });
    expect(report.rejects).toMatchObject([{ file: "a.ndjson.gz", line: 5, column: "properties.time", value: "later" }]);
  });
});

describe("surveys and meetings", () => {
  it("takes every kind of answer within its range", async () => {
    const { book, report } = await imported({
      "c.csv": COMPANIES,
      "a.csv":
        "Email,Survey Type,Score,Responded At\na@acme.example,NPS,0,2026-05-01 10:00\na@acme.example,CSAT,0,2026-05-01 10:00\na@acme.example,csat,4.5,2026-05-02 10:00\na@acme.example,Customer Effort Score,7,2026-05-02 10:00\na@acme.example,pulse,7,2026-05-02 10:00\n",
    });
    expect(await book.rows("SELECT kind, score, account FROM surveys ORDER BY kind")).toEqual([
      { kind: "ces", score: 7, account: "acme" },
      { kind: "csat", score: 4.5, account: "acme" },
      { kind: "nps", score: 0, account: "acme" },
    ]);
    expect(report.rejects).toMatchObject([
      { line: 3, column: "Score", value: "0", reason: "expected csat: a number from 1 to 5" },
      { line: 6, column: "Survey Type", value: "pulse", reason: "expected one of nps, csat, ces" },
    ]);
  });

  it("reads kinds and states of meetings and joins them by company or attendees", async () => {
    const { book, report } = await imported({
      "c.csv": COMPANIES,
      "m.csv":
        "Meeting ID,Date,Type,Company,Host,Attendees,Status,Notes\n1,2026-05-01,Business Review,Acme Corp,Ada,,Held,\n2,2026-05-02,Executive Review,,Ada,x@birchrowe.example;y@birchrowe.example,No-show,\n3,2026-05-03,Team Lunch,Acme,Ada,,Canceled,\n4,2026-13-45,QBR,Acme,Ada,,Held,\n5,2026-05-05,QBR,Acme,Ada,,maybe,\n",
    });
    expect(await book.rows("SELECT interaction, account, kind, status FROM interactions ORDER BY 1")).toEqual([
      { interaction: "1", account: "acme", kind: "qbr", status: "held" },
      { interaction: "2", account: "birch-rowe", kind: "executive-review", status: "no-show" },
      { interaction: "3", account: "acme", kind: "team-lunch", status: "cancelled" },
    ]);
    expect(report.rejects.map(({ line, column, value }) => [line, column, value])).toEqual([
      [5, "Date", "2026-13-45"],
      [6, "Status", "maybe"],
    ]);
  });

  it("reads plain tables of accounts and usage", async () => {
    const { book } = await imported({
      "a.csv": "id,name,domain,csm\n1,Acme Corp,acme.example,Ada\n",
      "u.csv": "account,user,day,feature,events\n1,u1,2026-05-01,Login,3\nacme.example,u2,2026-05-01,Login,4\n",
    });
    expect(await book.rows('SELECT account, "user", events FROM usage ORDER BY 2')).toEqual([
      { account: "acme", user: "u1", events: 3 },
      { account: "acme", user: "u2", events: 4 },
    ]);
  });
});
