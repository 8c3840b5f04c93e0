import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TIERS } from "../../../src/domain/health/tier.ts";
import { printHealthLine, type RecordedHealth, recordedTiers } from "../../../src/domain/plays/health-record.ts";
import { parsePlaySplit } from "../../../src/domain/plays/play-split.ts";
import { parseHealthHistory } from "../../../src/domain/standards/health-history.ts";

const record: RecordedHealth = {
  account: "acme",
  asOf: "2026-11-20",
  model: "specialist",
  score: 47.98777,
  tier: "red",
  coverage: 0.96666,
};
const line = (more: Partial<RecordedHealth>): string => printHealthLine({ ...record, ...more });

describe("health history", () => {
  it("has one line of sorted keys a score", () => {
    expect(printHealthLine(record)).toBe(
      '{"account":"acme","as_of":"2026-11-20","coverage":0.967,"model":"specialist","score":47.99,"tier":"red"}',
    );
    expect(parseHealthHistory(`${printHealthLine(record)}\n`, "h")).toEqual([{ account: "acme", day: "2026-11-20", tier: "red" }]);
  });

  it("tells the newest tier before a day, of one model, whatever the order of the lines or how often they stand there", () => {
    const days = ["2026-11-01", "2026-11-08", "2026-11-20", "2026-12-01"];
    const records = fc.array(
      fc.record({
        account: fc.constantFrom("acme", 'be"acon', "cobalt"),
        asOf: fc.constantFrom(...days),
        tier: fc.option(fc.constantFrom(...TIERS)),
      }),
    );
    fc.assert(
      fc.property(records, fc.boolean(), (all, reversed) => {
        const distinct = all.filter(
          (one, index) => all.findIndex((other) => other.account === one.account && other.asOf === one.asOf) === index,
        );
        const lines = [
          ...distinct.map((one) => line(one)),
          ...distinct.map((one) => line({ ...one, model: "other", tier: "red" })),
          ...distinct.map((one) => line(one)),
        ];
        const { before, today } = recordedTiers(
          (reversed ? lines.toReversed() : lines).map((text) => `${text}\n`).join(""),
          "h",
          "2026-11-20",
          "specialist",
        );
        const oracle = new Map<string, unknown>();
        for (const one of [...distinct].sort((a, b) => (a.asOf < b.asOf ? -1 : 1)))
          if (one.asOf < "2026-11-20") oracle.set(one.account, one.tier);
        expect(new Map(before)).toEqual(oracle);
        expect([...today].sort()).toEqual(
          distinct
            .filter(({ asOf }) => asOf === "2026-11-20")
            .map(({ account }) => account)
            .sort(),
        );
      }),
    );
  });

  it("reads lines that somebody else wrote, passes over one that a crash cut off, and names a broken one", () => {
    const theirs = '{ "tier": "green", "as_of": "2026-11-02", "account": "acme" }';
    const read = (text: string) => recordedTiers(text, "h.ndjson", "2026-11-20", "specialist");
    expect(read(`${theirs}\n`).before.get("acme")).toBe("green");
    expect(read(`${theirs}\n{"account":"bea`).before.size).toBe(1);
    expect(() => read(`\n\n${theirs}\n{"account": 3}\n`)).toThrow("h.ndjson:4");
  });
});

describe("plays-split.csv", () => {
  it("is read, and refused with the line", () => {
    expect(parsePlaySplit('account,play,group,from\r\n"acme",churn,control,2026-10-01\n\n', "s.csv")).toEqual([
      { account: "acme", play: "churn", group: "control", from: "2026-10-01", line: 2 },
    ]);
    for (const [text, at] of [
      ["acme,churn,control,2026-10-01", 1],
      ["account,play,group,from\nacme,curn,control,2026-10-01", 2],
      ["account,play,group,from\nacme,churn,nobody,2026-10-01", 2],
      ["account,play,group,from\nacme,churn,control,2026-02-30", 2],
      ["account,play,group,from\nacme,churn,control,2026-10-01\nacme,churn,treatment,2026-10-01", 3],
    ] as const)
      expect(() => parsePlaySplit(text, "s.csv")).toThrow(`s.csv:${at}`);
  });
});
