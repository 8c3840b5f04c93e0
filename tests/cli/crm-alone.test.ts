import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { writeFiles } from "../book/workspace.ts";

/** A CRM without contracts, in which one customer stands twice, and use that tells of log-ins alone. */
const COMPANIES = `Record ID,Company name,Company Domain Name,Company owner,Lifecycle Stage,Number of Employees,Create Date
9000,Alder Freight,alder.example,Maya Ortiz,Customer,40,2024-01-10 09:00
9100,Alder Freight Inc.,alder.example,Maya Ortiz,Customer,40,2025-03-03 09:00
9001,Birch & Sons,birch.example,Ben Kade,Customer,60,2024-02-11 09:00
`;
const DEALS = `Record ID,Deal Name,Deal Stage,Close Date,Amount,Currency,Deal owner,Associated Company,Deal Type,Pipeline,Create Date
1,Alder renewal,Negotiation,2027-01-02,12000,USD,Maya Ortiz,Alder Freight,Renewal,Renewals,2026-10-01
2,Birch seats,Proposal,2026-12-23,4000,USD,Ben Kade,Birch & Sons,Existing Business,Sales,2026-10-01
3,Birch renewal,Talks,2027-09-30,9000,USD,Ben Kade,Birch & Sons,Renewal,Renewals,2026-10-01
`;
const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2026, 8, 24 + index)).toISOString().slice(0, 10));
const USE = `account,day,feature,events\n${days.flatMap((day) => [`Alder Freight,${day},Login,${day > "2026-10-23" ? 1 : 5}`, `Birch & Sons,${day},Login,4`]).join("\n")}\n`;
const NPS = "email,score,comment,date\nbo@birch.example,9,,2026-11-02\n";

let folder = "";
beforeAll(() => {
  folder = tempFolder();
  writeFiles(folder, { "companies.csv": COMPANIES, "deals.csv": DEALS, "usage.csv": USE, "nps.csv": NPS });
});
afterAll(() => removeFolder(folder));

const run = async (...argv: readonly string[]): Promise<string> => {
  const { exit, stdout, stderr } = await runCli([...argv, "-C", folder], { cwd: folder });
  expect([exit, stderr.includes("bug")]).toEqual([0, false]);
  return stdout.replaceAll(/\s+/g, " ");
};
const json = async (...argv: readonly string[]): Promise<unknown> => JSON.parse(await run(...argv, "--json"));

describe("a book of a CRM alone", () => {
  it("says that renewals are unknown, and lists the deals that sales has open for them", async () => {
    const list = await run("renewals");
    expect(list).toContain("is unknown: no contract is on record.");
    expect(list).toContain("Alder Freight, $12,000, to close on 2027-01-02, Negotiation, Maya Ortiz");
    expect(list).not.toContain("Birch");
    expect(await json("renewals")).toMatchObject({
      contracts_known: false,
      renewals: [],
      by_deal: [{ account: "alder-freight", close_on: "2027-01-02", amount_minor: 1_200_000, currency: "USD" }],
    });
    expect(await run("renewals", "birch", "--days", "365")).toContain("Birch & Sons, $9,000, to close on 2027-09-30");
    const asked = await run("ask", "which renewals are coming up?", "--no-model");
    expect(asked).toContain("No contract with a renewal date is on record");
    expect(asked).not.toContain("Renewals due");
    const page = await run("account", "birch");
    expect(page).toContain("when it renews is unknown. - A renewal deal is open: $9,000, to close on 2027-09-30, Talks, Ben Kade.");
  });

  it("takes no revenue on record for none at risk", async () => {
    await run("book", "--format", "md", "--out", "review.md");
    const { facts, renewals_known: known } = (await json("book")) as {
      facts: { metric: string; value: unknown }[];
      renewals_known: boolean;
    };
    expect(known).toBe(false);
    const revenue = facts.filter(({ metric }) =>
      ["book_arr", "arr_at_risk", "arr_red", "renewals_90d_arr", "renewals_90d"].includes(metric),
    );
    expect(revenue.length).toBeGreaterThan(3);
    expect(revenue.map(({ value }) => value)).toEqual(revenue.map(() => null));
  });

  it("knows no adoption from log-ins alone", async () => {
    const metrics = await run("metrics", "--from", "2026-10-24");
    expect(metrics).toContain("Product adoption, Feature adoption: the usage export knows logins only");
  });
});

describe("a customer that stands twice in the CRM", () => {
  it("keeps the rows that write its name as it stands", async () => {
    const rows = await json("sql", "SELECT account, count(*) AS n FROM usage WHERE account LIKE 'alder%' GROUP BY account");
    expect(JSON.stringify(rows)).toContain('"alder-freight"');
    expect(JSON.stringify(rows)).not.toContain("alder-freight-inc");
  });

  it.each(["alder-freight", "Alder Freight", "alder freight"])("is reached by its own name or id: %s", async (name) => {
    expect(await run("account", name)).toMatch(/^Alder Freight A customer/);
  });

  it("is no other account where its own name is said", async () => {
    const answer = await run("ask", "why is Alder Freight at risk?", "--no-model");
    expect(answer).toContain("0 unverified");
    expect(await run("account", "Alder Freight Inc.")).toMatch(/^Alder Freight Inc\./);
  });
});
