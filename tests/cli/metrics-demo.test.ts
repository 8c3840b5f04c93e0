import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type Session } from "../../src/app/open-session.ts";
import { measure } from "../../src/book/measure.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { findWorkspace } from "../../src/config/workspace.ts";
import { fixedClock } from "../../src/core/clock.ts";
import { addDays } from "../../src/core/days.ts";
import { silentLog } from "../../src/core/log.ts";
import type { HealthReport } from "../../src/app/health-report.ts";
import type { Signal } from "../../src/domain/signals/signal.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

type Json = Record<string, unknown> & { readonly arr: Record<string, number>; readonly customers: Record<string, number> };

const AS_OF = "2026-11-20";
let cwd = "";
let session: Session | undefined;
beforeAll(async () => {
  cwd = await demoFolder();
  const workspace = await findWorkspace({ cwd, packageRoot: ROOT, demo: true });
  session = await openSession(
    { workspace, environment: readEnvironment({}), clock: fixedClock("2026-11-22T09:00:00Z"), log: silentLog },
    { asOf: AS_OF },
  );
});
afterAll(() => {
  session?.close();
  removeFolder(cwd);
});

/** One row of plain SQL. */
async function sql(text: string): Promise<Record<string, number>> {
  const [row] = (await session?.book.rows<Record<string, number>>(text)) ?? [];
  if (row === undefined) throw new Error("no row");
  return row;
}

/** What `ask` measures of the book as of AS_OF. */
async function asked(...names: string[]): Promise<Record<string, unknown>> {
  if (session === undefined) throw new Error("no session");
  const measured = await measure(session.context(), { book: "all" }, names);
  return Object.fromEntries(measured.map(({ metric, value }) => [metric, value]));
}

const between = (from: string, to: string, ...more: string[]): Promise<Json> =>
  runJson<Json>(["metrics", "--demo", "--from", from, "--to", to, ...more], { cwd });

describe("metrics of the example book", () => {
  it("are of the last full quarter unless days are named, and say so", async () => {
    const found = await runJson<Json>(["metrics", "--demo"], { cwd });
    expect([found["from"], found["to"], found["as_of"]]).toEqual(["2026-07-01", "2026-09-30", AS_OF]);
    expect(found["period_is"]).toBe("2026Q3, the last full quarter by 2026-11-20");
    expect(await between("2026-07-01", "2026-09-30")).toEqual({ ...found, period_is: "as asked for" });
  });

  it("agree with plain SQL over the tables, quarter by quarter", async () => {
    for (const [from, to] of [
      ["2026-07-01", "2026-09-30"],
      ["2026-04-01", "2026-06-30"],
      ["2026-10-01", AS_OF],
      ["2025-01-01", "2025-12-31"],
    ] as const) {
      const before = addDays(from, -1);
      const on = (day: string): string =>
        `(SELECT account, sum(arr_minor) AS arr FROM subscriptions WHERE account IS NOT NULL AND currency = 'USD' AND greatest(CAST(started_at AS DATE), CAST(coalesce(trial_end_at, started_at) AS DATE)) <= DATE '${day}' AND (ended_at IS NULL OR CAST(ended_at AS DATE) > DATE '${day}') GROUP BY account)`;
      const row = await sql(`
        SELECT coalesce(sum(s.arr), 0) AS a, coalesce(sum(e.arr), 0) AS b, coalesce(sum(least(s.arr, coalesce(e.arr, 0))) FILTER (s.arr IS NOT NULL), 0) AS kept,
          coalesce(sum(e.arr) FILTER (s.arr IS NOT NULL), 0) AS stayed, coalesce(sum(s.arr) FILTER (e.arr IS NULL), 0) AS lost,
          coalesce(sum(e.arr - s.arr) FILTER (e.arr > s.arr), 0) AS up, coalesce(sum(s.arr - e.arr) FILTER (e.arr < s.arr), 0) AS down,
          count(s.arr) AS logos, count(s.arr) FILTER (e.arr IS NOT NULL) AS logos_kept, count(s.arr) FILTER (e.arr > s.arr) AS upsold
        FROM ${on(before)} s FULL JOIN ${on(to)} e USING (account)`);
      const found = await between(from, to);
      expect(found.arr).toMatchObject({
        start: row["a"],
        end: row["b"],
        churn: row["lost"],
        expansion: row["up"],
        contraction: row["down"],
      });
      expect(found["grr"]).toBeCloseTo((row["kept"] ?? 0) / (row["a"] ?? 0), 12);
      expect(found["nrr"]).toBeCloseTo((row["stayed"] ?? 0) / (row["a"] ?? 0), 12);
      expect(found["logo_retention"]).toBeCloseTo((row["logos_kept"] ?? 0) / (row["logos"] ?? 0), 12);
      expect(found["upsell_conversion"]).toBeCloseTo((row["upsold"] ?? 0) / (row["logos"] ?? 0), 12);
      expect(found.customers["start"]).toBe(row["logos"]);
    }
  });

  it("agree with plain SQL on use, answers and tickets", async () => {
    const to = "2026-09-30";
    const customers = `SELECT DISTINCT account FROM subscriptions WHERE CAST(started_at AS DATE) <= DATE '${to}' AND (ended_at IS NULL OR CAST(ended_at AS DATE) > DATE '${to}') AND (trial_end_at IS NULL OR CAST(trial_end_at AS DATE) <= DATE '${to}')`;
    const use = await sql(`
      WITH seen AS (SELECT * FROM usage WHERE account IN (${customers}) AND day BETWEEN DATE '2026-09-01' AND DATE '${to}')
      SELECT count(DISTINCT "user") AS mau, (SELECT sum(n) / 30 FROM (SELECT day, count(DISTINCT "user") AS n FROM seen GROUP BY day)) AS dau,
        (SELECT count(DISTINCT "user") FROM seen WHERE day > DATE '2026-09-23') AS wau, count(DISTINCT account) FILTER (feature = 'Workflow Run') AS adopted,
        sum(events) FILTER (feature = 'Login') / count(DISTINCT "user") / (30 / 7) AS logins FROM seen`);
    const found = await between("2026-07-01", to);
    expect([found["mau"], found["wau"]]).toEqual([use["mau"], use["wau"]]);
    expect(found["dau"]).toBeCloseTo(use["dau"] ?? 0, 9);
    expect(found["login_frequency"]).toBeCloseTo(use["logins"] ?? 0, 9);
    expect(found["product_adoption"]).toBeCloseTo((use["adopted"] ?? 0) / (found.customers["end"] ?? 0), 12);
    const voice = await sql(`
      WITH ranked AS (SELECT *, row_number() OVER (PARTITION BY kind, email ORDER BY answered_at DESC) AS rank FROM surveys WHERE CAST(answered_at AS DATE) BETWEEN DATE '2026-07-01' AND DATE '${to}')
      SELECT count(*) AS n, 100.0 * sum(CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END) / count(*) AS nps FROM ranked WHERE rank = 1 AND kind = 'nps'`);
    expect(found["nps"]).toBeCloseTo(voice["nps"] ?? 0, 9);
    const tickets = await sql(`
      SELECT count(*) FILTER (account IN (SELECT account FROM subscriptions)) AS n, median(first_reply_minutes) / 60 AS hours FROM tickets WHERE CAST(created_at AS DATE) BETWEEN DATE '2026-07-01' AND DATE '${to}'`);
    expect(found["first_reply_hours"]).toBeCloseTo(tickets["hours"] ?? 0, 2);
    expect(found["tickets_per_customer"]).toBeCloseTo((tickets["n"] ?? 0) / 40, 12);
  });
});

