import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/book/snapshot/findings.ts";
import { type Files, imported } from "../workspace.ts";

const ACCOUNTS =
  "account,name,domain,churned,arr,lifecycle\na1,Acme,acme.example,no,120000,customer\na2,Birch,birch.example,yes,,\na3,Oak,oak.example,,,Former customer\na4,Elm,elm.example,,6000,customer\na5,Elm Tree,elm.example,,,\n";
const SUBSCRIPTIONS =
  "subscription,account,amount,arr,interval,currency,started_at,ended_at,period_end_at,canceled_at,status\ns1,a1,10000,120000,month,usd,2025-01-01,,2026-12-31,,active\ns2,a2,500,6000,month,usd,2025-01-01,,2026-12-31,,active\ns3,a3,500,6000,month,usd,2025-01-01,2026-01-31,2026-01-31,,active\ns4,a4,500,7000,month,usd,2025-01-01,,2026-02-01,,active\ns5,a4,100,1200,month,usd,2025-01-01,,2026-01-01,,canceled\n";
const EVENTS = "account,churned_on,reason\na2,2026-01-31,price\na3,2026-01-31,\n";
const TICKETS =
  "ticket,account,subject,created_at,solved_at\n1,a2,bye,2026-02-15,2026-02-16\n2,a2,still here,2026-04-01,\n3,a3,export,2026-03-15,2026-03-14\n4,a1,all fine,2026-05-01,2026-05-02\n";
const INVOICES = "invoice,account,subscription,issued_at,total,currency\ni1,a1,s1,2026-01-01,100,usd\ni2,a1,s99,2026-02-01,100,usd\n";
const USAGE = "account,day,feature,events\na1,2024-12-30,Login,2\na2,2026-03-05,Login,1\na3,2026-02-05,Login,1\n";

const ALL: Files = {
  "accounts.csv": ACCOUNTS,
  "contracts.csv": SUBSCRIPTIONS,
  "left.csv": EVENTS,
  "help.csv": TICKETS,
  "bills.csv": INVOICES,
  "use.csv": USAGE,
};

const byKind = (findings: readonly Finding[]): Record<string, Finding> =>
  Object.fromEntries(findings.map((finding) => [finding.kind, finding]));

describe("findings", () => {
  it("say how many, and where the first of them stand", async () => {
    const { report } = await imported(ALL);
    const found = byKind(report.findings);
    const counted = (kind: string) => [
      found[kind]?.count,
      ...(found[kind]?.examples ?? []).map(({ subject, file, line }) => `${subject} ${file}:${line}`),
    ];
    expect(counted("usage-before-subscription")).toEqual([1, "acme use.csv:null"]);
    expect(counted("flagged-with-subscription")).toEqual([1, "birch contracts.csv:3"]);
    expect(counted("churn-event-with-subscription")).toEqual([1, "birch contracts.csv:3"]);
    expect(counted("tickets-after-churn")).toEqual([2, "birch help.csv:3", "oak help.csv:4"]);
    expect(counted("usage-after-churn")).toEqual([1, "birch use.csv:null"]);
    expect(counted("ended-without-day")).toEqual([1, "s5 contracts.csv:6"]);
    expect(counted("ended-but-active")).toEqual([1, "s3 contracts.csv:4"]);
    expect(counted("renewal-passed")).toEqual([1, "s4 contracts.csv:5"]);
    expect(counted("crm-arr-differs")).toEqual([1, "elm accounts.csv:5"]);
    expect(counted("arr-is-not-the-price")).toEqual([1, "s4 contracts.csv:5"]);
    expect(counted("invoice-without-subscription")).toEqual([1, "i2 bills.csv:3"]);
    expect(counted("solved-before-opened")).toEqual([1, "3 help.csv:4"]);
    expect(counted("ambiguous-domain")).toEqual([1, "elm.example accounts.csv:5"]);
    expect(counted("account-without-subscription")).toEqual([1, "elm-tree accounts.csv:6"]);
    expect(found["tickets-after-churn"]?.message).toMatch(
      /^2 accounts opened tickets more than 30 days after leaving, such as birch \(help.csv:3\)/,
    );
    // Both flag and event say that these two left.
    expect(found["churned-without-event"]).toBeUndefined();
    expect(found["churn-event-without-flag"]).toBeUndefined();
  });

  it("are the same whatever the order of rows and the names of files", async () => {
    const turned = Object.fromEntries(
      Object.entries(ALL).map(([name, text]) => {
        const [header = "", ...rows] = String(text).trim().split("\n");
        return [`z${name.length}-${name}`, `${[header, ...rows.toReversed()].join("\n")}\n`];
      }),
    );
    const said = (findings: readonly Finding[]): unknown =>
      findings.map(({ kind, count, examples }) => [kind, count, examples?.map(({ subject }) => subject)]);
    const [first, second] = [await imported(ALL), await imported(turned)];
    expect(said(second.report.findings)).toEqual(said(first.report.findings));
  });

  it("are none in exports that agree", async () => {
    const { report } = await imported({
      "accounts.csv": "account,name,domain,churned,arr\na1,Acme,acme.example,no,120000\na2,Birch,birch.example,yes,\n",
      "contracts.csv":
        "subscription,account,amount,arr,interval,currency,started_at,ended_at,period_end_at,status\ns1,a1,10000,120000,month,usd,2025-01-01,,2026-12-31,active\ns2,a2,500,6000,month,usd,2025-01-01,2026-01-31,2026-01-31,canceled\n",
      "left.csv": "account,churned_on\na2,2026-01-31\n",
      "help.csv": "ticket,account,subject,created_at,solved_at\n1,a2,bye,2026-02-15,2026-02-16\n",
      "bills.csv": "invoice,account,subscription,issued_at,total,currency\ni1,a1,s1,2026-01-01,100,usd\n",
      "use.csv": "account,day,feature,events\na1,2025-01-02,Login,2\n",
    });
    expect(report.findings).toEqual([]);
  });

  it("count rows without an account, whose files name the keys that failed", async () => {
    const { report } = await imported({
      "accounts.csv": "account,name,csm\na1,Acme,Ada\n",
      "bills.csv": "invoice,account,issued_at,total\ni1,Nobody,2026-01-01,1\ni2,a1,2026-01-01,1\n",
    });
    expect(report.findings).toEqual([
      {
        kind: "invoices-without-account",
        message: "1 invoice belongs to no known account, such as name Nobody (bills.csv:2)",
        count: 1,
        examples: [{ subject: "name Nobody", file: "bills.csv", line: 2 }],
      },
    ]);
    expect(report.files.find(({ file }) => file === "bills.csv")?.note).toContain("Nobody");
  });
});
