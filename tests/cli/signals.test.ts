import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, isDay } from "../../src/core/days.ts";
import { SEVERITIES } from "../../src/domain/brief/brief.ts";
import type { Signal } from "../../src/domain/signals/signal.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

let cwd = "";
let all: readonly Signal[] = [];
beforeAll(async () => {
  cwd = await demoFolder();
  all = await runJson<Signal[]>(["signals", "--demo"], { cwd });
});
afterAll(() => removeFolder(cwd));

const of = (account: string): string[] => all.filter((signal) => signal.account === account).map(({ signal }) => signal);
const find = (account: string, name: string): Signal | undefined =>
  all.find((signal) => signal.account === account && signal.signal === name);

describe("signals --json", () => {
  it("has the keys that scripts rely on, a real day not after as-of, and figures behind each", () => {
    expect(all.length).toBeGreaterThan(10);
    for (const signal of all) {
      expect(SEVERITIES).toContain(signal.severity);
      expect(isDay(signal.first_seen) && signal.first_seen <= "2026-11-20", `${signal.account} ${signal.signal} ${signal.first_seen}`).toBe(
        true,
      );
      expect(signal.evidence.length).toBeGreaterThan(0);
      for (const evidence of signal.evidence)
        expect(evidence).toMatchObject({ metric: expect.any(String), unit: expect.any(String), formula: expect.any(String) });
    }
  });

  it("sorts the gravest first", () => {
    const ranks = all.map(({ severity }) => SEVERITIES.indexOf(severity));
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
  });

  it("finds what happened at Acme, with the days on which it began", () => {
    expect(of("acme")).toEqual(
      expect.arrayContaining([
        "usage_down",
        "escalation",
        "key_person_gone",
        "payment_overdue",
        "negative_nps",
        "renewal_due",
        "feature_decline",
        "competitor_mentioned",
        "bad_ratings",
      ]),
    );
    expect(find("acme", "key_person_gone")).toMatchObject({ severity: "high", first_seen: "2026-10-16" });
    expect(find("acme", "payment_overdue")).toMatchObject({ first_seen: "2026-10-16" });
    expect(find("acme", "negative_nps")).toMatchObject({ first_seen: "2026-10-28" });
    // 24 days left and no conversation about it on record.
    expect(find("acme", "renewal_due")).toMatchObject({ severity: "critical", first_seen: "2026-09-15" });
  });

  it("finds the chances at Brightloom and the silence of Driftwood", () => {
    expect(of("brightloom")).toEqual(expect.arrayContaining(["adoption_high", "seats_full", "promoter", "asks_for_more"]));
    expect(of("driftwood-analytics")).toEqual(expect.arrayContaining(["silent", "usage_down"]));
    expect(find("driftwood-analytics", "silent")).toMatchObject({ first_seen: "2026-09-30" });
  });

  it("leaves alone who is ten days old, noisy but content, or gone", () => {
    expect(of("fernhill-labs").filter((signal) => signal === "silent" || signal === "usage_down")).toEqual([]);
    expect(all.filter(({ account, kind, severity }) => account === "ember-oak" && kind === "risk" && severity !== "low")).toEqual([]);
    expect(of("harbor-pine")).toEqual([]);
    expect(of("kestrel-outdoor")).toEqual([]);
  });

  it("sees a cancellation that has not yet taken effect", () => {
    expect(find("wickerwood-furniture", "cancellation_requested")?.severity).toBe("critical");
  });

  it("gives one account's signals as it does among all, and one kind", async () => {
    expect(await runJson(["signals", "Brightloom", "--demo"], { cwd })).toEqual(all.filter(({ account }) => account === "brightloom"));
    expect(await runJson(["signals", "--kind", "expansion", "--demo"], { cwd })).toEqual(all.filter(({ kind }) => kind === "expansion"));
  });
});