describe("metrics and ask", () => {
  it("agree on the same window: a year of retention", async () => {
    const found = await between("2025-11-21", AS_OF);
    const facts = await asked(
      "grr_12m",
      "nrr_12m",
      "logo_retention_12m",
      "logo_churn_12m",
      "revenue_churn_12m",
      "book_arr",
      "book_accounts",
    );
    for (const name of ["grr", "nrr", "logo_retention", "logo_churn", "revenue_churn"])
      expect(found[name], name).toBeCloseTo(Number(facts[`${name}_12m`]), 12);
    expect([found.arr["end"], found.customers["end"]]).toEqual([facts["book_arr"], facts["book_accounts"]]);
  });

  it("agree on the same window: ninety days of answers and replies", async () => {
    const found = await between("2026-08-23", AS_OF);
    const facts = await asked("nps_90d", "csat_top2_90d", "csat_mean_90d", "book_first_reply_hours");
    expect([found["nps"], found["csat_top2"], found["csat_mean"], found["first_reply_hours"]]).toEqual(Object.values(facts));
  });

  it("agree on the accounts' standing, adoption and seats", async () => {
    const found = await between("2026-10-01", AS_OF);
    expect(found["green_share"]).toBe((await asked("green_share"))["green_share"]);
    const health = await runJson<HealthReport[]>(["health", "--all", "--demo"], { cwd });
    expect(found["green_share"]).toBe(
      health.filter(({ tier }) => tier === "green").length / health.filter(({ tier }) => tier !== null).length,
    );
    const signals = await runJson<Signal[]>(["signals", "--kind", "expansion", "--demo"], { cwd });
    expect(found["expansion_found"]).toBe(new Set(signals.map(({ account }) => account)).size / (found.customers["end"] ?? 0));
    const books = found["csms"] as { csm: string; accounts: number }[];
    const owners = await sql(
      `SELECT count(*) AS n, count(DISTINCT csm) AS csms FROM accounts WHERE csm IS NOT NULL AND account IN (SELECT account FROM subscriptions WHERE ended_at IS NULL OR CAST(ended_at AS DATE) > DATE '${AS_OF}')`,
    );
    expect([books.reduce((sum, { accounts }) => sum + accounts, 0), books.length]).toEqual([owners["n"], owners["csms"]]);
  });

  it("agree account by account on the share of features in use", async () => {
    if (session === undefined) throw new Error("no session");
    const found = await between("2026-10-01", AS_OF);
    const customers = await session.book.rows<{ account: string }>(
      `SELECT DISTINCT account FROM subscriptions WHERE CAST(started_at AS DATE) <= DATE '${AS_OF}' AND (ended_at IS NULL OR CAST(ended_at AS DATE) > DATE '${AS_OF}') ORDER BY account`,
    );
    const context = session.context();
    const shares = await Promise.all(
      customers.map(async ({ account }) =>
        Number((await measure({ ...context, scope: { ...context.scope, account } }, { account }, ["feature_adoption"]))[0]?.value ?? 0),
      ),
    );
    expect(found["feature_adoption"]).toBeCloseTo(shares.reduce((sum, share) => sum + share, 0) / shares.length, 9);
  });

  it("narrow to one person's accounts, which add up to the book", async () => {
    const whole = await runJson<Json>(["metrics", "--demo"], { cwd });
    const owners = (whole["csms"] as { csm: string }[]).map(({ csm }) => csm);
    const parts = await Promise.all(owners.map((owner) => runJson<Json>(["metrics", "--demo", "--owner", owner], { cwd })));
    for (const key of ["start", "new", "expansion", "contraction", "churn", "reactivation", "end"])
      expect(
        parts.reduce((sum, part) => sum + (part.arr[key] ?? 0), 0),
        key,
      ).toBe(whole.arr[key]);
  });
});
