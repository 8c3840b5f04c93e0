import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureAll } from "../../../src/book/measure.ts";
import { accountFigures } from "../../../src/book/queries/check-figures.ts";
import { health, scoredNow } from "../../../src/book/queries/health.ts";
import type { QueryContext } from "../../../src/book/queries/query.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import { type OpenedBook, openBook } from "../../../src/book/snapshot/open-book.ts";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { scoreAt, tierAt } from "../../../src/domain/health/score-table.ts";
import type { Veto } from "../../../src/domain/health/health-model.ts";
import { loadKnowledge } from "../../../src/team/knowledge/load-knowledge.ts";
import { demoFolder, ROOT } from "../../../src/testing/demo-book.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";

let cwd = "";
let book: OpenedBook;
let context: QueryContext;
let accounts: readonly string[];
beforeAll(async () => {
  cwd = await demoFolder({ own: true });
  const file = join(cwd, "echo-demo", ".echo", "book.duckdb");
  // One customer pays in another currency than the book's.
  const db = await openDatabase(file);
  await db.run("UPDATE subscriptions SET currency = 'EUR' WHERE account = 'juniper-media'");
  db.close();
  book = await openBook(file);
  context = { book, knowledge: await loadKnowledge([join(ROOT, "references")]), scope: { asOf: "2026-11-20", health: "specialist" } };
  accounts = (await book.rows<{ account: string }>("SELECT DISTINCT account FROM accounts ORDER BY account")).map(({ account }) => account);
});
afterAll(() => {
  book.close();
  removeFolder(cwd);
});

const NAMES = [...METRICS.values()].filter(({ about, ofPeriod }) => about === "account" && ofPeriod !== true).map(({ name }) => name);

describe("accountFigures", () => {
  it("gives every metric of every account as it is measured for a Fact", async () => {
    expect(NAMES.length).toBeGreaterThan(60);
    const [figures, measured] = [await accountFigures(context, NAMES), await measureAll(context, accounts, NAMES)];
    let known = 0;
    for (const account of accounts)
      for (const { metric, value, unit, currency } of measured.get(account) ?? []) {
        const figure = figures(account, metric);
        expect(figure?.value ?? null, `${account} ${metric}`).toEqual(value);
        if (figure !== undefined) expect(figure.unit).toBe(unit);
        if (unit === "money" && value !== null) expect(figure?.currency, `${account} ${metric}`).toBe(currency);
        known += value === null ? 0 : 1;
      }
    expect(known).toBeGreaterThan(20 * accounts.length);
    expect(figures("juniper-media", "arr")?.currency).toBe("EUR");
  });

  it("has none of an account that is not in the book, nor of a metric that was not asked for", async () => {
    const figures = await accountFigures(context, ["segment", "csm_name", "health_tier"]);
    expect(["segment", "csm_name", "health_tier", "arr"].map((name) => figures("nobody", name))).toEqual(Array(4).fill(undefined));
    expect(figures(accounts[0] ?? "", "journey_day")).toBeUndefined();
  });

  it("reads the book once for the same names, whatever their order", async () => {
    let asked = 0;
    const counting: QueryContext["book"] = { ...book, columns: (...given) => ((asked += 1), book.columns(...given)) };
    const first = await accountFigures({ ...context, book: counting }, ["csm_name", "journey_day"]);
    expect(asked).toBeGreaterThan(0);
    const before = asked;
    expect(await accountFigures({ ...context, book: counting }, ["journey_day", "csm_name"])).toBe(first);
    expect(asked).toBe(before);
  });
});

describe("health as a figure", () => {
  it("is what the query gives, with vetoes and without", async () => {
    const model = context.knowledge.healthModels.get("specialist");
    if (model === undefined) throw new Error("the model is not there");
    const veto: Veto = { name: "any weak input", input: "any", below: 40, capsAt: "red" };
    for (const vetoes of [model.vetoes, [veto]]) {
      const healthModels = new Map([...context.knowledge.healthModels, ["specialist", { ...model, vetoes }]]);
      const own: QueryContext = { ...context, knowledge: { ...context.knowledge, healthModels } };
      const names = NAMES.filter((name) => METRICS.get(name)?.query === health.name);
      const [figures, rows] = [await accountFigures(own, names), await health.rows(own)];
      expect(rows.length).toBeGreaterThan(30);
      for (const row of rows)
        for (const name of names) expect(figures(String(row["account"]), name)?.value ?? null, name).toEqual(METRICS.get(name)?.value(row));
      const {
        days: [now],
      } = await scoredNow(own);
      if (now === undefined) throw new Error("no day was scored");
      const tiers = Array.from(now.here, (_, row) => tierAt(now.table, row));
      expect(tiers).toEqual(Array.from(now.here, (_, row) => scoreAt(now.table, row).tier));
      expect(tiers.includes("red")).toBe(true);
    }
  });
});
