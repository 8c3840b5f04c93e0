import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkRows } from "../../../src/book/queries/check-rows.ts";
import type { QueryContext } from "../../../src/book/queries/query.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import { type OpenedBook, openBook } from "../../../src/book/snapshot/open-book.ts";
import { daysBetween } from "../../../src/core/days.ts";
import { loadKnowledge } from "../../../src/team/knowledge/load-knowledge.ts";
import { demoFolder, ROOT } from "../../../src/testing/demo-book.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";

let cwd = "";
let book: OpenedBook;
let context: QueryContext;
beforeAll(async () => {
  cwd = await demoFolder({ own: true });
  const file = join(cwd, "echo-demo", ".echo", "book.duckdb");
  // One whose subscription began after its first use, one with a few days between, and three that are gone, two of which were not seen for four weeks and for six.
  const db = await openDatabase(file);
  await db.run(`UPDATE subscriptions SET started_at = TIMESTAMP '2026-08-01', trial_end_at = NULL WHERE account = 'acme';
    UPDATE subscriptions SET trial_end_at = NULL, started_at = first_on + INTERVAL 3 DAY FROM usage_accounts u WHERE u.account = subscriptions.account AND u.account = 'driftwood-analytics';
    UPDATE accounts SET churned = true WHERE account IN ('harbor-pine', 'acme', 'granite-mutual', 'juniper-media');
    DELETE FROM subscriptions WHERE account IN ('harbor-pine', 'granite-mutual', 'juniper-media');
    DELETE FROM usage WHERE account = 'granite-mutual' AND day > DATE '2026-10-23' OR account = 'juniper-media' AND day > DATE '2026-10-10'`);
  db.close();
  book = await openBook(file);
  context = { book, knowledge: await loadKnowledge([join(ROOT, "references")]), scope: { asOf: "2026-11-20", health: "specialist" } };
});
afterAll(() => {
  book.close();
  removeFolder(cwd);
});

const GONE = ["harbor-pine", "granite-mutual", "juniper-media"];

describe("checkRows", () => {
  it("reads of the values that are wanted what it reads of all", async () => {
    const wanted = ["customer", "days_without_contact", "contact_file", "arr_gap", "no such value"];
    const [all, some] = [await checkRows(context, "account"), await checkRows(context, "account", new Set(wanted))];
    expect(all.length).toBeGreaterThan(30);
    expect(some).toEqual(
      all.map((row) => ({
        ...row,
        values: Object.fromEntries(Object.entries(row.values).filter(([name]) => [...wanted, "currency"].includes(name))),
      })),
    );
    expect(Object.keys(some[0]?.values ?? {}).sort()).toEqual(["arr_gap", "contact_file", "currency", "customer", "days_without_contact"]);
  });

  it.each(["2026-11-20", "2026-08-15", "2026-07-10"])(
    "says on %s of use before the start, and after the end, what the rows of use say",
    async (asOf) => {
      const rows = await checkRows({ ...context, scope: { ...context.scope, asOf } }, "account");
      const used = await book.rows<{
        account: string;
        first: string;
        last: string;
        early: number;
        began: string | null;
        trial: boolean | null;
      }>(
        `SELECT account, min(day) AS first, max(day) AS last, count(*) FILTER (day < began AND NOT trial) AS early, any_value(began) AS began, any_value(trial) AS trial
       FROM usage LEFT JOIN (SELECT account, min(day_of(started_at)) AS began, bool_or(trial_end_at IS NOT NULL) AS trial FROM subscriptions WHERE day_of(started_at) <= DATE '${asOf}' GROUP BY account) USING (account)
       WHERE account IS NOT NULL AND day <= DATE '${asOf}' GROUP BY account`,
      );
      const byAccount = new Map(used.map((one) => [one.account, one]));
      expect(used.length).toBeGreaterThan(5);
      for (const { account, values } of rows) {
        const own = byAccount.get(account ?? "");
        expect([values["usage_first_on"], values["usage_rows_before_start"]], account ?? "").toEqual([own?.first ?? null, own?.early ?? 0]);
        // Whoever has left and is still seen in the product contradicts itself, with the day on which it was seen.
        const [, seen] = /used the product on (\S+)$/.exec(String(values["churn_conflict"])) ?? [];
        if (GONE.includes(account ?? "") && own !== undefined)
          expect(seen, `${account} on ${asOf}`).toBe(daysBetween(own.last, asOf) < 30 ? own.last : undefined);
        if (account === "driftwood-analytics") expect(own?.early).toBeGreaterThan(0);
        if (account === "acme" && asOf > "2026-08-01") expect(own?.early).toBeGreaterThan(0);
      }
    },
  );
});
