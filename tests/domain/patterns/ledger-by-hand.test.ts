import { describe, expect, it } from "vitest";
import { DataError, type ErrorDetail } from "../../../src/core/errors.ts";
import { foldLedger, type KnownPattern } from "../../../src/domain/patterns/ledger.ts";
import { eventHash, type LedgerEvent, parseLedger, printEvent } from "../../../src/domain/patterns/ledger-event.ts";

const on = "2026-11-20";
const common = { on, n: 1 };
const seen = (pattern: string, more: Partial<Extract<LedgerEvent, { event: "seen" }>> = {}): LedgerEvent => ({
  event: "seen",
  pattern,
  kind: "fault",
  capability: "search",
  title: `About ${pattern}`,
  tickets: [],
  ...common,
  ...more,
});
const merged = (pattern: string, into: string, n = 1): LedgerEvent => ({ event: "merged", pattern, into, on, n });
const renamed = (pattern: string, title: string): LedgerEvent => ({ event: "renamed", pattern, title, ...common });
const FRESH: KnownPattern = {
  id: "p",
  kind: "fault",
  capability: null,
  title: "p",
  named: false,
  firstOn: on,
  filed: null,
  closed: null,
  into: null,
  splitFrom: null,
  joined: false,
};
const folded = (...events: LedgerEvent[]) => foldLedger(events, "2026-12-31");

describe("a pattern after an event", () => {
  const known = (id: string, ...events: LedgerEvent[]): KnownPattern | undefined => folded(...events).patterns.get(id);

  it("is what the event says of it", () => {
    expect(known("p", seen("p", { kind: "gap" }))).toEqual({ ...FRESH, kind: "gap", capability: "search", title: "About p" });
    expect(known("p", { event: "filed", pattern: "p", packet: "x", to: "product-owner", last_seen: "2026-11-18", ...common })).toEqual({
      ...FRESH,
      filed: { on, packet: "x", to: "product-owner", lastSeen: "2026-11-18" },
    });
    expect(known("p", renamed("p", "Ours"))).toEqual({ ...FRESH, title: "Ours", named: true });
    const closed: LedgerEvent = { event: "closed", pattern: "p", reason: "fixed", ...common };
    expect(known("p", closed)).toEqual({ ...FRESH, closed: { on, reason: "fixed" } });
    expect(known("p", closed, { event: "reopened", pattern: "p", ...common })).toEqual(FRESH);
    expect(known("p", { event: "undone", pattern: "p", of: "no such line", ...common })).toBeUndefined();
  });

  it("keeps what it was before, and the day it was first told", () => {
    const later = { on: "2026-11-27", n: 2 };
    const closed: LedgerEvent = { event: "closed", pattern: "p", reason: "fixed", ...later };
    expect(known("p", seen("p"), closed, seen("p", { title: "Other words", ...later }))).toEqual({
      ...FRESH,
      capability: "search",
      title: "Other words",
      closed: { on: "2026-11-27", reason: "fixed" },
    });
    expect(known("p", renamed("p", "Ours"), seen("p", later))).toMatchObject({ title: "Ours", named: true });
  });

  it("is made by what is merged into it, or split off to it", () => {
    expect(known("p", merged("q", "p"))).toEqual({ ...FRESH, joined: true });
    expect(known("p", seen("p"), merged("q", "p"))).toMatchObject({ title: "About p", joined: true });
    expect(known("q", merged("q", "p"))).toMatchObject({ into: "p", joined: false });
    expect(known("q", seen("q"), merged("q", "p"))).toMatchObject({ title: "About q", into: "p" });
    const split: LedgerEvent = { event: "split", pattern: "q", to: "p", title: "Half", tickets: [], ...common };
    expect(known("p", seen("q"), split)).toEqual({ ...FRESH, capability: "search", title: "Half", splitFrom: "q" });
    expect(known("p", { event: "closed", pattern: "p", reason: "fixed", ...common }, split)).toMatchObject({ closed: { reason: "fixed" } });
    expect(known("q", split)).toEqual({ ...FRESH, id: "q", title: "q" });
  });
});

describe("a ticket in the ledger", () => {
  it("stays where it was first recorded, or where a person put it", () => {
    const split: LedgerEvent = { event: "split", pattern: "p", to: "half", title: "Half", tickets: ["1"], ...common };
    const ledger = folded(
      seen("p", { tickets: ["1", "2"] }),
      seen("q", { tickets: ["2", "3"] }),
      split,
      seen("p", { tickets: ["1", "4"] }),
    );
    expect(["1", "2", "3", "4", "5"].map((id) => ledger.patternOf(id)?.id)).toEqual(["half", "p", "q", "p", undefined]);
  });

  it("goes with its pattern through every merge", () => {
    const ledger = folded(seen("a", { tickets: ["1"] }), seen("b"), seen("c"), merged("a", "b"), merged("b", "c"));
    expect(ledger.patternOf("1")?.id).toBe("c");
    expect(["a", "b", "c", "d"].map((id) => ledger.resolve(id)?.id)).toEqual(["c", "c", "c", undefined]);
    const circle = folded(merged("a", "b"), merged("b", "a"));
    expect(["a", "b"].map((id) => circle.resolve(id)?.id)).toEqual(["a", "b"]);
  });
});

