import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findTickets } from "../../src/book/find-tickets.ts";
import { knownAccounts } from "../../src/book/known-accounts.ts";
import { lastActivity } from "../../src/book/last-activity.ts";
import { measure, measureAll } from "../../src/book/measure.ts";
import { peopleOf } from "../../src/book/people-of.ts";
import { queryNamed } from "../../src/book/queries/registry.ts";
import type { Query, QueryContext } from "../../src/book/queries/query.ts";
import { tablesWithRows } from "../../src/book/tables-with-rows.ts";
import { daysBetween } from "../../src/core/days.ts";
import { UNITS } from "../../src/domain/facts/fact.ts";
import { METRICS } from "../../src/domain/facts/metrics/registry.ts";
import { type Example, openExample } from "../run/example.ts";
import { metricsAbout } from "./queries/knowledge.ts";
import { COMPANIES, imported } from "./workspace.ts";

let example: Example;
let context: QueryContext;
beforeAll(async () => {
  example = await openExample();
  context = example.session.context();
});
afterAll(() => example.close());

const accountsOf = ({ accounts }: Example): string[] => accounts.map(({ account }) => account);

describe("measure", () => {
  it("gives one measurement a metric, in the order asked, each of a kind that fits its unit, and a reason for what is absent", async () => {
    for (const subject of [{ account: "acme" }, { account: "harbor-pine" }, { account: "zephyr-kiln" }, { book: "all" }] as const) {
      const names = metricsAbout("account" in subject ? "account" : "book").toReversed();
      const measured = await measure(context, subject, names);
      expect(measured.map(({ metric }) => metric)).toEqual(names);
      for (const { metric, value, unit, reason, currency, window, asOf, source, subject: about } of measured) {
        expect.soft(UNITS).toContain(unit);
        expect.soft(value === null ? (reason ?? "").length > 3 : reason === undefined, `${metric}: ${value} ${reason}`).toBe(true);
        if (value !== null) expect.soft(typeof value, metric).toBe(["text", "date", "tier"].includes(unit) ? "string" : "number");
        if (unit === "date" && value !== null) expect.soft(value, metric).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        if (unit === "money" && value !== null) expect.soft(Number.isInteger(value), metric).toBe(true);
        expect.soft(currency, metric).toBe(unit === "money" ? "USD" : undefined);
        // Figures of a period that the question may name are of the last full quarter here.
        const to = METRICS.get(metric)?.ofPeriod === true ? "2026-09-30" : "2026-11-20";
        expect.soft([asOf, window.to, about], metric).toEqual(["2026-11-20", to, subject]);
        const days = METRICS.get(metric)?.ofPeriod === true ? 91 : Math.max((METRICS.get(metric)?.window ?? 0) - 1, 0);
        expect.soft(daysBetween(window.from, window.to), metric).toBe(days);
        expect.soft(source.tables.length > 0 && source.rows >= 0, metric).toBe(true);
      }
    }
  });

  it("names a metric once, with a title, a formula, its query and what it may be called", () => {
    for (const metric of METRICS.values()) {
      expect.soft(queryNamed(metric.query).name).toBe(metric.query);
      expect
        .soft(
          [metric.title, metric.formula, metric.needs].every((text) => text.length > 2),
          metric.name,
        )
        .toBe(true);
      expect
        .soft(
          metric.words.every((word) => word === word.toLowerCase()),
          metric.name,
        )
        .toBe(true);
    }
  });

  it("gives the same key for the same measurement and another for any other", async () => {
    const keysOf = async (more: Partial<QueryContext["scope"]>, account = "acme"): Promise<string[]> =>
      (await measure({ ...context, scope: { ...context.scope, ...more } }, { account }, ["arr", "health_score", "logins_last_30d"])).map(
        ({ key }) => key,
      );
    const keys = await keysOf({});
    expect(await keysOf({})).toEqual(keys);
    expect(new Set([...keys, ...(await keysOf({ asOf: "2026-11-19" })), ...(await keysOf({}, "brightloom"))]).size).toBe(9);
    // The health model is part of a score, and of nothing else.
    const other = await keysOf({ health: "customer-success" });
    expect(other.map((key, index) => key === keys[index])).toEqual([true, false, true]);
  });

  it("measures what is about the book of the book, whoever is asked about", async () => {
    const [ofAccount] = await measure(context, { account: "acme" }, ["book_arr"]);
    expect(ofAccount).toEqual((await measure(context, { book: "all" }, ["book_arr"]))[0]);
  });

  it("refuses an unknown metric, an unknown model, and a figure of one account without one", async () => {
    await expect(measure(context, { account: "acme" }, ["logins_lst_30d"])).rejects.toMatchObject({
      code: "unknown-metric",
      detail: { allowed: expect.arrayContaining(["logins_last_30d"]) },
    });
    await expect(
      measure({ ...context, scope: { ...context.scope, health: "own" } }, { account: "acme" }, ["health_score"]),
    ).rejects.toMatchObject({ code: "unknown-health-model", detail: { allowed: expect.arrayContaining(["specialist"]) } });
    await expect(measure(context, { book: "all" }, ["arr"])).rejects.toMatchObject({ code: "needs-account" });
  });

  it("says whether an account alone has no rows, or nobody has any on that day", async () => {
    const nothing = (needs: string): object => ({
      value: null,
      reason: `nothing is on record for this account: it needs ${needs}`,
      source: { rows: 0 },
    });
    const meetings = nothing("a meetings or calendar export");
    expect(await measure(context, { account: "nobody" }, ["arr", "days_since_meeting"])).toMatchObject([
      nothing("a subscriptions export (Stripe)"),
      meetings,
    ]);
    const before = { ...context, scope: { ...context.scope, asOf: "2001-01-01" } };
    expect(await measure(before, { account: "nobody" }, ["days_since_meeting"])).toMatchObject([
      { value: null, reason: "no rows: it needs a meetings or calendar export", source: { rows: 0 } },
    ]);
    expect((await measureAll(context, ["acme", "nobody"], ["days_since_meeting"])).get("nobody")).toMatchObject([meetings]);
  });
});