describe("first_seen", () => {
  it("is the day on which the program would first have said so: there with --as-of that day, not the day before", async () => {
    const begin = "2026-06-30";
    const chosen = [
      "usage_down",
      "feature_decline",
      "power_user_silent",
      "renewal_due",
      "payment_overdue",
      "escalation",
      "silent",
      "tickets_stuck",
      "negative_nps",
    ];
    const checked = chosen.flatMap((name) => all.find(({ signal, first_seen: first }) => signal === name && first > begin) ?? []);
    expect(checked.length).toBe(chosen.length);
    for (const { account, signal, first_seen: first } of checked) {
      const on = async (day: string): Promise<Signal | undefined> =>
        (await runJson<Signal[]>(["signals", account, "--demo", "--as-of", day], { cwd })).find((one) => one.signal === signal);
      expect((await on(first))?.first_seen, `${account} ${signal} on ${first}`).toBe(first);
      expect(await on(addDays(first, -1)), `${account} ${signal} the day before ${first}`).toBeUndefined();
    }
  });
});

describe("accounts to which nothing happens", () => {
  const OF_USE = ["usage_down", "logins_stopped", "feature_decline", "power_user_silent", "ticket_spike"];

  it("send hardly any warning of use: at most one in twenty, on six days of the example", async () => {
    // Those with a story of falling use, and those who left or have just come, are no quiet accounts.
    const stories = ["acme", "driftwood-analytics", "harbor-pine", "kestrel-outdoor", "cobalt-freight", "fernhill-labs"];
    let [warnings, judged] = [0, 0];
    for (const day of ["2026-08-14", "2026-09-01", "2026-09-20", "2026-10-11", "2026-11-01", "2026-11-20"]) {
      const signals = await runJson<Signal[]>(["signals", "--demo", "--as-of", day], { cwd });
      warnings += signals.filter(({ account, signal }) => OF_USE.includes(signal) && !stories.includes(account)).length;
      judged += 42 - stories.length;
    }
    expect(warnings / judged).toBeLessThanOrEqual(0.05);
  });
});

describe("signals --rules", () => {
  it("lists every kind with its condition, without a book", async () => {
    const rules = await runJson<{ signal: string; condition: string }[]>(["signals", "--rules"], { cwd: "/" });
    expect(rules.length).toBeGreaterThan(30);
    expect(rules.find(({ signal }) => signal === "usage_down")?.condition).toContain("30 %");
    const { stdout } = await runCli(["signals", "--rules", "--kind", "expansion"], { cwd: "/" });
    expect(stdout).toContain("adoption_high");
    expect(stdout).not.toContain("usage_down");
  });
});

it("prints each signal with its severity and figures for people", async () => {
  const { exit, stdout } = await runCli(["signals", "acme", "--demo"], { cwd });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/critical +Acme Corp: the renewal is near \(renewal_due, since 2026-09-15\)/);
  expect(stdout).toContain("signals of 1 account as of 2026-11-20");
});

describe("signals long after the exports end", () => {
  it("warns that the data are old, and takes nobody's silence for news", async () => {
    const { exit, stdout, stderr } = await runCli(["signals", "--demo", "--as-of", "2027-02-01", "--json"], { cwd });
    expect(exit).toBe(0);
    expect(stderr).toMatch(/exports end before 2027-02-01: usage on 2026-11-20, 73 days before; tickets on 2026-11-17, 76 days before/);
    const found = new Set((JSON.parse(stdout) as Signal[]).map(({ signal }) => signal));
    expect(found).toContain("payment_overdue");
    for (const missing of ["usage_down", "logins_stopped", "feature_decline", "power_user_silent", "silent", "review_overdue"])
      expect(found, missing).not.toContain(missing);
  });

  it("says nothing of the kind on the last day with data", async () => {
    expect((await runCli(["signals", "--demo", "--as-of", "2026-11-20"], { cwd })).stderr).not.toContain("exports end");
  });
});

it("fits a narrow terminal", async () => {
  for (const argv of [
    ["signals", "--demo"],
    ["signals", "--rules"],
  ]) {
    const { stdout } = await runCli(argv, { cwd, width: 60 });
    expect(stdout.split("\n").filter((line) => [...line].length > 60)).toEqual([]);
  }
});
