import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import { recognise } from "../../../src/book/import/recognise.ts";
import { imported } from "../workspace.ts";
import { exportsOf } from "./vendor-exports.ts";

const taken = (header: string): string | undefined => recognise({ format: "table", keys: header.split(",") }, ADAPTERS)?.adapter.name;

/** Headers that look like a vendor's, or like two vendors', and what they are. */
const NEAR_MISSES: Readonly<Record<string, string | undefined>> = {
  // A list of accounts is nobody's in particular until a header shows whose.
  "Account ID,Account Name,Industry,Website": "accounts-table",
  "Id,Name,Website,Industry": "accounts-table",
  "Account ID,Account Name,Account Owner,ARR,Renewal Date": "accounts-table",
  "Id,Name,Website,Industry,BillingCity,OwnerId": "salesforce-accounts",
  "Company ID,Company Name,CSM,ARR,Renewal Date": "accounts-table",
  "GSID,Company Name,CSM,ARR,Renewal Date": "gainsight-companies",
  "External ID,Account Name,MRR": undefined,
  "External ID,Account Name,MRR,Health Score": "vitally-accounts",
  "Account ID,Account Name,License Count": undefined,
  "Account External ID,Account Name,ChurnScore": "churnzero-accounts",
  "Vitally ID,Account Name,Health Score,ChurnScore": undefined,
  "Record ID,Name": undefined,
  "Record ID,Company name,Email,City": undefined,
  "Record ID,Company name,City": "hubspot-companies",
  "Company,Industry,CSM,ARR,Renewal Date": undefined,
  "Customer ID,Customer Name,Country,Amount,Currency": undefined,
  // Dates, types and companies are in everything.
  "Date,Type,Company": undefined,
  "Date,Type,Company,Amount": undefined,
  "Date,Type,Account,Description,Amount,Balance": undefined,
  "Date,Type,Company,Host": "meetings",
  // Scores are no survey's by themselves.
  "Email,Company,Score,Created At": undefined,
  "Company,Rating,Date": undefined,
  "Email,Score,Comment,Date": "nps-answers",
  "Customer,NPS,Date": "nps-answers",
  "Feature,Company,Status,Last Used": undefined,
  "Feature Request,Company,Status": "feature-requests",
  "Version,Date,Installs": undefined,
  "Version,Release Date": "releases",
  // Without its mailbox nothing tells whose side sent a message.
  "Date,From,To,Subject,Body": undefined,
  "Date,Mailbox,From,To,Subject,Body": "emails",
  "id,Amount,Currency,Customer ID,Status,Created (UTC)": undefined,
  "Task,Customer,Owner,Due Date": undefined,
  "Account,Subject,Status,Priority,Due Date,Assigned To,Created At": undefined,
  "Account,Subject,Status,Priority,Created At": "tickets-table",
  "customerID,gender,tenure,Contract,MonthlyCharges,Churn": undefined,
};

describe("recognition", () => {
  it("knows every kind of file by a name of its own", () => {
    const names = ADAPTERS.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(Object.entries(NEAR_MISSES))("%s → %s", (header, name) => {
    expect(taken(header)).toBe(name);
  });

  it("neither the order of columns nor the case or punctuation of headers plays a part", () => {
    const headers = Object.entries(NEAR_MISSES).map(([header, name]) => ({ cells: header.split(","), name }));
    fc.assert(
      fc.property(
        fc.constantFrom(...headers).chain(({ cells, name }) =>
          fc.record({
            cells: fc.shuffledSubarray(cells, { minLength: cells.length }),
            write: fc.constantFrom<(text: string) => string>(
              (text) => text,
              (text) => text.toUpperCase(),
              (text) => text.toLowerCase().replaceAll(" ", "_"),
              (text) => ` ${text} `,
            ),
            name: fc.constant(name),
          }),
        ),
        ({ cells, write, name }) => {
          expect(taken(cells.map(write).join(","))).toBe(name);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ["salesforce", "accounts-api.csv"],
    ["salesforce", "opportunities-api.csv"],
    ["gainsight", "companies.csv"],
    ["vitally", "accounts.csv"],
    ["churnzero", "accounts.csv"],
    ["pipedrive", "deals.csv"],
    ["freshdesk", "tickets.csv"],
    ["zendesk", "tickets.csv"],
    ["linear", "issues-30.csv"],
  ] as const)("%s/%s: columns nobody knows, and fewer of the known ones, lead to no other vendor", (vendor, file) => {
    const header = String(exportsOf(vendor, file)[file]).split("\n")[0]?.replaceAll('"', "").split(",") ?? [];
    const own = ADAPTERS.filter((adapter) => adapter.vendor === vendor || adapter.vendor === "own").map(({ name }) => name);
    fc.assert(
      fc.property(
        fc.subarray(header, { minLength: 2 }),
        fc.array(fc.constantFrom("Region", "Team Lead", "x1", "Notes (internal)"), { maxLength: 3 }),
        (some, more) => {
          const name = taken([...some, ...more].join(","));
          expect([undefined, ...own]).toContain(name);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("proposes a mapping, and says what comes nearest, where nothing is sure", async () => {
    const { report } = await imported({
      "a.csv": "account,name,csm\n1,Acme,Ada\n",
      "list.csv": "Company,Industry,CSM,ARR,Renewal Date\nAcme,Rail,Ada,1,2026-01-01\n",
    });
    expect(report.files.map(({ taken_for }) => taken_for)).toEqual(["accounts-table", null]);
    expect(report.files[1]?.note).toMatch(/^unknown header: Company, Industry, CSM, ARR, Renewal Date; nearest is /);
  });
});