describe("measureAll", () => {
  it.each(["2026-11-20", "2026-09-01"])("equals measure, account by account, as of %s", async (asOf) => {
    const then = { ...context, scope: { ...context.scope, asOf } };
    const accounts = accountsOf(example);
    const names = metricsAbout("account");
    const all = await measureAll(then, accounts, names);
    expect([...all.keys()]).toEqual(accounts);
    for (const account of accounts) expect(all.get(account), account).toEqual(await measure(then, { account }, names));
  });
});

describe("the evidence behind a Fact", () => {
  const queries = (about: "account" | "book"): Query[] =>
    [...new Set([...METRICS.values()].filter((metric) => metric.about === about).map(({ query }) => query))].map(queryNamed);

  it("is rows of the account, no more than asked for, the same each time", async () => {
    const present = await tablesWithRows(example.session.book);
    // The example has no success plans, so nothing stands behind what is said of them.
    for (const query of queries("account").filter(
      ({ tables }) => tables.every((table) => present.has(table) || table === "milestones") || tables.length === 1,
    )) {
      const scoped = { ...context, scope: { ...context.scope, account: "acme" } };
      const rows = await query.evidence(scoped, 90, 1000);
      expect.soft(rows.length, query.name).toBeGreaterThan(0);
      // A gap of the product is the tickets of all who report it, and peers are the others.
      if (!["recurring-gap", "peers"].includes(query.name))
        expect.soft(new Set(rows.map(({ account }) => account)), query.name).toEqual(new Set(["acme"]));
      expect.soft(await query.evidence(scoped, 90, 3), query.name).toEqual(rows.slice(0, 3));
      expect.soft((await query.evidence({ ...context, scope: { ...context.scope, account: "nobody" } }, 0, 10)).length, query.name).toBe(0);
    }
  });

  it("of the book is bounded, too", async () => {
    for (const query of queries("book")) {
      // Of the contracts that ended in the last quarter none has been left open.
      const period = { from: "2026-11-20", to: "2027-03-31" };
      const asked = query.name === "period-renewals" ? { ...context, scope: { ...context.scope, period } } : context;
      const rows = await query.evidence(asked, 0, 500);
      expect.soft(rows.length, query.name).toBeGreaterThan(1);
      expect.soft(await query.evidence(asked, 0, 2), query.name).toEqual(rows.slice(0, 2));
    }
  });

  it("shows nothing later than as-of", async () => {
    const asOf = "2026-07-15";
    for (const query of [...queries("account"), ...queries("book")]) {
      const rows = await query.evidence({ ...context, scope: { ...context.scope, asOf } }, 0, 5000);
      // The end of a running period and a planned close lie ahead by their nature; created_on is the record's.
      const days = rows.flatMap((row) =>
        Object.entries(row).filter(
          ([name, value]) => /_on$|^day$/.test(name) && !/^(period_ends_on|close_on|due_on)$/.test(name) && typeof value === "string",
        ),
      );
      expect.soft(days.filter(([, day]) => String(day) > asOf).slice(0, 3), query.name).toEqual([]);
    }
  });

  it("names the file and the line of stored rows", async () => {
    const rows = await queryNamed("billing").evidence({ ...context, scope: { ...context.scope, account: "acme" } }, 0, 5);
    expect(rows.every(({ file, line }) => file === "stripe/invoices.csv" && Number(line) > 1)).toBe(true);
  });
});

