import { describe, expect, it } from "vitest";
import { signalsOf } from "../../../src/book/signals-of.ts";
import { USER_COUNT } from "../../../src/book/user-counts.ts";
import { addDays } from "../../../src/core/days.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { imported } from "../workspace.ts";

const COMPANIES = [
  "Record ID,Company name,Company Domain Name,Lifecycle Stage,ARR,Currency,Seats,Contract Start Date,Renewal Date,Create Date",
  "1,Alder,alder.example,Customer,84000,USD,40,2025-04-01,2027-03-31,2025-02-20",
  "2,Birch,birch.example,Customer,12000,USD,20,2025-04-01,2027-03-31,2025-02-20",
  "",
].join("\n");
const ASOF = "2026-11-22";
/** A row a week and feature: 12 weeks from Monday up to as-of, with Alder's people growing from 28 to 39 and the last week but one the fullest. */
const WEEKS = Array.from({ length: 12 }, (_, week) => addDays(ASOF, -6 - 7 * (11 - week)));
const ALDER = [28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 39, 38];
const USAGE = [
  "day,account,feature,events",
  ...WEEKS.flatMap((day, week) => [
    `${day},alder.example,Login,100`,
    `${day},alder.example,${USER_COUNT},${ALDER[week]}`,
    `${day},birch.example,Login,40`,
  ]),
  "",
].join("\n");

describe("active users told as a number", () => {
  it("are held against the seats by their largest week of the month, and are no use", async () => {
    const { book } = await imported({ "companies.csv": COMPANIES, "usage.csv": USAGE });
    const context = await contextOf(book, ASOF);
    expect(await valuesOf(context, "alder", "seat_utilisation", "seats_in_use", "active_users_30d", "logins_last_30d")).toEqual({
      seat_utilisation: 39 / 40,
      seats_in_use: 39,
      // Who they are is not told, so people of a month cannot be counted.
      active_users_30d: null,
      logins_last_30d: 400,
    });
    expect(await valuesOf(context, "birch", "seat_utilisation")).toEqual({ seat_utilisation: null });
    expect(await book.rows("SELECT count(*) AS n FROM usage WHERE feature <> 'Login'")).toEqual([{ n: 0 }]);
    expect(await book.rows("SELECT feature FROM usage_features")).toEqual([{ feature: "Login" }]);
  });

  it("are the users of a month, by their largest week, where nobody is named", async () => {
    const { book } = await imported({ "companies.csv": COMPANIES, "usage.csv": USAGE });
    const context = await contextOf(book, ASOF);
    const october = { ...context, scope: { ...context.scope, period: { from: "2026-10-01", to: "2026-10-31" } } };
    expect(await valuesOf(october, "alder", "quarter_active_users", "quarter_logins")).toEqual({
      quarter_active_users: 36,
      quarter_logins: 400,
    });
    expect(await valuesOf(october, "birch", "quarter_active_users")).toEqual({ quarter_active_users: null });
  });

  it("are seen as of a day", async () => {
    const { book } = await imported({ "companies.csv": COMPANIES, "usage.csv": USAGE });
    const early = await contextOf(book, addDays(ASOF, -7));
    expect(await valuesOf(early, "alder", "seats_in_use")).toEqual({ seats_in_use: 39 });
    expect(await valuesOf(await contextOf(book, addDays(ASOF, -14)), "alder", "seats_in_use")).toEqual({ seats_in_use: 37 });
  });

  it("send the signal that seats run out", async () => {
    const { book } = await imported({ "companies.csv": COMPANIES, "usage.csv": USAGE });
    const signals = await signalsOf(await contextOf(book, ASOF), [
      { account: "alder", name: "Alder" },
      { account: "birch", name: "Birch" },
    ]);
    const full = signals.get("alder")?.find(({ title }) => title === "the seats run out");
    expect(full?.evidence.map(({ metric, value }) => [metric, value])).toEqual([
      ["seat_utilisation", 39 / 40],
      ["active_users_30d", 39],
      ["seats", 40],
    ]);
    expect(full?.first_seen).toBe(addDays(WEEKS[8] ?? "", 6));
    expect(signals.get("birch")?.some(({ title }) => title === "the seats run out")).toBe(false);
  });
});
