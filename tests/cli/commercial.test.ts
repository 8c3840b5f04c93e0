import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdvocatesReport } from "../../src/app/advocates.ts";
import type { ChurnReasonsReport } from "../../src/app/churn-reasons.ts";
import type { ExpansionReport } from "../../src/app/expansion.ts";
import type { ForecastReport } from "../../src/app/forecast.ts";
import type { PeopleReport } from "../../src/app/people.ts";
import type { Renewal } from "../../src/app/renewals.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const sql = <Row>(query: string): Promise<Row[]> => runJson<Row[]>(["sql", query, "--demo", "--limit", "0"], { cwd });

describe("renewals", () => {
  it("are the contracts that end within the window, to the cent", async () => {
    const { renewals } = await runJson<{ renewals: Renewal[] }>(["renewals", "--demo"], { cwd });
    // Written apart from the program: by the columns of the Stripe export alone.
    const due = await sql<{ account: string; arr_minor: number; ends: string }>(
      `select account, sum(arr_minor)::bigint arr_minor, min(period_end_at)::date ends from subscriptions where ended_at is null and "interval" = 'year' and period_end_at::date <= date '2027-02-18' and account is not null group by 1 order by 3, 1`,
    );
    expect(renewals.map(({ account, arr_minor, renewal_on }) => ({ account, arr_minor, ends: renewal_on }))).toEqual(due);
    expect(due.length).toBeGreaterThan(5);
  });

  it("show the seller's word beside the figures and average nothing", async () => {
    const { renewals } = await runJson<{ renewals: Renewal[] }>(["renewals", "acme", "--demo"], { cwd });
    expect(renewals).toHaveLength(1);
    expect(renewals[0]).toMatchObject({ forecast: "at risk", owner_forecast: "commit", disagree: true, days_left: 24 });
    const { stdout } = await runCli(["renewals", "acme", "--demo"], { cwd });
    expect(stdout).toContain("says Commit, the figures do not");
  });

  it("refuse a number of days that is none, and tell when there is nothing", async () => {
    const wrong = await runCli(["renewals", "--days", "soon", "--demo"], { cwd });
    expect(wrong.exit).toBe(1);
    expect(wrong.stderr).toContain("soon");
    const none = await runCli(["renewals", "--days", "3", "--demo"], { cwd });
    expect(none).toMatchObject({ exit: 0 });
    expect(none.stdout).toContain("Nothing is up for renewal");
  });
});

describe("the forecast", () => {
  it("adds up what the export says of the open deals", async () => {
    const report = await runJson<ForecastReport>(["forecast", "--demo"], { cwd });
    const [own] = await sql<{ deals: number; open: number; weighted: number; committed: number }>(
      `select count(*) deals, sum(amount_minor)::bigint as open, sum(round(amount_minor * probability))::bigint as weighted, sum(amount_minor) filter (forecast_category ilike 'commit')::bigint as committed from opportunities where not closed`,
    );
    expect(report.currencies).toHaveLength(1);
    expect(report.currencies[0]).toMatchObject(own ?? {});
    expect(report.currencies[0]?.stages.reduce((sum, { open }) => sum + open, 0)).toBe(own?.open);
    expect(report.deals).toHaveLength(own?.deals ?? 0);
  });

  it("of a quarter counts what is won in it, and says what coverage needs", async () => {
    const report = await runJson<ForecastReport>(["forecast", "--quarter", "Q4 2026", "--demo"], { cwd });
    const [own] = await sql<{ won: number }>(
      `select sum(amount_minor)::bigint won from opportunities where won and close_on between date '2026-10-01' and date '2026-11-20'`,
    );
    expect(report.currencies[0]).toMatchObject({ won: own?.won, quota: null, coverage: null });
    expect(report.notes.join(" ")).toContain("quota");
    expect((await runCli(["forecast", "--quarter", "autumn", "--demo"], { cwd })).exit).toBe(1);
  });

  it("counts a deal as open on a day before it was closed", async () => {
    const earlier = await runJson<ForecastReport>(["forecast", "--demo", "--as-of", "2026-06-15"], { cwd });
    expect(earlier.deals.map(({ name }) => name)).toContain("Bluestem Utilities - Larger plan, 36 seats");
    expect(earlier.deals.every(({ id }) => id !== "")).toBe(true);
  });
});