describe("looking around in the book", () => {
  it("knows every account by its names, domains and ids", async () => {
    const acme = example.accounts.find(({ account }) => account === "acme");
    expect(acme?.name).toBe("Acme Corp");
    expect(acme?.keys).toEqual(expect.arrayContaining(["acme.example", "18204551000"]));
    expect(example.accounts).toHaveLength(42);
    expect(await knownAccounts(example.session.book)).toEqual(example.accounts);
  });

  it("takes the last day with activity, never one after today", async () => {
    const { book } = example.session;
    expect(await lastActivity(book, "2027-06-01")).toBe("2026-11-20");
    expect(await lastActivity(book, "2026-10-05")).toBe("2026-10-05");
    expect(await lastActivity(book, "2020-01-01")).toBeUndefined();
  });

  it("knows which tables have rows, and the people at customers", async () => {
    const { book } = await imported({
      "c.csv": COMPANIES,
      "p.csv": "Record ID,First Name,Last Name,Email,Job Title,Associated Company IDs\n1,Mia,Holt,mia@acme.example,COO,101\n",
    });
    expect([...(await tablesWithRows(book))].sort()).toEqual(["accounts", "contacts"]);
    expect(await peopleOf(book)).toEqual(["Mia Holt"]);
    expect(await lastActivity(book, "2027-01-01")).toBeUndefined();
    expect((await tablesWithRows(example.session.book)).size).toBe(10);
  });

  it("finds tickets by words, newest first, with their state on as-of", async () => {
    const { book } = example.session;
    const search = { account: "acme", words: ["SCIM"], days: 90, limit: 2, offset: 0, asOf: "2026-11-20" };
    const all = await findTickets(book, { ...search, limit: 100 });
    expect(all.tickets).toHaveLength(all.total);
    expect(all.tickets.every(({ subject, body }) => `${subject} ${body}`.toLowerCase().includes("scim"))).toBe(true);
    expect(all.tickets.map(({ created }) => created)).toEqual(
      all.tickets
        .map(({ created }) => created)
        .toSorted()
        .toReversed(),
    );
    expect(await findTickets(book, { ...search, offset: 1 })).toEqual({ total: all.total, tickets: all.tickets.slice(1, 3) });
    expect((await findTickets(book, { ...search, words: ["scim", "no such word'; --"] })).total).toBe(0);
    const earlier = await findTickets(book, { ...search, asOf: "2026-10-15", limit: 100 });
    expect(earlier.tickets.every(({ created }) => created <= "2026-10-15" && created > "2026-07-17")).toBe(true);
    const open = (found: typeof all): number => found.tickets.filter(({ status }) => status === "open").length;
    expect(open(await findTickets(book, { ...search, words: [], limit: 100 }))).toBeGreaterThan(0);
    expect((await findTickets(book, { ...search, account: "nobody" })).tickets).toEqual([]);
  });
});
