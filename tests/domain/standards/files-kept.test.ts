import { describe, expect, it } from "vitest";
import { DataError, type ErrorDetail } from "../../../src/core/errors.ts";
import { parseBaseline, printBaseline } from "../../../src/domain/standards/baseline.ts";
import { healthAges, parseHealthHistory } from "../../../src/domain/standards/health-history.ts";
import { ownerRows } from "../../../src/domain/standards/owner-rows.ts";
import { parseThreshold, thresholdWords } from "../../../src/domain/standards/threshold.ts";
import { finding } from "./samples.ts";

function faultOf(work: () => unknown): ErrorDetail {
  try {
    work();
  } catch (error) {
    if (error instanceof DataError) return error.detail;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a baseline", () => {
  it("is written one finding a line, by rule, account, subject", () => {
    expect(printBaseline([], [], "2026-06-30")).toBe('{\n  "schema": 1,\n  "as_of": "2026-06-30",\n  "findings": []\n}\n');
    const text = printBaseline([finding("birch", "t1"), finding(null, "book"), finding("acme", "t2")], [], "2026-06-30");
    const line = (account: string | null, subject: string): string =>
      `    ${JSON.stringify({ fingerprint: finding(account, subject).fingerprint, rule: "VA-01", account, subject, first_seen: "2026-06-30" })}`;
    expect(text.split("\n").slice(3, -3)).toEqual([
      `  "findings": [`,
      `${line(null, "book")},`,
      `${line("acme", "t2")},`,
      line("birch", "t1"),
    ]);
  });

  it("says why a file is none", () => {
    const refused = (text: string): ErrorDetail => faultOf(() => parseBaseline(text, "b.json"));
    const common = { code: "bad-baseline", fix: "Write a new one with --write-baseline.", place: { file: "b.json" } };
    expect(refused('{"schema": 2, "findings": []}')).toEqual({
      ...common,
      message: "b.json is no baseline of findings.",
      found: "schema 2",
      allowed: ["JSON with schema 1 and a list of findings"],
    });
    expect(refused("[]")).toMatchObject({ ...common, message: "b.json is no baseline of findings.", found: undefined });
    expect(refused("{").message).toMatch(/^b\.json is no baseline of findings: .+\.$/);
  });

  it.each([
    "7",
    "null",
    '{"rule": "VA-01"}',
    '{"fingerprint": "x"}',
    '{"fingerprint": 1, "rule": "VA-01"}',
    '{"fingerprint": "x", "rule": 2}',
  ])("says which finding is none: %s", (entry) => {
    const good = '{"fingerprint": "a", "rule": "VA-01"}';
    expect(faultOf(() => parseBaseline(`{"schema": 1, "findings": [${good}, ${entry}]}`, "b.json"))).toEqual({
      code: "bad-baseline",
      message: "b.json: finding 2 lacks a fingerprint or a rule.",
      fix: "Write a new one with --write-baseline.",
      place: { file: "b.json" },
    });
  });

  it("reads what a person left out as unknown", () => {
    const text = '{"schema": 1, "findings": [{"fingerprint": "a", "rule": "VA-01", "account": 3, "subject": 4, "first_seen": 5}]}';
    expect(parseBaseline(text, "b.json")).toEqual([{ fingerprint: "a", rule: "VA-01", account: null, subject: "", first_seen: "" }]);
    const full =
      '{"schema": 1, "findings": [{"fingerprint": "a", "rule": "VA-01", "account": "acme", "subject": "t1", "first_seen": "2026-01-02"}]}';
    expect(parseBaseline(full, "b.json")).toEqual([
      { fingerprint: "a", rule: "VA-01", account: "acme", subject: "t1", first_seen: "2026-01-02" },
    ]);
  });
});

