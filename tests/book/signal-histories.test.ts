import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { knownAccounts } from "../../src/book/known-accounts.ts";
import { askedAccounts } from "../../src/book/queries/asked-accounts.ts";
import type { QueryContext } from "../../src/book/queries/query.ts";
import { signalHistories } from "../../src/book/queries/signal-histories.ts";
import { signalWords } from "../../src/book/queries/signal-words.ts";
import { usageFeatures } from "../../src/book/queries/usage-features.ts";
import { openDatabase } from "../../src/book/snapshot/database.ts";
import { type OpenedBook, openBook } from "../../src/book/snapshot/open-book.ts";
import { signalsOf } from "../../src/book/signals-of.ts";
import type { AccountHistory } from "../../src/domain/signals/history.ts";
import { loadKnowledge } from "../../src/team/knowledge/load-knowledge.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

const AS_OF = "2026-11-10";
let folder: string;
let book: OpenedBook;
let context: QueryContext;
let accounts: readonly { readonly account: string; readonly name: string }[];
let histories: readonly AccountHistory[];
beforeAll(async () => {
  folder = await demoFolder({ own: true });
  const file = join(folder, "echo-demo", ".echo", "book.duckdb");
  const db = await openDatabase(file);
  await db.run(
    `INSERT INTO milestones BY NAME SELECT * FROM (VALUES ('acme', 'b', DATE '2026-09-01', DATE '2026-09-05'), ('acme', 'a', DATE '2026-09-01', NULL), ('granite-mutual', 'c', NULL, DATE '2026-10-01')) AS made(account, milestone, due_on, done_on)`,
  );
  db.close();
  book = await openBook(file);
  context = { book, knowledge: await loadKnowledge([join(ROOT, "references")]), scope: { asOf: AS_OF, health: "specialist" } };
  accounts = await knownAccounts(book);
  const asked = askedAccounts(accounts);
  const historyOf = await signalHistories(context, await usageFeatures(context), asked, await signalWords(context, asked.ids));
  histories = accounts.map(historyOf);
});
afterAll(() => {
  book.close();
  removeFolder(folder);
});

const day = (column: string): string => `(day_of(${column}) - DATE '1970-01-01')`;