describe("the lines of the ledger", () => {
  it("count to the end of as-of, and number the next run after all of them", () => {
    const late = seen("q", { on: "2026-11-21", n: 7 });
    const ledger = foldLedger([seen("p"), late], on);
    expect([...ledger.patterns.keys()]).toEqual(["p"]);
    expect([ledger.next, foldLedger([], on).next, foldLedger([seen("p", { n: 0 })], on).next]).toEqual([8, 1, 1]);
  });

  it("are taken back one by one, from the day on", () => {
    const lines = [renamed("p", "Ours"), renamed("q", "Theirs")] as const;
    const undone: LedgerEvent = { event: "undone", pattern: "p", of: eventHash(lines[0]), on: "2026-11-21", n: 2 };
    expect([...folded(...lines, undone).patterns.keys()]).toEqual(["q"]);
    expect([...foldLedger([...lines, undone], on).patterns.keys()]).toEqual(["p", "q"]);
  });

  it("tell what a person did, the last first", () => {
    const all: LedgerEvent[] = [
      seen("p"),
      merged("q", "p"),
      { event: "split", pattern: "p", to: "r", title: "Half", tickets: [], ...common },
      renamed("p", "Ours"),
      { event: "filed", pattern: "p", packet: "x", to: "product-owner", last_seen: on, ...common },
      { event: "closed", pattern: "p", reason: "fixed", ...common },
      { event: "reopened", pattern: "p", ...common },
      { event: "undone", pattern: "p", of: "no such line", ...common },
    ];
    expect(folded(...all).byHand.map(({ event }) => event)).toEqual(["reopened", "closed", "renamed", "split", "merged"]);
  });
});

describe("a line that is read", () => {
  const detail = (line: string): ErrorDetail | null => {
    try {
      parseLedger(line, "f");
    } catch (error) {
      if (error instanceof DataError) return error.detail;
      throw error;
    }
    return null;
  };
  const everything = {
    v: 1,
    pattern: "p",
    ...common,
    kind: "gap",
    capability: "search",
    title: "t",
    tickets: ["1"],
    packet: "x",
    to: "q",
    last_seen: on,
    into: "r",
    reason: "declined",
    of: "h",
  };
  const read = (event: string) => parseLedger(JSON.stringify({ ...everything, event }), "f")[0];

  it("is of the kind it says, and holds what that kind has", () => {
    const own = { pattern: "p", ...common };
    expect(read("seen")).toEqual({ ...own, event: "seen", kind: "gap", capability: "search", title: "t", tickets: ["1"] });
    expect(read("filed")).toEqual({ ...own, event: "filed", packet: "x", to: "q", last_seen: on });
    expect(read("merged")).toEqual({ ...own, event: "merged", into: "r" });
    expect(read("split")).toEqual({ ...own, event: "split", to: "q", title: "t", tickets: ["1"] });
    expect(read("renamed")).toEqual({ ...own, event: "renamed", title: "t" });
    expect(read("closed")).toEqual({ ...own, event: "closed", reason: "declined" });
    expect(read("reopened")).toEqual({ ...own, event: "reopened" });
    expect(read("undone")).toEqual({ ...own, event: "undone", of: "h" });
    expect(() => read("burnt")).toThrow(DataError);
    expect(printEvent({ ...own, event: "reopened" })).toBe('{"event":"reopened","n":1,"on":"2026-11-20","pattern":"p","v":1}\n');
  });

  it("is explained where it is none", () => {
    expect(detail("{}")?.allowed).toEqual([
      expect.stringContaining('"event": "seen" (filed, merged, split, renamed, closed, reopened, undone)'),
    ]);
    const mark = "Keep the lines of both sides and remove this mark.";
    const plain = "Correct or remove the line.";
    expect(["<<<<<<< a", "=======", ">>>>>>> b", "<b>", "<<<<<< a", "a <<<<<<<"].map((line) => detail(line)?.fix)).toEqual([
      mark,
      mark,
      mark,
      plain,
      plain,
      plain,
    ]);
    expect(["", "  ", "\t\n"].map(detail)).toEqual([null, null, null]);
    expect(["null", "[]", '"seen"'].map((line) => detail(line)?.code)).toEqual(["bad-ledger", "bad-ledger", "bad-ledger"]);
  });
});
