import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { LAST_DAY, writeHealthBook } from "../../bench/health-book.ts";
import { knownAccounts } from "../../src/book/known-accounts.ts";
import { scoreAccounts, scoreBook, TREND_DAYS } from "../../src/book/queries/health.ts";
import type { QueryContext } from "../../src/book/queries/query.ts";
import { signalsOf } from "../../src/book/signals-of.ts";
import { openBook, type OpenedBook } from "../../src/book/snapshot/open-book.ts";
import { scoreAt } from "../../src/domain/health/score-table.ts";
import { loadKnowledge } from "../../src/team/knowledge/load-knowledge.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";

/** More than are scored or judged at a time. */
const ACCOUNTS = 1030;
const SOME = [0, 511, 512, 999, 1000, 1029];

let folder = "";
let book: OpenedBook;
let context: QueryContext;
beforeAll(async () => {
  folder = tempFolder();
  await writeHealthBook(join(folder, "book.duckdb"), ACCOUNTS, 70);
  book = await openBook(join(folder, "book.duckdb"));
  context = { book, knowledge: await loadKnowledge([join(ROOT, "references")]), scope: { asOf: LAST_DAY, health: "specialist" } };
}, 60_000);
afterAll(() => {
  book.close();
  removeFolder(folder);
});

it("an account's score among many is its score alone, by both models", async () => {
  for (const health of ["specialist", "customer-success"]) {
    const whole = { ...context, scope: { ...context.scope, health } };
    const { accounts, days } = await scoreBook(whole, [0, TREND_DAYS]);
    expect(accounts).toHaveLength(ACCOUNTS);
    for (const row of SOME) {
      const [alone] = await scoreAccounts({ ...whole, scope: { ...whole.scope, account: accounts[row] } });
      const [now, before] = days.map(({ table }) => scoreAt(table, row));
      expect(alone).toEqual({ account: accounts[row], now, before });
      expect(days[0]?.table.scores[row]).toBe(now?.score);
    }
  }
}, 60_000);

it("an account's signals among many are its signals alone", async () => {
  const known = await knownAccounts(book);
  const signals = await signalsOf(context, known);
  expect([...signals.keys()]).toEqual(known.map(({ account }) => account));
  expect([...signals.values()].flat().length).toBeGreaterThan(ACCOUNTS);
  for (const one of known.filter((_, row) => SOME.includes(row)))
    expect((await signalsOf(context, [one])).get(one.account)).toEqual(signals.get(one.account));
}, 60_000);