describe("expansion", () => {
  it("finds the account that asks for more, and holds back where the charter does", async () => {
    const { accounts } = await runJson<ExpansionReport>(["expansion", "--demo"], { cwd });
    expect(accounts[0]).toMatchObject({ account: "brightloom", hold: null, seats: { kind: "full" } });
    expect(accounts.find(({ account }) => account === "acme")?.hold?.rule).toBe("expansion-after-retention");
    expect(accounts.find(({ account }) => account === "ember-and-oak" || account === "ember-oak")?.hold?.rule).toBe(
      "no-pitch-without-problem",
    );
    const churned = await sql<{ account: string }>("select account from subscriptions group by 1 having bool_and(ended_at is not null)");
    expect(churned.length).toBeGreaterThan(0);
    expect(accounts.filter(({ account }) => churned.some((gone) => gone.account === account))).toEqual([]);
  });

  it("prints the whitespace as a grid whose sums are the accounts", async () => {
    const { accounts, catalogue } = await runJson<ExpansionReport>(["expansion", "--demo"], { cwd });
    expect(catalogue.map(({ name }) => name)).toContain("API access");
    for (const { products } of accounts) expect(products).toHaveLength(catalogue.length);
    const { stdout } = await runCli(["expansion", "--grid", "--demo"], { cwd });
    expect(stdout).toContain("● owned");
    expect(stdout).toContain("Brightloom");
  });
});

describe("people", () => {
  it("shows who left Acme and whom to ask", async () => {
    const { accounts } = await runJson<PeopleReport>(["people", "acme", "--demo"], { cwd });
    const gone = accounts[0]?.people.filter(({ standing }) => standing === "gone");
    expect(gone?.map(({ name, roles }) => [name, roles[0]])).toEqual([["Marisol Vega", "champion"]]);
    const before = await runJson<PeopleReport>(["people", "acme", "--demo", "--as-of", "2026-10-10"], { cwd });
    expect(before.accounts[0]?.people.find(({ name }) => name === "Marisol Vega")?.standing).toBe("active");
  });

  it("lists the accounts with something to mend", async () => {
    const { stdout, exit } = await runCli(["people", "--demo"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain("Marisol Vega");
  });
});

describe("advocates", () => {
  it("have a promoter who is still there, and none is red or gone", async () => {
    const { advocates, customers } = await runJson<AdvocatesReport>(["advocates", "--demo"], { cwd });
    expect(advocates.length).toBeGreaterThan(3);
    expect(customers).toBeLessThan(42);
    expect(advocates.map(({ account }) => account)).not.toContain("acme");
    const promoters = await sql<{ account: string }>("select distinct account from surveys where kind = 'nps' and score >= 9");
    for (const { account } of advocates) expect(promoters.map((row) => row.account)).toContain(account);
  });
});

describe("churn reasons", () => {
  it("count the accounts that left, with their last revenue", async () => {
    const report = await runJson<ChurnReasonsReport>(["churn", "reasons", "--demo"], { cwd });
    const key = JSON.parse(readFileSync(join(ROOT, "examples/northstar/answer-key.json"), "utf8")) as {
      churned: { name: string; ended_on: string }[];
    };
    const told = report.churned.map(({ name, churned_on: on }) => ({ name, on }));
    expect(told).toEqual(key.churned.map(({ name, ended_on: on }) => ({ name, on })).sort((a, b) => (a.on < b.on ? 1 : -1)));
    expect(report.reasons.reduce((sum, { arr_minor: minor }) => sum + minor, 0)).toBe(
      report.churned.reduce((sum, { arr_minor: minor }) => sum + (minor ?? 0), 0),
    );
  });
});
