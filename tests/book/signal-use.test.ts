import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import { usageFeatures } from "../../src/book/queries/usage-features.ts";
import { signalUse } from "../../src/book/queries/signal-use.ts";
import type { QueryContext } from "../../src/book/queries/query.ts";
import { signalsOf } from "../../src/book/signals-of.ts";
import { knownAccounts } from "../../src/book/known-accounts.ts";
import { type OpenedBook, openBook } from "../../src/book/snapshot/open-book.ts";
import type { UseDays } from "../../src/domain/signals/history.ts";
import { loadKnowledge } from "../../src/team/knowledge/load-knowledge.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

const AS_OF = "2026-11-10";
let folder: string;
let book: OpenedBook;
let context: QueryContext;
beforeAll(async () => {
  folder = await demoFolder();
  book = await openBook(join(folder, "echo-demo", ".echo", "book.duckdb"));
  context = { book, knowledge: await loadKnowledge([join(ROOT, "references")]), scope: { asOf: AS_OF, health: "specialist" } };
});
afterAll(() => {
  book.close();
  removeFolder(folder);
});

/** The same by one statement a part, added up by the database. */
async function bySql(name: string, where: string): Promise<Map<string, [string, number, number][]>> {
  const rows = await book.rows<{ account: string; name: string; day: number; events: number }>(
    `SELECT account, ${name} AS name, day - DATE '1970-01-01' AS day, sum(events) AS events FROM usage
     WHERE account IS NOT NULL AND day <= DATE '${AS_OF}' AND day > DATE '${AS_OF}' - 800 AND ${where} GROUP BY ALL ORDER BY account, name, day`,
  );
  const found = new Map<string, [string, number, number][]>();
  for (const { account, name: of, day, events } of rows) found.set(account, [...(found.get(account) ?? []), [of, day, events]]);
  return found;
}

const flat = (uses: readonly UseDays[]): [string, number, number][] =>
  uses.flatMap(({ name, days, events }) =>
    [...days].map((day, index): [string, number, number] => [name, day, events[index] ?? Number.NaN]),
  );

describe("signalUse", () => {
  it("adds up what the database adds up, account by account", async () => {
    const features = await usageFeatures(context);
    const all = await signalUse(context, "account IS NOT NULL", { as_of: AS_OF }, features);
    const logins = features.logins.map((name) => `'${name}'`).join(", ");
    const [use, users, named, signedIn] = [
      await bySql("''", "true"),
      await bySql('"user"', '"user" IS NOT NULL'),
      await bySql("feature", `feature IS NOT NULL AND feature NOT IN (${logins})`),
      await bySql("''", `feature IN (${logins})`),
    ];
    expect(all.size).toBe(use.size);
    expect(all.size).toBeGreaterThan(30);
    for (const [account, own] of all) {
      expect(flat([own.use])).toEqual(use.get(account));
      expect(flat([own.logins])).toEqual(signedIn.get(account) ?? []);
      expect(flat(own.users)).toEqual(users.get(account) ?? []);
      expect(flat(own.features)).toEqual(named.get(account) ?? []);
    }
  });

  it("leaves of all signals those that are wanted, each as it is among all", async () => {
    const accounts = await knownAccounts(book);
    const all = await signalsOf(context, accounts);
    const grave = await signalsOf(context, accounts, ({ kind }, severity) => kind === "risk" && severity === "high");
    expect(grave).toEqual(
      new Map([...all].map(([account, list]) => [account, list.filter((one) => one.kind === "risk" && one.severity === "high")])),
    );
  });
});
