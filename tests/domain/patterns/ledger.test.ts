import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldLedger } from "../../../src/domain/patterns/ledger.ts";
import { eventHash, type LedgerEvent, parseLedger, printEvent } from "../../../src/domain/patterns/ledger-event.ts";

const on = "2026-11-20";
const seen = (pattern: string, tickets: readonly string[], n = 1, day = on): LedgerEvent => ({
  event: "seen",
  pattern,
  on: day,
  n,
  kind: "fault",
  capability: "search",
  title: `About ${pattern}`,
  tickets,
});
const merged: LedgerEvent = { event: "merged", pattern: "p-b", into: "p-a", on, n: 2 };
const split: LedgerEvent = { event: "split", pattern: "p-a", to: "p-c", title: "Half", tickets: ["2"], on, n: 3 };
const EVENTS: readonly LedgerEvent[] = [
  seen("p-a", ["1", "2"]),
  seen("p-b", ["3"]),
  merged,
  split,
  { event: "renamed", pattern: "p-a", title: "Ours", on, n: 4 },
  seen("p-a", ["4"], 5, "2026-11-27"),
  { event: "filed", pattern: "p-a", packet: "pattern-x", to: "product-engineer", last_seen: on, on: "2026-11-27", n: 5 },
  { event: "closed", pattern: "p-a", reason: "shipped", on: "2026-12-04", n: 6 },
];
const textOf = (events: readonly LedgerEvent[]): string => events.map(printEvent).join("");

describe("the ledger of patterns", () => {
  it("folds to where every ticket belongs", () => {
    const ledger = foldLedger(parseLedger(textOf(EVENTS), "f"), "2026-12-31");
    expect(["1", "2", "3", "4", "5"].map((ticket) => ledger.patternOf(ticket)?.id)).toEqual(["p-a", "p-c", "p-a", "p-a", undefined]);
    expect(ledger.resolve("p-b")?.id).toBe("p-a");
    expect(ledger.resolve("p-a")).toMatchObject({
      title: "Ours",
      named: true,
      filed: { packet: "pattern-x" },
      closed: { reason: "shipped" },
    });
    expect(ledger.next).toBe(7);
  });

  it("sees nothing that was written later than as-of", () => {
    const ledger = foldLedger(parseLedger(textOf(EVENTS), "f"), "2026-11-26");
    expect(ledger.patternOf("4")).toBeUndefined();
    expect(ledger.resolve("p-a")).toMatchObject({ filed: null, closed: null });
  });

  it("says the same however two branches were merged: in any order, with lines twice, with blank ones", () => {
    const states = (text: string) => {
      const ledger = foldLedger(parseLedger(text, "f"), "2026-12-31");
      return {
        patterns: [...ledger.patterns.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
        of: ["1", "2", "3", "4"].map((id) => ledger.patternOf(id)?.id),
        next: ledger.next,
      };
    };
    const expected = states(textOf(EVENTS));
    fc.assert(
      fc.property(fc.shuffledSubarray([...EVENTS, ...EVENTS, merged], { minLength: 17, maxLength: 17 }), (events) => {
        expect(states(`\n${events.map(printEvent).join("\n")}`)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("takes back what was undone, and only that", () => {
    const undone: LedgerEvent = { event: "undone", pattern: "p-b", of: eventHash(merged), on, n: 9 };
    const ledger = foldLedger(parseLedger(textOf([...EVENTS, undone]), "f"), on);
    expect(ledger.patternOf("3")?.id).toBe("p-b");
    expect(ledger.patternOf("2")?.id).toBe("p-c");
    expect(ledger.byHand.map(({ event }) => event)).toEqual(["renamed", "split"]);
  });

  it("does not run in circles", () => {
    const circle: LedgerEvent = { event: "merged", pattern: "p-a", into: "p-b", on, n: 3 };
    expect(foldLedger(parseLedger(textOf([seen("p-a", ["1"]), seen("p-b", ["2"]), merged, circle]), "f"), on).resolve("p-a")).toBeDefined();
  });

  it.each([
    ["half a line", '{"event":"seen","pattern":"p-a"', "2"],
    ["an unknown event", '{"event":"burnt","pattern":"p-a","on":"2026-11-20","n":1,"v":1}', "2"],
    ["a newer schema", '{"event":"reopened","pattern":"p-a","on":"2026-11-20","n":1,"v":2}', "2"],
    ["a mark of a merge", "<<<<<<< HEAD", "2"],
  ])("names file and line of %s", (_, line, at) => {
    expect(() => parseLedger(`${printEvent(merged)}${line}\n`, "history/patterns.ndjson")).toThrow(`history/patterns.ndjson:${at}`);
  });
});
