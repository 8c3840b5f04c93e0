import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import { askedAccounts } from "../../src/book/queries/asked-accounts.ts";
import { usageFeatures } from "../../src/book/queries/usage-features.ts";
import { signalUse } from "../../src/book/queries/signal-use.ts";
import type { QueryContext } from "../../src/book/queries/query.ts";
import { signalsOf } from "../../src/book/signals-of.ts";
import { knownAccounts } from "../../src/book/known-accounts.ts";
import { openDatabase } from "../../src/book/snapshot/database.ts";
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
  folder = await demoFolder({ own: true });
  const file = join(folder, "echo-demo", ".echo", "book.duckdb");
  // Two people, and two features, whose only day of use is the same: what is read last of one and first of the next is not one.
  const db = await openDatabase(file);
  await db.run(`INSERT INTO usage BY NAME SELECT * FROM (VALUES ('acme', 'zz1', DATE '2026-11-02', 'Only once', 2, 1), ('acme', 'zz2', DATE '2026-11-02', 'Only twice', 3, 1)) AS made(account, "user", day, feature, events, file_id);
    INSERT INTO usage_features BY NAME SELECT DISTINCT feature, min(day) AS first_on FROM usage WHERE feature LIKE 'Only %' GROUP BY feature`);
  db.close();
  book = await openBook(file);
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
    const asked = askedAccounts(await knownAccounts(book));
    const useOf = await signalUse(context, asked, features);
    const all = asked.ids.map((account, nth) => [account, useOf(nth)] as const);
    const logins = features.logins.map((name) => `'${name}'`).join(", ");
    const [use, users, named, signedIn] = [
      await bySql("''", "true"),
      await bySql('"user"', '"user" IS NOT NULL'),
      await bySql("feature", `feature IS NOT NULL AND feature NOT IN (${logins})`),
      await bySql("''", `feature IN (${logins})`),
    ];
    expect(all.filter(([, own]) => own.use.days.length > 0).length).toBe(use.size);
    expect(use.size).toBeGreaterThan(30);
    for (const [account, own] of all) {
      expect(flat([own.use])).toEqual(use.get(account) ?? []);
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
