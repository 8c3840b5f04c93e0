import { describe, expect, it } from "vitest";
import { fileIn, imported } from "../workspace.ts";
import { exportsOf, takers } from "./vendor-exports.ts";

const SALESFORCE = exportsOf("salesforce", "accounts-api.csv");

describe("accounts of success platforms", () => {
  it("are each taken for what they are", () => {
    expect(takers(exportsOf("gainsight"))).toEqual({ "companies.csv": "gainsight-companies" });
    expect(takers(exportsOf("churnzero"))).toEqual({ "accounts.csv": "churnzero-accounts" });
    expect(takers(exportsOf("vitally"))).toEqual({ "accounts.csv": "vitally-accounts" });
  });

  it.each([
    ["gainsight", "companies.csv", "Nia Roy", { rows_in: 5, rejected: 1, duplicates: 1 }, [5, "Name", null]],
    [
      "churnzero",
      "accounts.csv",
      "Nia Roy",
      { rows_in: 4, rejected: 0, cells_dropped: 1, duplicates: 1 },
      [4, "Start Date", "last spring"],
    ],
    ["vitally", "accounts.csv", "Ben Cho", { rows_in: 5, rejected: 1, duplicates: 1 }, [6, "External ID", null]],
  ] as const)("%s: are the CRM's accounts by the short id they keep", async (vendor, file, csm, counts, reject) => {
    const { book, report } = await imported({ "sf.csv": SALESFORCE["accounts-api.csv"] ?? "", ...exportsOf(vendor) });
    // The names differ: only the id joins.
    const lantern = vendor === "vitally" ? "lantern-dental" : "lantern-group";
    const accounts = await book.rows<{ account: string; csm: string }>("SELECT account, csm FROM accounts ORDER BY 1");
    expect(accounts.map(({ account }) => account)).toEqual([
      ...(vendor === "gainsight" ? [] : ["fennel-rye"]),
      "kestrel-freight",
      vendor === "gainsight" ? "kestrel-nordic" : "kestrel-freight-nordic",
      lantern,
    ]);
    expect(accounts.find(({ account }) => account === lantern)?.csm).toBe(csm);
    expect(fileIn(report, file)).toMatchObject(counts);
    expect(report.rejects.filter((row) => row.file === file).map(({ line, column, value }) => [line, column, value])).toEqual([reject]);
  });

  it.each([
    [
      "gainsight",
      [
        ["kestrel-freight", false, 8_400_000],
        ["kestrel-nordic", false, 1_200_000],
        ["lantern-group", false, 960_000],
      ],
    ],
    [
      "vitally",
      [
        ["fennel-rye", true, 0],
        ["kestrel-freight", null, 8_400_000],
        ["lantern-dental-group", null, 960_000],
      ],
    ],
    // ChurnZero's total is that of the whole term: no yearly amount.
    [
      "churnzero",
      [
        ["fennel-rye", true, null],
        ["kestrel-freight", false, null],
        ["lantern-group", false, null],
      ],
    ],
  ] as const)("%s: says who has left, and the recurring revenue a year where it knows it", async (vendor, expected) => {
    const { book } = await imported(exportsOf(vendor));
    const rows = await book.rows<{ account: string; churned: boolean; arr_minor: number; currency: string }>(
      "SELECT account, churned, arr_minor, currency FROM accounts ORDER BY 1",
    );
    expect(rows.map(({ account, churned, arr_minor }) => [account, churned, arr_minor])).toEqual(expected);
    expect(rows.filter(({ arr_minor, currency }) => (arr_minor === null) !== (currency === null))).toEqual([]);
  });

  it("leave open what they have no column for", async () => {
    const { book } = await imported({
      "g.csv": "GSID,Name,CSM\nG1,Kestrel,Nia\n",
      "sf.csv":
        'Id,Name,OwnerId,ARR__c,Churned__c,CurrencyIsoCode\n0015g00000QrStU,Lark,u1,"84,000.50",true,EUR\n0015g00000QrStV,Wren,u1,to be agreed,maybe,\n',
    });
    expect(await book.rows("SELECT account, churned, arr_minor, currency FROM accounts ORDER BY 1")).toEqual([
      { account: "kestrel", churned: null, arr_minor: null, currency: null },
      { account: "lark", churned: true, arr_minor: 8_400_050, currency: "EUR" },
      { account: "wren", churned: null, arr_minor: null, currency: null },
    ]);
  });

  it("join Salesforce's other objects by its ids, where the accounts come as a plain list", async () => {
    const { book } = await imported({
      "accounts.csv": "Account ID,Account Name,Industry\n0015g00000QrStU,Lark,Rail\n",
      "opportunities.csv": "Id,Name,StageName,CloseDate,AccountId\n006,More seats,Open,2026-01-01,0015g00000QrStUAAV\n",
    });
    expect(await book.rows("SELECT account FROM opportunities")).toEqual([{ account: "lark" }]);
  });

  it("join other sources' rows by the CRM id, where no file of the CRM is there", async () => {
    const survey = (id: string, account: string) => `${id},,${account},nps,5,2026-05-01`;
    const { book } = await imported({
      ...exportsOf("gainsight"),
      "usage.csv": "account,day,feature,events\n0015g00000AbCdEAAV,2026-05-01,Login,3\n0015g00000aBcDe,2026-05-01,Login,4\n",
      "nps.csv": ["Response ID,Email,Company,Survey Type,Score,Responded At", survey("1", "Lantern Group Inc"), ""].join("\n"),
    });
    expect(await book.rows("SELECT account, events FROM usage ORDER BY 1")).toEqual([
      { account: "kestrel-freight", events: 3 },
      { account: "lantern-group", events: 4 },
    ]);
    expect(await book.rows("SELECT account FROM surveys")).toEqual([{ account: "lantern-group" }]);
  });

  it("are not taken for one another by short numbers that two sources count for themselves", async () => {
    const { report } = await imported({
      "hubspot.csv": "Record ID,Company name\n1042,Marlow Glass\n",
      "churnzero.csv": "Account Name,External ID,ChurnScore\nOrchard Systems,1042,50\n",
    });
    expect(report.accounts).toBe(2);
  });
});
