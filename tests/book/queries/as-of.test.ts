import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importExports } from "../../../src/book/import/import-exports.ts";
import { knownAccounts } from "../../../src/book/known-accounts.ts";
import { measure, measureAll } from "../../../src/book/measure.ts";
import { isRecord } from "../../../src/core/json.ts";
import type { Measurement } from "../../../src/domain/facts/fact.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { type Example, openExample } from "../../run/example.ts";
import { opened, workspace } from "../workspace.ts";
import { contextOf, metricsAbout } from "./knowledge.ts";

const EXPORTS = join(ROOT, "examples", "northstar", "exports");

/**
 * The example as it would have been exported at the end of `asOf`: no row of a later day, and no later day in an earlier row. What an
 * export holds undated (priority, stage, rating) stays: it is the current state, and says so.
 */
function asExportedOn(asOf: string): Record<string, string | Uint8Array> {
  const later = (day: string | undefined): boolean => day !== undefined && day !== "" && day.slice(0, 10) > asOf;
  const csv = (
    file: string,
    keep: (row: Record<string, string>) => boolean,
    blank: (row: Record<string, string>) => Record<string, string> = () => ({}),
  ): Record<string, string> => {
    const [header = [], ...rows] = readCsv(readFileSync(join(EXPORTS, file), "utf8"));
    const kept = rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""]))).filter(keep);
    return {
      [file]: [header, ...kept.map((row) => ({ ...row, ...blank(row) })).map((row) => header.map((name) => row[name] ?? ""))]
        .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
        .join("\n"),
    };
  };
  const events = gunzipSync(readFileSync(join(EXPORTS, "mixpanel/events.ndjson.gz")))
    .toString()
    .trim()
    .split("\n");
  const end = Date.parse(`${asOf}T23:59:59Z`) / 1000;
  return {
    ...csv("hubspot/companies.csv", (row) => !later(row["Create Date"])),
    ...csv(
      "hubspot/contacts.csv",
      () => true,
      (row) => (later(row["Left Company On"]) ? { "Left Company On": "" } : {}),
    ),
    // A deal that was closed later stood in a stage that nobody knows.
    ...csv(
      "hubspot/deals.csv",
      (row) => !later(row["Create Date"]),
      (row) => (later(row["Close Date"]) && row["Deal Stage"]?.startsWith("Closed") === true ? { "Deal Stage": "" } : {}),
    ),
    ...csv(
      "stripe/subscriptions.csv",
      (row) => !later(row["Start Date (UTC)"]),
      (row) => ({
        ...(later(row["Ended At (UTC)"]) ? { "Ended At (UTC)": "", "Cancellation Reason": "", Status: "active" } : {}),
        ...(later(row["Canceled At (UTC)"]) ? { "Canceled At (UTC)": "", "Cancel At Period End": "false" } : {}),
      }),
    ),
    ...csv(
      "stripe/invoices.csv",
      (row) => !later(row["Date (UTC)"]),
      (row) => (later(row["Paid At (UTC)"]) ? { "Paid At (UTC)": "", Status: "open", Paid: "false" } : {}),
    ),
    ...csv("surveys/nps.csv", (row) => !later(row["Responded At"])),
    ...csv("calendar/meetings.csv", (row) => !later(row["Date"])),
    "mixpanel/events.ndjson.gz": gzipSync(events.filter((line) => Number(/"time":(\d+)/.exec(line)?.[1]) <= end).join("\n")),
    "zendesk/tickets.json.gz": gzipSync(JSON.stringify(ticketsUpTo(asOf, later))),
  };
}