/** One statement a source, its rows as JSON text: nothing of how histories are read has a part in it. */
const BY_HAND: Readonly<Record<string, readonly [sql: string, of: (history: AccountHistory) => readonly unknown[]]>> = {
  tickets: [
    `SELECT account, ${day("created_at")} AS a, ${day("solved_at")} AS b, coalesce(priority IN ('high', 'urgent'), false) AS c, CASE WHEN satisfaction IN ('good', 'bad') THEN satisfaction END AS d FROM tickets WHERE day_of(created_at) <= DATE '${AS_OF}' ORDER BY created_at, ticket`,
    ({ tickets }) => tickets.map(({ day: on, solved, urgent, rating }) => [on, solved, urgent, rating]),
  ],
  surveys: [
    `SELECT account, ${day("answered_at")} AS a, kind AS b, score AS c, coalesce(email, person) AS d FROM surveys WHERE score IS NOT NULL AND day_of(answered_at) <= DATE '${AS_OF}' ORDER BY answered_at, survey`,
    ({ surveys }) => surveys.map(({ day: on, kind, score, person }) => [on, kind, score, person]),
  ],
  meetings: [
    `SELECT account, on_day - DATE '1970-01-01' AS a, coalesce(kind, '') AS b, coalesce(status = 'held', false) AS c, coalesce(status = 'no-show', false) AS d FROM interactions WHERE on_day <= DATE '${AS_OF}' ORDER BY on_day, interaction`,
    ({ meetings }) => meetings.map(({ day: on, kind, held, missed }) => [on, kind, held, missed]),
  ],
  subscriptions: [
    `SELECT account, ${day("started_at")} AS a, ${day("ended_at")} AS b, seats AS c, arr_minor AS d, currency AS e, ${day("period_end_at")} AS f, ${day("canceled_at")} AS g, ${day("trial_end_at")} AS h, ${day("period_start_at")} AS i, CASE WHEN interval = 'month' THEN 1 WHEN interval = 'quarter' THEN 3 WHEN interval = 'half-year' THEN 6 ELSE 12 END AS j FROM subscriptions WHERE day_of(started_at) <= DATE '${AS_OF}' ORDER BY started_at, subscription`,
    ({ subscriptions }) =>
      subscriptions.map((row) => [
        row.started,
        row.ended,
        row.seats,
        row.arr,
        row.currency,
        row.periodEnd,
        row.canceled,
        row.trialEnd,
        row.periodStart,
        row.months,
      ]),
  ],
  invoices: [
    `SELECT account, ${day("issued_at")} AS a, ${day("due_at")} AS b, ${day("paid_at")} AS c, ${day("voided_at")} AS d, coalesce(due_minor, total_minor) AS e, currency AS f FROM invoices
     WHERE coalesce(total_minor, due_minor) > 0 AND coalesce(status, '') <> 'draft' AND NOT (coalesce(status, '') = 'void' AND voided_at IS NULL) AND NOT (coalesce(status, '') = 'paid' AND paid_at IS NULL) AND day_of(issued_at) <= DATE '${AS_OF}' ORDER BY issued_at, invoice`,
    ({ invoices }) => invoices.map(({ issued, due, paid, voided, owed, currency }) => [issued, due, paid, voided, owed, currency]),
  ],
  contacts: [
    `SELECT account, coalesce(name, email, contact) AS a, email AS b, title AS c, coalesce(role, '') AS d, left_on - DATE '1970-01-01' AS e FROM contacts ORDER BY email, a, contact`,
    ({ contacts }) => contacts.map(({ name, email, title, role, left }) => [name, email, title, role, left]),
  ],
  milestones: [
    `SELECT account, due_on - DATE '1970-01-01' AS a, done_on - DATE '1970-01-01' AS b FROM milestones ORDER BY due_on, done_on, milestone`,
    ({ milestones }) => milestones.map(({ due, done }) => [due, done]),
  ],
  "first value": [
    `SELECT account, min(day) - DATE '1970-01-01' AS a FROM usage WHERE day <= DATE '${AS_OF}' AND feature IS NOT NULL AND NOT regexp_matches(lower(feature), '^(log ?in|sign ?in|session)') GROUP BY account`,
    ({ firstValue }) => (firstValue === null ? [] : [[firstValue]]),
  ],
  strategic: [`SELECT account, bool_or(coalesce(strategic, false)) AS a FROM accounts GROUP BY account`, ({ strategic }) => [[strategic]]],
};

describe("signalHistories", () => {
  it.each(Object.keys(BY_HAND))("holds the %s of each account that the book holds, in their order", async (source) => {
    const [sql, of] = BY_HAND[source] ?? ["", () => []];
    const rows = await book.rows(sql);
    const found = new Map<unknown, unknown[]>();
    for (const { account, ...cells } of rows) found.set(account, [...(found.get(account) ?? []), Object.values(cells)]);
    expect(accounts.filter(({ account }) => found.has(account)).length).toBeGreaterThan(0);
    for (const history of histories) expect(of(history), history.account).toEqual(found.get(history.account) ?? []);
  });

  it("knows nothing of an account that was not asked for", async () => {
    const asked = askedAccounts(accounts.slice(3, 9));
    const historyOf = await signalHistories(context, await usageFeatures(context), asked, new Map());
    const [inside, outside] = [accounts[5], accounts[20]];
    if (inside === undefined || outside === undefined) throw new Error("the example has more accounts");
    expect(historyOf(inside)).toEqual({ ...histories[5], words: [] });
    const { account, name, strategic, firstValue, logins, use, ...lists } = historyOf(outside);
    expect([account, name, strategic, firstValue, logins.days.length, use.days.length]).toEqual([
      outside.account,
      outside.name,
      false,
      null,
      0,
      0,
    ]);
    expect(Object.values(lists).flat()).toEqual([]);
  });

  it("does not depend on the order in which accounts are asked for, nor on one being named twice", async () => {
    const sorted = await signalsOf(context, accounts);
    const shuffled = [...accounts.slice(7), ...accounts.slice(0, 9)].reverse();
    const other = await signalsOf(context, shuffled);
    expect([...other].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual([...sorted]);
    expect([...sorted.values()].flat().length).toBeGreaterThan(10);
  });
});
