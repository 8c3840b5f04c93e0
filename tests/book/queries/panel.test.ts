import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureAll } from "../../../src/book/measure.ts";
import { scoreAccounts, scoreBook } from "../../../src/book/queries/health.ts";
import { mayHoldAny, wordsSql, holdsAny } from "../../../src/book/queries/phrase-sql.ts";
import { readPanel } from "../../../src/book/queries/panel.ts";
import type { QueryContext } from "../../../src/book/queries/query.ts";
import { openBook, type OpenedBook } from "../../../src/book/snapshot/open-book.ts";
import { addDays } from "../../../src/core/days.ts";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { scoreAt } from "../../../src/domain/health/score-table.ts";
import { loadKnowledge } from "../../../src/team/knowledge/load-knowledge.ts";
import { demoFolder, ROOT } from "../../../src/testing/demo-book.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";
import { BASE_QUERIES } from "../../../src/book/queries/base-queries.ts";

const AS_OF = "2026-11-20";
let cwd = "";
let book: OpenedBook;
let context: QueryContext;
beforeAll(async () => {
  cwd = await demoFolder();
  book = await openBook(join(cwd, "echo-demo", ".echo", "book.duckdb"));
  context = { book, knowledge: await loadKnowledge([join(ROOT, "references")]), scope: { asOf: AS_OF, health: "specialist" } };
});
afterAll(() => {
  book.close();
  removeFolder(cwd);
});

const on = (asOf: string): QueryContext => ({ ...context, scope: { ...context.scope, asOf } });

describe("readPanel", () => {
  it("gives what each query gives by itself, for every metric of accounts and on every day asked for", async () => {
    const metrics = [...METRICS.values()].filter(({ about, query }) => about === "account" && BASE_QUERIES.get(query)?.part !== undefined);
    expect(metrics.length).toBeGreaterThan(60);
    const names = metrics.map(({ name }) => name);
    const panel = await readPanel(context, names, [0, 30, 37]);
    for (const [index, ago] of [0, 30, 37].entries()) {
      const measured = await measureAll(on(addDays(AS_OF, -ago)), panel.accounts, names);
      for (const [row, account] of panel.accounts.entries())
        for (const { metric, value } of measured.get(account) ?? []) {
          const number = panel.days[index]?.numbers.get(metric)?.[row];
          const text = panel.days[index]?.texts.get(metric)?.[row] ?? null;
          const given = number === undefined ? text : Number.isNaN(number) ? null : number;
          expect(given, `${account} ${metric} ${ago} days ago`).toEqual(value);
        }
    }
  });
});

describe("readPanel of one account", () => {
  it("gives what the panel of all gives for it", async () => {
    const metrics = [...METRICS.values()].filter(({ about, query }) => about === "account" && BASE_QUERIES.get(query)?.part !== undefined);
    const names = metrics.map(({ name }) => name);
    const all = await readPanel(context, names, [0, 30]);
    for (const account of ["acme", "harbor-pine"]) {
      const one = await readPanel({ ...context, scope: { ...context.scope, account } }, names, [0, 30]);
      const row = all.accounts.indexOf(account);
      expect(one.accounts).toEqual([account]);
      for (const [index, day] of one.days.entries())
        for (const name of names) {
          expect(day.numbers.get(name)?.[0], `${account} ${name}`).toEqual(all.days[index]?.numbers.get(name)?.[row]);
          expect(day.texts.get(name)?.[0], `${account} ${name}`).toEqual(all.days[index]?.texts.get(name)?.[row]);
        }
    }
  });
});

describe("scoreBook", () => {
  it("scores a day among others as it scores it alone", async () => {
    const together = await scoreBook(context, [0, 11, 90]);
    for (const [index, ago] of [0, 11, 90].entries()) {
      const alone = await scoreBook(on(addDays(AS_OF, -ago)), [0]);
      const [one, other] = [together.days[index], alone.days[0]];
      if (one === undefined || other === undefined) throw new Error("a day is missing");
      expect([...one.here]).toEqual([...other.here]);
      together.accounts.forEach((_, row) => expect(scoreAt(one.table, row)).toEqual(scoreAt(other.table, row)));
    }
  });

  it("knows nobody who had left", async () => {
    const accounts = (await scoreAccounts(context)).map(({ account }) => account);
    expect(accounts).toContain("acme");
    expect(accounts).not.toContain("harbor-pine");
  });
});

it("mayHoldAny is true wherever holdsAny is, for a long list as for short ones", async () => {
  const lists = [...context.knowledge.cues.values()];
  const text = "concat_ws(' ', subject, description)";
  const held: number[] = [];
  for (const phrases of [lists.flat(), ...lists]) {
    const [row] = await book.rows<{ missed: number; held: number; may: number; n: number }>(
      `SELECT count(*) FILTER (held AND NOT may) AS missed, count(*) FILTER (held) AS held, count(*) FILTER (may) AS may, count(*) AS n FROM (SELECT ${holdsAny("words", phrases)} AS held, may FROM (SELECT ${wordsSql(text)} AS words, ${mayHoldAny(text, phrases)} AS may FROM tickets))`,
    );
    expect(row?.missed).toBe(0);
    expect(row?.may).toBeLessThan(row?.n ?? 0);
    held.push(row?.held ?? 0);
  }
  expect(held[0]).toBeGreaterThan(10);
  expect(Math.max(...held.slice(1))).toBeGreaterThan(0);
});