function ticketsUpTo(asOf: string, later: (day: string | undefined) => boolean): object {
  const whole: unknown = JSON.parse(gunzipSync(readFileSync(join(EXPORTS, "zendesk/tickets.json.gz"))).toString());
  const list = (name: string): Record<string, unknown>[] =>
    isRecord(whole) && Array.isArray(whole[name]) ? whole[name].filter(isRecord) : [];
  const day = (row: Record<string, unknown>, name: string): string => (typeof row[name] === "string" ? row[name] : "");
  const tickets = list("tickets").filter((row) => !later(day(row, "created_at")));
  const solvedLater = new Set(
    list("metric_sets")
      .filter((row) => row["solved_at"] === null || later(day(row, "solved_at")))
      .map((row) => row["ticket_id"]),
  );
  return {
    tickets: tickets.map((row) => (solvedLater.has(row["id"]) ? { ...row, status: "open" } : row)),
    users: list("users"),
    organizations: list("organizations"),
    metric_sets: list("metric_sets").map((row) => {
      const reply = isRecord(row["reply_time_in_minutes"]) ? Number(row["reply_time_in_minutes"]["calendar"]) : 0;
      const repliedLater = Date.parse(day(row, "created_at")) + reply * 60_000 > Date.parse(`${asOf}T23:59:59Z`);
      return {
        ...row,
        ...(later(day(row, "solved_at")) ? { solved_at: null } : {}),
        ...(repliedLater ? { reply_time_in_minutes: null } : {}),
      };
    }),
  };
}

/** Cells of a CSV text, quotes and line breaks within them included. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [whole, quoted, bare = "", end] of text.trimEnd().matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g)) {
    if (whole === "" && end === "") break;
    rows.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === "\n") rows.push([]);
  }
  return rows;
}

describe("as of an earlier day", () => {
  let example: Example;
  beforeAll(async () => {
    example = await openExample();
  });
  afterAll(() => example.close());

  it.each(["2026-09-30", "2026-10-28"])("%s, nothing that was recorded later is seen", async (asOf) => {
    const input = workspace(asExportedOn(asOf));
    await importExports(input);
    const then = await opened(input);
    const { knowledge, book } = example.session;
    const [now, before] = [await contextOf(book, asOf, knowledge), await contextOf(then, asOf, knowledge)];
    const accounts = (await knownAccounts(then)).map(({ account }) => account);
    expect(accounts.length).toBeGreaterThan(38);
    const told = (measurements: readonly Measurement[]): object =>
      Object.fromEntries(measurements.map(({ metric, value, source }) => [metric, [value, source.rows]]));
    const [all, allBefore] = [
      await measureAll(now, accounts, metricsAbout("account")),
      await measureAll(before, accounts, metricsAbout("account")),
    ];
    for (const account of accounts) expect.soft(told(all.get(account) ?? []), account).toEqual(told(allBefore.get(account) ?? []));
    expect(told(await measure(now, { book: "all" }, metricsAbout("book")))).toEqual(
      told(await measure(before, { book: "all" }, metricsAbout("book"))),
    );
  });

  it("sees what was so then, not what is so now", async () => {
    const { knowledge, book } = example.session;
    const of = async (asOf: string, account: string, ...names: string[]): Promise<unknown[]> =>
      (await measure(await contextOf(book, asOf, knowledge), { account }, names)).map(({ value }) => value);
    // Acme's champion left on 16 October, its invoice fell due on the 15th.
    expect(await of("2026-10-15", "acme", "champions", "champion_gone_name", "overdue_days")).toEqual([1, null, null]);
    expect(await of("2026-10-16", "acme", "champions", "champion_gone_name", "overdue_days")).toEqual([0, "Marisol Vega", 1]);
    // Harbor & Pine cancelled on 28 August and left on 18 September.
    expect(await of("2026-08-27", "harbor-pine", "cancel_requested", "churned_on", "churn_reason")).toEqual([0, null, null]);
    expect(await of("2026-08-28", "harbor-pine", "cancel_requested", "churned_on", "churn_reason")).toEqual([1, null, null]);
    expect(await of("2026-09-18", "harbor-pine", "arr", "churned_on", "churn_reason")).toEqual([null, "2026-09-18", "switched_service"]);
  });
});
