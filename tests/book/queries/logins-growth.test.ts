import { expect, it } from "vitest";
import { readPanel } from "../../../src/book/queries/panel.ts";
import { addDays } from "../../../src/core/days.ts";
import { imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { ACCOUNTS, subscriptions, usage } from "./samples.ts";

const GROWTH = "logins_change_12w";

/** A row of logins every `step` days back from `last`, newest first. */
const logins = (account: string, last: string, step: number, counts: readonly number[]): string[] =>
  counts.map((count, index) => `${account} ${addDays(last, -step * index)} u1 Login ${count}`);
const book = async (...rows: string[]) =>
  (await imported({ "accounts.csv": ACCOUNTS, "s.csv": subscriptions({}), "u.csv": usage(...rows) })).book;

it("holds twelve weeks against the twelve before, in a panel of several days as by itself", async () => {
  const AS_OF = "2026-11-22";
  const grown = [...Array.from({ length: 12 }, () => 13), ...Array.from({ length: 16 }, () => 10)];
  const context = await contextOf(await book(...logins("Acme_Corp", "2026-11-16", 7, grown)), AS_OF);
  expect(await valuesOf(context, "acme", GROWTH)).toEqual({ [GROWTH]: (156 - 120) / 120 });
  const { accounts, days } = await readPanel(context, [GROWTH], [0, 28]);
  const at = accounts.indexOf("acme");
  // Four weeks before, the last twelve held eight of 13 and four of 10.
  expect(days.map(({ numbers }) => numbers.get(GROWTH)?.[at])).toEqual([(156 - 120) / 120, (144 - 120) / 120]);
});

it("is not known of an account that has not been there that long, nor of use by the month: asked alone and in a panel", async () => {
  const short = await contextOf(await book(...logins("Acme_Corp", "2026-11-16", 7, [9, 9, 9, 9, 9, 9, 9, 9])), "2026-11-19");
  const months = ["2026-11-01", "2026-10-01", "2026-09-01", "2026-08-01", "2026-07-01", "2026-06-01", "2026-05-01", "2026-04-01"];
  const rows = months.map((day, index) => `Acme_Corp ${day} u1 Login ${100 - index}`);
  // Twenty-four weeks back from here lies the last of May: by the day alone, the rows would cover them.
  const monthly = await contextOf(await book(...rows), "2026-11-15");
  for (const context of [short, monthly]) {
    expect(await valuesOf(context, "acme", GROWTH)).toEqual({ [GROWTH]: null });
    const { accounts, days } = await readPanel(context, [GROWTH]);
    expect(days[0]?.numbers.get(GROWTH)?.[accounts.indexOf("acme")]).toBeNaN();
  }
});
