import { describe, expect, it } from "vitest";
import { renewalsDue } from "../../../src/book/renewals-due.ts";
import { arrSpans } from "../../../src/book/queries/arr-spans.ts";
import { imported } from "../workspace.ts";

const TERMS =
  "SELECT account, arr_minor, currency, CAST(started_at AS DATE) AS started, CAST(period_start_at AS DATE) AS since, CAST(period_end_at AS DATE) AS until, basis, line FROM subscriptions ORDER BY account";

const PLATFORM = [
  "GSID,Name,Status,ARR,MRR,Contract Value,Contract Start Date,Renewal Date,Original Contract Date",
  "G1,Alder,Active,84000,,,,2026-12-15,2023-03-01",
  "G2,Birch,Active,,800,,,2027-01-31,",
  // Two years for 36,000 are 18,000 a year.
  "G3,Cedar,Active,,,36000,2025-02-01,2027-01-31,",
  "G4,Dogwood,Active,,,12000,,2027-02-10,",
  "G5,Elm,Churned,5000,,,,2027-02-28,",
  "G6,Fir,Active,-100,,,,2027-02-28,",
  "G7,Gum,Active,700,,,,soon,",
  "",
].join("\n");
const NPS = "Response ID,Email,Company,Survey Type,Score,Responded At\n1,a@x.example,Alder,nps,3,2026-11-01 10:00\n";

describe("renewals told by the records of accounts", () => {
  it("become subscriptions with their basis where no export has any", async () => {
    const { book, report } = await imported({ "g.csv": PLATFORM, "n.csv": NPS }, { timeZone: "UTC" });
    const assumed = "account record: a term of one year is assumed";
    expect(await book.rows(TERMS)).toEqual([
      {
        account: "alder",
        arr_minor: 8_400_000,
        currency: "USD",
        started: "2023-03-01",
        since: "2025-12-15",
        until: "2026-12-15",
        basis: assumed,
        line: 2,
      },
      {
        account: "birch",
        arr_minor: 960_000,
        currency: "USD",
        started: "2026-01-31",
        since: "2026-01-31",
        until: "2027-01-31",
        basis: assumed,
        line: 3,
      },
      {
        account: "cedar",
        arr_minor: 1_800_000,
        currency: "USD",
        started: "2025-02-01",
        since: "2025-02-01",
        until: "2027-01-31",
        basis: "account record: term as told there",
        line: 4,
      },
      {
        account: "dogwood",
        arr_minor: 1_200_000,
        currency: "USD",
        started: "2026-02-10",
        since: "2026-02-10",
        until: "2027-02-10",
        basis: assumed,
        line: 5,
      },
      {
        account: "fir",
        arr_minor: null,
        currency: "USD",
        started: "2026-02-28",
        since: "2026-02-28",
        until: "2027-02-28",
        basis: assumed,
        line: 7,
      },
      {
        account: "gum",
        arr_minor: 70_000,
        currency: "USD",
        started: "2026-11-01",
        since: "2026-11-01",
        until: null,
        basis: "account record: revenue without a term",
        line: 8,
      },
    ]);
    const due = await renewalsDue(book, "2026-11-20", "2027-02-18");
    expect(due.map(({ account, arr_minor, renewal_on }) => [account, arr_minor, renewal_on])).toEqual([
      ["alder", 8_400_000, "2026-12-15"],
      ["birch", 960_000, "2027-01-31"],
      ["cedar", 1_800_000, "2027-01-31"],
      ["dogwood", 1_200_000, "2027-02-10"],
    ]);
    // Today's record says nothing of who was lost: it is no history of retention.
    expect((await arrSpans(book, "2026-11-20")).spans).toEqual([]);
    const found = new Map(report.findings.map((finding) => [finding.kind, finding]));
    expect(found.get("terms-from-account-records")).toMatchObject({
      count: 6,
      examples: [{ subject: "alder", file: "g.csv", line: 2 }, {}, {}],
    });
    expect(found.get("negative-revenue")?.message).toContain("below zero");
    expect(report.rejects).toMatchObject([{ line: 8, column: "Renewal Date", value: "soon", refused: "cell" }]);
  });

  it("give way to subscriptions, account by account", async () => {
    const stripe =
      "id,Customer ID,Customer Name,Currency,Interval,Amount,Status,Start Date (UTC),Current Period End (UTC)\ns1,c1,Alder,usd,year,70000,active,2026-01-01 00:00,2027-01-01 00:00\n";
    const { book } = await imported({ "g.csv": PLATFORM, "s.csv": stripe, "n.csv": NPS });
    const rows = await book.rows<{ account: string; basis: string | null }>("SELECT account, basis FROM subscriptions ORDER BY 1");
    // Gum's revenue has no term: beside billing that tells of others it stays a figure of the CRM.
    expect(rows.map(({ account, basis }) => [account, basis === null])).toEqual([
      ["alder", true],
      ["birch", false],
      ["cedar", false],
      ["dogwood", false],
      ["fir", false],
    ]);
  });
});

describe("prices below zero", () => {
  it("are no recurring revenue, whether told by the month or the year, and are pointed at", async () => {
    const { book, report } = await imported({
      "a.csv": "account,name,csm\n1,Acme,Ada\n",
      "s.csv": "subscription,account,arr,started_at,period_end_at\ns1,1,-500,2026-01-01,2027-01-01\ns2,1,1000,2026-01-01,2027-01-01\n",
    });
    expect(await book.rows("SELECT subscription, arr_minor, amount_minor FROM subscriptions ORDER BY 1")).toEqual([
      { subscription: "s1", arr_minor: null, amount_minor: -50_000 },
      { subscription: "s2", arr_minor: 100_000, amount_minor: null },
    ]);
    expect(await arrSpans(book, "2026-06-01")).toMatchObject({ unpriced: 1, spans: [{ subscription: "s2" }] });
    expect(report.findings).toContainEqual(
      expect.objectContaining({ kind: "negative-revenue", count: 1, examples: [{ subject: "s1", file: "s.csv", line: 2 }] }),
    );
  });
});
