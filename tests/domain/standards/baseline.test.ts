import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareWithBaseline, parseBaseline, printBaseline } from "../../../src/domain/standards/baseline.ts";
import { finding } from "./samples.ts";

const keys = fc.uniqueArray(fc.tuple(fc.constantFrom("acme", "birch", null), fc.stringMatching(/^[a-z0-9 "\\]{1,8}$/)), {
  selector: ([account, subject]) => `${account}/${subject}`,
  maxLength: 12,
});

describe("baseline", () => {
  it("comes back as it was written, whatever the order of findings", () => {
    fc.assert(
      fc.property(keys, (pairs) => {
        const findings = pairs.map(([account, subject]) => finding(account, subject));
        const text = printBaseline(findings, [], "2026-06-30");
        expect(printBaseline(findings.toReversed(), [], "2026-06-30")).toBe(text);
        const read = parseBaseline(text, "b.json");
        expect(new Set(read.map(({ fingerprint }) => fingerprint))).toEqual(new Set(findings.map(({ fingerprint }) => fingerprint)));
        expect(compareWithBaseline(findings, read, () => true)).toMatchObject({ fresh: [], fixed: [] });
      }),
    );
  });

  it("tells new, known and fixed apart: each finding is in one of them", () => {
    fc.assert(
      fc.property(keys, keys, (before, now) => {
        const entries = parseBaseline(
          printBaseline(
            before.map(([account, subject]) => finding(account, subject)),
            [],
            "2026-06-30",
          ),
          "b.json",
        );
        const findings = now.map(([account, subject]) => finding(account, subject));
        const { fresh, known, fixed } = compareWithBaseline(findings, entries, () => true);
        expect(fresh.length + known.length).toBe(findings.length);
        expect(known.length + fixed.length).toBe(entries.length);
      }),
    );
  });

  it("calls nothing fixed that was not looked at", () => {
    const entries = parseBaseline(printBaseline([finding("acme", "t1")], [], "2026-06-30"), "b.json");
    expect(compareWithBaseline([], entries, () => false).fixed).toEqual([]);
    expect(compareWithBaseline([], entries, () => true).fixed).toHaveLength(1);
  });

  it("keeps the day a finding was first written down", () => {
    const first = parseBaseline(
      printBaseline([finding("acme", "t1"), finding("acme", "t2", { first_seen: "2026-05-01" })], [], "2026-06-30"),
      "b.json",
    );
    const later = parseBaseline(printBaseline([finding("acme", "t1"), finding("acme", "t3")], first, "2026-07-31"), "b.json");
    expect(first.map(({ subject, first_seen }) => [subject, first_seen])).toEqual([
      ["t1", "2026-06-30"],
      ["t2", "2026-05-01"],
    ]);
    expect(later.map(({ subject, first_seen }) => [subject, first_seen])).toEqual([
      ["t1", "2026-06-30"],
      ["t3", "2026-07-31"],
    ]);
  });

  it("refuses what is none", () => {
    for (const text of ["", "[]", '{"schema": 2, "findings": []}', '{"schema": 1}', '{"schema": 1, "findings": [{}]}'])
      expect(() => parseBaseline(text, "b.json"), text).toThrow(/b\.json/);
  });
});
