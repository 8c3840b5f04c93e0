import { describe, expect, it } from "vitest";
import { measure } from "../../../src/book/measure.ts";
import { askOnce } from "../../../src/book/queries/ask-once.ts";
import { journeyDates } from "../../../src/book/queries/journey-dates.ts";
import { readPanel } from "../../../src/book/queries/panel.ts";
import { importFindings } from "../../../src/book/snapshot/findings.ts";
import { addDays } from "../../../src/core/days.ts";
import { imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { ACCOUNTS, subscriptions, usage } from "./samples.ts";

/** A Sunday; the last week, which ends on it, stands under its Monday. */
const AS_OF = "2026-11-22";
const MONDAY = "2026-11-16";

/** Logins of so many weeks up to the last Monday, newest first, by two people. */
const weeks = (account: string, counts: readonly number[]): string[] =>
  counts.flatMap((count, index) => [
    `${account} ${addDays(MONDAY, -7 * index)} u1 Login ${count - 1}`,
    `${account} ${addDays(MONDAY, -7 * index)} u2 Login 1`,
  ]);
const flat = (count: number, length = 14): number[] => Array.from({ length }, () => count);

const CHANGE = ["logins_last_30d", "logins_prior_30d", "logins_change_30d", "logins_down_since"];

describe("use that is recorded by the week", () => {
  const files = {
    "accounts.csv": ACCOUNTS,
    "s.csv": subscriptions({}),
    "u.csv": usage(...weeks("Acme_Corp", flat(88)), ...weeks("Birch", [96, 96, 96, 96, ...flat(240, 10)])),
  };

  it("is compared in whole weeks: even use is even, and a fall is as deep as it was", async () => {
    const { book } = await imported(files);
    const context = await contextOf(book, AS_OF);
    expect(await valuesOf(context, "acme", ...CHANGE, "logins_per_user_week", "active_users_30d", "seat_utilisation")).toEqual({
      logins_last_30d: 352,
      logins_prior_30d: 352,
      logins_change_30d: 0,
      logins_down_since: null,
      logins_per_user_week: 44,
      active_users_30d: 2,
      seat_utilisation: 0.2,
    });
    // 96 + 240 × 3 is 15 % below 240 × 4, 96 × 2 + 240 × 2 is 30 %.
    expect(await valuesOf(context, "birch", ...CHANGE)).toEqual({
      logins_last_30d: 384,
      logins_prior_30d: 960,
      logins_change_30d: -0.6,
      logins_down_since: "2026-11-02",
    });
    const [day, before] = (await readPanel(context, ["logins_change_30d"], [0, 14])).days;
    expect([day, before].map((one) => Array.from(one?.numbers.get("logins_change_30d") ?? []))).toEqual([
      [0, -0.6],
      [0, -0.3],
    ]);
  });

  it("says which days a figure is of, and rests on their rows", async () => {
    const { book } = await imported(files);
    const [last, change] = await measure(await contextOf(book, "2026-11-26"), { account: "birch" }, [
      "logins_last_30d",
      "logins_change_30d",
    ]);
    // No week of the 23rd is there yet: the four before it count.
    expect(last).toMatchObject({ value: 384, window: { from: "2026-10-26", to: "2026-11-22" }, days: { last: 28, before: 28 } });
    expect(last?.formula).toBe("logins in the 28 days to 2026-11-22");
    expect(change).toMatchObject({ value: -0.6, window: { from: "2026-09-28", to: "2026-11-22" } });
  });

  it("leaves out the week that is not over", async () => {
    const { book } = await imported(files);
    const context = await contextOf(book, "2026-11-19");
    // 96 × 3 + 240, the week of the 16th being in its fourth day; some of its use there is all the same.
    expect(await valuesOf(context, "birch", "logins_last_30d", "last_use_on", "days_silent")).toEqual({
      logins_last_30d: 528,
      last_use_on: "2026-11-19",
      days_silent: 0,
    });
  });

  it("is not known where the last weeks are missing", async () => {
    const { book } = await imported(files);
    const [last] = await measure(await contextOf(book, "2026-12-21"), { account: "acme" }, ["logins_last_30d"]);
    expect(last).toMatchObject({ value: null, reason: "use is recorded by the week, up to 2026-11-22 only" });
  });

  it("is told at import, by its file", async () => {
    const { book } = await imported(files);
    expect((await importFindings(book)).filter(({ kind }) => kind.startsWith("usage-by"))).toMatchObject([
      { kind: "usage-by-week", message: expect.stringContaining("by the week in u.csv") },
    ]);
  });
});

it("use that is recorded by the month is of the month that begins on its row, and the one that is not over is left out", async () => {
  const months = ["2026-11-01 50", "2026-10-01 200", "2026-09-01 200", "2026-08-01 200"];
  const { book } = await imported({
    "accounts.csv": ACCOUNTS,
    "s.csv": subscriptions({ "Start Date (UTC)": "2026-08-15 00:00:00" }),
    "u.csv": usage(...months.map((day) => `Acme_Corp ${day.replace(" ", " u1 Login ")}`)),
  });
  const [last, change, since] = await measure(await contextOf(book, AS_OF), { account: "acme" }, [
    "logins_last_30d",
    "logins_change_30d",
    "logins_down_since",
  ]);
  expect(last).toMatchObject({ value: 200, window: { from: "2026-10-01", to: "2026-10-31" }, days: { last: 31, before: 30 } });
  expect(change?.value).toBe(0);
  expect(since?.reason).toBe("use is recorded by the month, which tells no day");
  const kinds = (await importFindings(book)).map(({ kind }) => kind);
  expect(kinds).toContain("usage-by-month");
  expect(kinds).not.toContain("usage-before-subscription");
  expect(await askOnce(journeyDates, await contextOf(book, AS_OF))).toContainEqual(expect.objectContaining({ first_use_on: "2026-08-15" }));
});

it("use by the day is of 30 days as ever, and nothing is said of it", async () => {
  const daily = Array.from({ length: 70 }, (_, ago) => `Acme_Corp ${addDays(AS_OF, -ago)} u1 Login 1`);
  const { book } = await imported({ "accounts.csv": ACCOUNTS, "u.csv": usage(...daily) });
  const [last] = await measure(await contextOf(book, AS_OF), { account: "acme" }, ["logins_last_30d"]);
  expect(last).toMatchObject({ value: 30, window: { from: "2026-10-24", to: AS_OF }, formula: "logins in the 30 days to as-of" });
  expect(last).not.toHaveProperty("days");
  expect((await importFindings(book)).map(({ kind }) => kind)).not.toContain("usage-by-week");
});
