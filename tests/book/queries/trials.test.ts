import { describe, expect, it } from "vitest";
import { checkAccounts } from "../../../src/book/queries/check-accounts.ts";
import type { Row } from "../../../src/book/book.ts";
import { imported } from "../workspace.ts";
import { contextOf, shippedKnowledge, valuesOf } from "./knowledge.ts";
import { ACCOUNTS, subscriptions, usage } from "./samples.ts";

const AS_OF = "2026-11-19";
const TRIAL = {
  "Start Date (UTC)": "2026-11-10 00:00:00",
  "Current Period Start (UTC)": "2026-11-10 00:00:00",
  "Current Period End (UTC)": "2026-12-10 00:00:00",
  "Trial End (UTC)": "2026-12-10 00:00:00",
  Status: "trialing",
};

/** Used long before the trial, and within it. */
const USED = usage("Acme_Corp 2026-07-06 u1 Board_opened 1", "Acme_Corp 2026-11-16 u1 Board_opened 1");

describe("an account on a recorded trial", () => {
  it("pays nothing meanwhile, also where the export does not say until when", async () => {
    for (const until of [{}, { "Trial End (UTC)": "" }, { "Trial End (UTC)": "", "Current Period End (UTC)": "" }]) {
      const { book } = await imported({ "accounts.csv": ACCOUNTS, "s.csv": subscriptions({ ...TRIAL, ...until }), "u.csv": USED });
      expect(await valuesOf(await contextOf(book, AS_OF), "acme", "arr", "churned_on")).toEqual({ arr: null, churned_on: null });
    }
  });

  it("has its first use and its first value from the trial's start on, as every answer tells them", async () => {
    const { book } = await imported({ "accounts.csv": ACCOUNTS, "s.csv": subscriptions(TRIAL), "u.csv": USED });
    const names = ["journey_start", "first_value_since_start", "days_to_first_value", "milestones_late", "onboarding_open"];
    expect(await valuesOf(await contextOf(book, AS_OF), "acme", ...names)).toEqual({
      journey_start: "2026-11-10",
      first_value_since_start: "2026-11-16",
      days_to_first_value: 6,
      milestones_late: 0,
      onboarding_open: 0,
    });
    const before = await valuesOf(await contextOf(book, "2026-11-15"), "acme", "first_value_since_start", "next_milestone");
    expect(before).toEqual({ first_value_since_start: null, next_milestone: "first use" });
  });

  it("may use the product without a subscription in force; one whose trial is over may not", async () => {
    const conflict = async (row: Readonly<Record<string, string>>): Promise<unknown> => {
      const { book } = await imported({ "accounts.csv": ACCOUNTS, "s.csv": subscriptions(row), "u.csv": USED });
      const rows = await book.rows<Row>(checkAccounts(await shippedKnowledge()), { as_of: AS_OF });
      return rows.find(({ account }) => account === "acme")?.["churn_conflict"];
    };
    expect(await conflict(TRIAL)).toBeNull();
    const over = (on: string) => ({ ...TRIAL, "Start Date (UTC)": "2026-10-01 00:00:00", "Trial End (UTC)": on, "Ended At (UTC)": on });
    expect(await conflict(over("2026-11-08 00:00:00"))).toBe("without a subscription in force, but it used the product on 2026-11-16");
    // A week's use may be dated on its last day, so that a few days after the end say nothing, nor does use before it.
    expect(await conflict(over("2026-11-09 00:00:00"))).toBeNull();
    expect(await conflict(over("2026-11-18 00:00:00"))).toBeNull();
  });
});
