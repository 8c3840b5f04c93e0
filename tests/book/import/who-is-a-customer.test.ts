import { describe, expect, it } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { knownCustomers } from "../../../src/book/known-accounts.ts";
import { noCustomers } from "../../../src/book/no-customers.ts";
import { standIns, standInsDuring } from "../../../src/book/period/stand-ins.ts";
import { checkRows } from "../../../src/book/queries/check-rows.ts";
import { scoreAccounts } from "../../../src/book/queries/health.ts";
import { signalsOf } from "../../../src/book/signals-of.ts";
import { contextOf } from "../queries/knowledge.ts";
import { imported } from "../workspace.ts";

/** Elm left at the end of its term, Fir lost its renewal and the CRM has not noticed, Gum left on a day that nobody wrote down. */
const COMPANIES = [
  "Record ID,Company name,Company Domain Name,Customer success manager,Lifecycle Stage,ARR,Currency,Contract Start Date,Renewal Date,Create Date",
  "1,Alder,alder.example,Dana,Customer,84000,USD,2026-01-01,2026-12-31,2025-11-20",
  "2,Birch,birch.example,,Opportunity,,,,,2026-09-03",
  "3,Cedar,cedar.example,,Lead,,,,,2026-09-03",
  "4,Elm,elm.example,Dana,former customer,12000,USD,2024-09-01,2026-08-31,2024-07-23",
  "5,Fir,fir.example,Dana,Customer,9000,USD,2025-10-01,2026-09-30,2025-08-01",
  "6,Gum,gum.example,Dana,Ehemaliger Kunde,,,,,2023-01-01",
  "7,Hazel,hazel.example,Dana,Customer,7000,USD,2025-10-01,2026-09-30,2025-08-01",
  "8,Ivy,ivy.example,Dana,Opportunity,,,,,2025-08-01",
  "",
].join("\n");
const DEALS = [
  "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Associated Company,Deal Type,Create Date",
  "1,Fir renewal,Closed lost,9000,USD,2026-09-20,Fir,Existing Business - Renewal,2026-06-01",
  // Lost once, and open again.
  "2,Hazel renewal,Closed lost,7000,USD,2026-09-20,Hazel,Existing Business - Renewal,2026-06-01",
  "3,Hazel renewal again,Negotiation,7000,USD,2026-12-20,Hazel,Existing Business - Renewal,2026-10-01",
  // Sold to, whatever its life cycle says.
  "4,Ivy new,Closed won,5000,USD,2025-09-20,Ivy,New Business,2025-06-01",
  "",
].join("\n");
const NAMES = ["Alder", "Birch", "Cedar", "Elm", "Fir", "Gum", "Hazel", "Ivy"];
const NPS = [
  "Response ID,Email,Company,Survey Type,Score,Responded At",
  ...NAMES.map((name, n) => `${n},a@${name.toLowerCase()}.example,${name},nps,2,2026-11-${10 + n} 10:00`),
  "",
].join("\n");
const FILES = { "companies.csv": COMPANIES, "deals.csv": DEALS, "nps.csv": NPS };
const LAST = "2026-11-17";

const customersOf = async (book: Book, asOf: string): Promise<unknown[]> => {
  const rows = await checkRows(await contextOf(book, asOf), "account");
  return rows.flatMap(({ account, values }) => (values["customer"] === 1 ? [account] : []));
};

describe("who is a customer by the record of a CRM", () => {
  it("is nobody who has not bought, and nobody who left or whose renewal was lost", async () => {
    const { book, report } = await imported(FILES);
    expect(await book.rows("SELECT account, why FROM no_customers ORDER BY account")).toEqual([
      { account: "birch", why: "prospect" },
      { account: "cedar", why: "prospect" },
      { account: "gum", why: "former" },
    ]);
    expect(
      await book.rows("SELECT account, day_of(ended_at) AS ended FROM subscriptions WHERE ended_at IS NOT NULL ORDER BY account"),
    ).toEqual([
      { account: "elm", ended: "2026-08-31" },
      { account: "fir", ended: "2026-09-30" },
    ]);
    expect(await customersOf(book, LAST)).toEqual(["alder", "hazel", "ivy"]);
    const scored = await scoreAccounts(await contextOf(book, LAST));
    expect(scored.map(({ account }) => account)).toEqual(["alder", "hazel", "ivy"]);
    const found = new Map(report.findings.map(({ kind, count }) => [kind, count]));
    expect([found.get("prospects"), found.get("left-by-record"), found.get("left-undated")]).toEqual([2, 2, 1]);
  });

  it("sends warnings of customers only", async () => {
    const { book } = await imported(FILES);
    const accounts = NAMES.map((name) => ({ account: name.toLowerCase(), name }));
    const signals = await signalsOf(await contextOf(book, LAST), accounts);
    expect([...signals].flatMap(([account, own]) => (own.some(({ signal }) => signal === "negative_nps") ? [account] : []))).toEqual([
      "alder",
      "hazel",
      "ivy",
    ]);
  });

  it("is told as of a day: who left later was one, and of an undated leaving nothing is known before the exports end", async () => {
    const { book } = await imported(FILES);
    expect(await customersOf(book, "2026-08-30")).toEqual(["alder", "elm", "fir", "gum", "hazel", "ivy"]);
    expect([...(await noCustomers(book, "2026-08-30"))]).toEqual(["birch", "cedar"]);
    expect((await knownCustomers(book, LAST)).map(({ account }) => account)).toEqual(["alder", "elm", "fir", "hazel", "ivy"]);
  });

  it("counts them in a period by their contracts where no subscriptions export does", async () => {
    const { book } = await imported(FILES);
    const all = await standIns(book, LAST);
    expect(standInsDuring(all, { from: LAST, to: LAST })).toEqual(["alder", "hazel", "ivy"]);
    expect(standInsDuring(all, { from: "2026-09-01", to: "2026-09-29" })).toEqual(["alder", "fir", "hazel", "ivy"]);
    expect(standInsDuring(all, { from: "2025-11-01", to: "2025-11-30" })).toEqual(["elm", "fir", "hazel", "ivy"]);
  });
});

describe("a plain list of accounts with a type", () => {
  it("takes prospects for no customers", async () => {
    const { book } = await imported({
      "accounts.csv":
        "Account ID,Account Name,Account Owner,Type,Website,Created Date\n1,Alder,Dana,Customer,alder.example,2025-03-04\n2,Birch,Dana,Prospect,birch.example,2026-03-04\n",
      "nps.csv": "email,score,comment,date\na@alder.example,9,,2026-11-02\n",
    });
    expect(await book.rows("SELECT account, lifecycle, created_on FROM accounts ORDER BY account")).toEqual([
      { account: "alder", lifecycle: "Customer", created_on: "2025-03-04" },
      { account: "birch", lifecycle: "Prospect", created_on: "2026-03-04" },
    ]);
    expect((await knownCustomers(book, "2026-11-02")).map(({ account }) => account)).toEqual(["alder"]);
  });
});