describe("recorded health", () => {
  it("is read a line at a time; blank lines mean nothing", () => {
    const text =
      '{"account":"acme","as_of":"2026-06-01","tier":"red"}\n  \n{"account":"birch","as_of":"2026-06-02","tier":null}\n{"account":"elm","as_of":"2026-06-03","tier":7}\n';
    expect(parseHealthHistory(text, "h.ndjson")).toMatchObject([
      { account: "acme", day: "2026-06-01", tier: "red" },
      { account: "birch", day: "2026-06-02", tier: null },
      { account: "elm", day: "2026-06-03", tier: null },
    ]);
  });

  it.each([
    "7",
    "{",
    '{"account":"acme"}',
    '{"as_of":"2026-06-01"}',
    '{"account":1,"as_of":"2026-06-01"}',
    '{"account":"acme","as_of":20260601}',
    '{"account":"acme","as_of":"2026-13-01"}',
  ])("names the line that is none: %s", (line) => {
    expect(faultOf(() => parseHealthHistory(`{"account":"acme","as_of":"2026-06-01"}\n${line}\n`, "h.ndjson"))).toEqual({
      code: "bad-history",
      message: "h.ndjson:2: this is no recorded health score.",
      allowed: ['{"account": "acme", "as_of": "2026-11-20", "tier": "red", …}'],
      fix: "Correct or remove the line.",
      place: { file: "h.ndjson", line: 2 },
    });
  });

  it("ages from the latest record on or before the day, and counts days below green without a break", () => {
    const record = (account: string, day: string, tier: string | null) => ({ account, day, tier });
    const ages = healthAges(
      [
        record("falling", "2026-06-20", null),
        record("falling", "2026-06-10", "yellow"),
        record("falling", "2026-06-17", "red"),
        record("falling", "2026-06-03", "green"),
        record("well", "2026-06-30", "green"),
        record("well", "2026-06-01", "red"),
        record("never", "2026-06-09", "red"),
        record("never", "2026-06-02", "yellow"),
        record("silent", "2026-06-25", null),
        record("late", "2026-07-01", "red"),
      ],
      "2026-06-30",
    );
    expect([...ages]).toEqual([
      ["falling", { days_since_health: 10, days_below_green: 20 }],
      ["well", { days_since_health: 0, days_below_green: null }],
      ["never", { days_since_health: 21, days_below_green: 28 }],
      ["silent", { days_since_health: 5, days_below_green: null }],
    ]);
  });
});

describe("the load of a success manager", () => {
  it("counts accounts, names what most of them are, and adds up their revenue", () => {
    const account = (csm: string | null, touch: string | null, segment: string | null, arr: number | null) => ({
      csm,
      touch,
      segment,
      arr,
    });
    expect(
      ownerRows(
        [
          account("Zoe", "low", "smb", 5),
          account("Ann", "mid", "smb", 10),
          account("Zoe", "high", "enterprise", 7),
          account("Zoe", "high", "mid-market", null),
          account(null, "low", "smb", 99),
          account("Ann", null, "enterprise", 20),
          account("Ann", null, null, null),
        ],
        "EUR",
      ),
    ).toEqual([
      {
        account: null,
        subject: "Ann",
        file: null,
        line: null,
        currency: "EUR",
        values: { owner: "Ann", accounts: 3, main_touch: "mid", main_segment: "enterprise", owned_arr: 30 },
      },
      {
        account: null,
        subject: "Zoe",
        file: null,
        line: null,
        currency: "EUR",
        values: { owner: "Zoe", accounts: 3, main_touch: "high", main_segment: "enterprise", owned_arr: 12 },
      },
    ]);
    expect(ownerRows([account("Ann", null, null, 1)], "EUR")[0]?.values).toMatchObject({ main_touch: null, main_segment: null });
  });
});

describe("a threshold", () => {
  it.each([
    [" 4 h ", { text: "4 h", low: 4, high: 4, hours: 4 }],
    ["30 min", { text: "30 min", low: 30, high: 30, hours: 0.5 }],
    ["1 minute", { text: "1 minute", low: 1, high: 1, hours: 1 / 60 }],
    ["2 Days", { text: "2 Days", low: 2, high: 2, hours: 48 }],
    ["1–2 weeks ", { text: "1–2 weeks", low: 1, high: 2, hours: 336 }],
    ["30 to 50 accounts", { text: "30 to 50 accounts", low: 30, high: 50, hours: null }],
    ["50-80 % of calls", { text: "50-80 % of calls", low: 0.5, high: 0.8, hours: null }],
    ["7", { text: "7", low: 7, high: 7, hours: null }],
  ])("is read from %j", (text, threshold) => {
    expect(parseThreshold(text)).toEqual(threshold);
  });

  it.each(["", "soon", "h 4", "5–3 d"])("is not %j", (text) => {
    expect(parseThreshold(text)).toBeUndefined();
  });

  it("stands for words in tests", () => {
    expect([...thresholdWords({ text: "1–2 d", low: 1, high: 2, hours: 48 })]).toEqual([
      ["threshold", 2],
      ["threshold_low", 1],
      ["threshold_high", 2],
      ["threshold_hours", 48],
      ["threshold_days", 2],
    ]);
    expect(thresholdWords({ text: "80 %", low: 0.8, high: 0.8, hours: null }).has("threshold_days")).toBe(false);
  });
});
