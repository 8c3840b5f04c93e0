import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "../../../src/book/measure.ts";
import { queryNamed } from "../../../src/book/queries/registry.ts";
import { runJson } from "../../../src/testing/run-cli.ts";
import { demoFolder } from "../../../src/testing/demo-book.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";
import { imported } from "../workspace.ts";
import { contextOf } from "./knowledge.ts";
import { type Example, openExample } from "../../run/example.ts";

let example: Example;
let cwd = "";
beforeAll(async () => {
  [example, cwd] = await Promise.all([openExample(), demoFolder()]);
});
afterAll(() => {
  example.close();
  removeFolder(cwd);
});

describe("grave warnings that no tier shows", () => {
  it("are those of `signals` at accounts that `health` calls neither red nor yellow", async () => {
    const day = ["--demo", "--as-of", "2026-11-20"];
    const signals = await runJson<{ name: string; signal: string; severity: string; kind: string }[]>(["signals", ...day], { cwd });
    const health = await runJson<{ name: string; tier: string | null }[]>(["health", "--all", ...day], { cwd });
    const shown = new Set(health.filter(({ tier }) => tier === "red" || tier === "yellow").map(({ name }) => name));
    const noticed = new Set(signals.filter(({ signal }) => signal === "cancellation_requested").map(({ name }) => name));
    const expected = signals.filter(
      ({ name, signal, severity, kind }) =>
        kind === "risk" &&
        (signal === "renewal_due" ? /critical/ : /high|critical/).test(severity) &&
        !shown.has(name) &&
        !noticed.has(name),
    );
    const context = example.session.context();
    const rows = await queryNamed("book-warnings").evidence(context, 0, 100);
    const pairs = (of: readonly Readonly<Record<string, unknown>>[]): string[] =>
      of.map((one) => JSON.stringify([one["name"], one["signal"]])).sort();
    expect(pairs(rows)).toEqual(pairs(expected));
    const [count, names] = await measure(context, { book: "all" }, ["accounts_warned", "accounts_warned_names"]);
    expect(count?.value).toBe(new Set(expected.map(({ name }) => name)).size);
    expect(names?.value).toBe(
      "Marrowstone Bank (a ticket of high or urgent priority stays open); Pellucid Biotech (a ticket of high or urgent priority stays open)",
    );
  });
});

it("lacks no export where it is only that nobody is warned of", async () => {
  const { book } = await imported({
    "accounts.csv": "account_id,name,domain,arr\na1,Acme,acme.com,1200\na2,Birch,birch.com,900\n",
    "nps.csv": "email,score,comment,date\nann@birch.com,9,,2026-11-02\n",
  });
  const [count, names] = await measure(await contextOf(book, "2026-11-20"), { book: "all" }, ["accounts_warned", "accounts_warned_names"]);
  expect([count?.value, count?.source.rows]).toEqual([0, 2]);
  expect([names?.value, names?.reason]).toEqual([null, "no such account has a grave warning"]);
});

it("counts a renewal within 30 days of which nobody has spoken, as `renewals` does, until a talk is booked", async () => {
  const files = (meeting: string): Record<string, string> => ({
    "accounts.csv": "account_id,name,domain,arr,renewal_date\na1,Acme,acme.com,1200,2026-12-10\na2,Birch,birch.com,900,2027-06-01\n",
    "meetings.csv": `Meeting ID,Date,Type,Company,Status\nm1,2026-11-02,Call,Birch,Held\n${meeting}`,
  });
  const named = async (meeting: string): Promise<unknown> => {
    const { book } = await imported(files(meeting));
    const [names] = await measure(await contextOf(book, "2026-11-20"), { book: "all" }, ["accounts_warned_names"]);
    return names?.value;
  };
  expect(await named("")).toBe("Acme (it renews within 30 days, and no talk about it is on record)");
  expect(await named("m2,2026-11-25,Renewal,Acme,Scheduled\n")).toBeNull();
  expect(await named("m2,2026-11-05,Renewal,Acme,Held\n")).toBeNull();
});
