import { describe, expect, it } from "vitest";
import { bookSummary } from "../../../src/book/snapshot/book-summary.ts";
import { imported } from "../workspace.ts";

const ACCOUNTS =
  "account,name,domain,csm,churned,arr,currency\n1,Acme,acme.example,Ada,false,120000,USD\n2,Birch,birch.example,Ada,true,12000,USD\n3,Oak,oak.example,Ada,true,,\n4,Elm,elm.example,Ada,,1000,EUR\n";
const subscriptions = (rows: string): string =>
  `id,Customer ID,Customer Name,Currency,Interval,Amount,Status,Start Date (UTC),Ended At (UTC)\n${rows}`;
const SUBSCRIPTIONS = subscriptions(
  "s1,c1,Acme,usd,year,100000,active,2025-01-01 00:00,\ns2,c2,Birch,usd,month,1000,active,2025-01-01 00:00,\ns3,c4,Elm,eur,month,500,active,2025-01-01 00:00,\ns4,c1,Acme,usd,year,5,active,2025-06-01 00:00,2025-12-01 00:00\n",
);
const INVOICES =
  "id,Customer,Customer Name,Amount Due,Total,Date (UTC),Currency\ni1,c1,Acme,1,1,2025-02-01 00:00,usd\ni2,c9,Nobody,1,1,2025-02-01 00:00,usd\n";
const USAGE = "account,day,feature,events\nAcme,2024-12-31,Login,1\nBirch,2025-02-01,Login,1\n";

describe("contradictions between exports", () => {
  it("are found, counted and told with an example", async () => {
    const { report } = await imported({ "a.csv": ACCOUNTS, "s.csv": SUBSCRIPTIONS, "i.csv": INVOICES, "u.csv": USAGE });
    const found = Object.fromEntries(report.findings.map(({ kind, message }) => [kind, message]));
    expect(found["crm-arr-differs"]).toMatch(/^1 account has another ARR .* by more than 1 %, such as acme/);
    expect(found["usage-before-subscription"]).toMatch(/1 account .* acme/);
    expect(found["invoices-without-account"]).toBe("1 invoice belongs to no known account, such as name Nobody (i.csv:3)");
    // Without a churn export nothing can disagree with it.
    expect(Object.keys(found).filter((kind) => kind.startsWith("churn"))).toEqual([]);
  });

  it("tell churn flags, churn events and subscriptions that disagree", async () => {
    const { churnEventsFile, mapping } = churn("Acme,2025-07-01\nBirch,2025-07-01\n");
    const { report } = await imported({ "a.csv": ACCOUNTS, "s.csv": SUBSCRIPTIONS, "churn.csv": churnEventsFile }, { mapping });
    const found = Object.fromEntries(report.findings.map(({ kind, message }) => [kind, message]));
    expect(found["churned-without-event"]).toMatch(/^1 account is flagged .* such as oak/);
    expect(found["churn-event-without-flag"]).toMatch(/^1 account has a churn event but is not flagged as churned, such as acme/);
    expect(found["churn-event-with-subscription"]).toMatch(/^2 accounts left/);
  });

  it("are none where an account came back, nor where amounts differ by a rounding", async () => {
    const { churnEventsFile, mapping } = churn("Acme,2024-07-01\n");
    const accounts = ACCOUNTS.replace("120000", "100500")
      .replace("2,Birch,birch.example,Ada,true", "2,Birch,birch.example,Ada,false")
      .replace("3,Oak,oak.example,Ada,true", "3,Oak,oak.example,Ada,false");
    const { report } = await imported({ "a.csv": accounts, "s.csv": SUBSCRIPTIONS, "churn.csv": churnEventsFile }, { mapping });
    expect(report.findings.map(({ kind }) => kind).filter((kind) => /churn|crm/.test(kind))).toEqual([]);
  });
});

describe("bookSummary", () => {
  it("counts what is in force on the day, each currency apart, and how much of the base each table covers", async () => {
    const { report, book } = await imported({ "a.csv": ACCOUNTS, "s.csv": SUBSCRIPTIONS, "u.csv": USAGE });
    const summary = await bookSummary(book, "2025-12-31");
    expect(summary).toMatchObject({
      accounts: 4,
      arr: [
        { currency: "USD", minor: 11_200_000, accounts: 2 },
        { currency: "EUR", minor: 600_000, accounts: 1 },
      ],
    });
    expect(summary.tables.map(({ table, rows, coverage, from, to }) => [table, rows, coverage, from, to])).toEqual([
      ["accounts", 4, 1, null, null],
      ["subscriptions", 4, 0.75, "2025-01-01", "2025-06-01"],
      ["usage", 2, 0.5, "2024-12-31", "2025-02-01"],
    ]);
    expect((await bookSummary(book, "2024-06-01")).arr).toEqual([]);
    expect(report.files.map(({ file, from, to }) => [file, from, to])).toEqual([
      ["a.csv", null, null],
      ["s.csv", "2025-01-01", "2025-06-01"],
      ["u.csv", "2024-12-31", "2025-02-01"],
    ]);
  });
});

/** A churn export as a mapping reads it. */
function churn(rows: string) {
  const entry = { file: "churn.csv", table: "churn_events", columns: { churned_on: { from: ["On"] } }, account: { name: ["Who"] } };
  return { churnEventsFile: `Who,On\n${rows}`, mapping: { entries: [entry], file: "echo.yaml" } };
}
