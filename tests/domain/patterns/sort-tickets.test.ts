import { describe, expect, it } from "vitest";
import { hash } from "../../../src/core/ids.ts";
import { assignPatterns } from "../../../src/domain/patterns/assign-patterns.ts";
import { foldLedger } from "../../../src/domain/patterns/ledger.ts";
import type { LedgerEvent } from "../../../src/domain/patterns/ledger-event.ts";
import type { Pattern } from "../../../src/domain/patterns/pattern.ts";
import { seenEvents } from "../../../src/domain/patterns/seen-events.ts";
import { sortTickets } from "../../../src/domain/patterns/sort-tickets.ts";
import { AS_OF, BOUNDS, ticket, view } from "./sample.ts";
import { vectorsOf } from "./vectors.ts";

const fresh = (id: string): string => `p-${hash(id, 8)}`;
const GAP: LedgerEvent = {
  event: "seen",
  pattern: "search",
  on: AS_OF,
  n: 4,
  kind: "gap",
  capability: "search",
  title: "Search",
  tickets: [],
};
const seen = (pattern: string, ...tickets: string[]): LedgerEvent => ({
  event: "seen",
  pattern,
  on: AS_OF,
  n: 4,
  kind: "fault",
  capability: "search",
  title: pattern,
  tickets,
});

describe("tickets by pattern", () => {
  const at = { ...view(), bounds: { ...BOUNDS, weeks: 2 } };
  const QUEUE = "Nightly runs hang in the queue";
  const LABEL = "Labels print too low";
  const tickets = [
    ticket("c", QUEUE, { on: "2026-11-16" }),
    ticket("b", LABEL, { on: "2026-11-16" }),
    ticket("z", QUEUE, { on: "2026-11-09" }),
    ticket("a", LABEL, { on: AS_OF }),
    ticket("early", LABEL, { on: "2026-11-08" }),
    ticket("late", LABEL, { on: "2026-11-23" }),
  ];

  it("are those of the weeks looked at, oldest first, of one day by id", () => {
    const { tickets: own, byPattern } = sortTickets(tickets, at);
    expect(own.map(({ id }) => id)).toEqual(["z", "b", "c", "a"]);
    expect([...byPattern].map(([id, all]) => [id, all.map((one) => one.id)])).toEqual([
      [fresh("z"), ["z", "c"]],
      [fresh("b"), ["b", "a"]],
    ]);
    expect(sortTickets([...tickets].reverse(), at)).toEqual({ tickets: own, byPattern });
  });

  it("keep to what the ledger says, and to what they are about", () => {
    const ledger = foldLedger([seen("P-1", "b")], AS_OF);
    expect([...sortTickets(tickets, { ...at, ledger }).byPattern.keys()]).toEqual([fresh("z"), "P-1"]);
    // Two words of five are enough for tickets about one capability, and too little for others.
    const patterns = (capability: string): number => {
      const one = { subject: "" };
      const other = { subject: "", capability };
      const texts = ["alpha gamma delta omega sigma", "alpha gamma birch cedar plums"] as const;
      const some = [ticket("1", texts[0], one), ticket("2", texts[1], other), ticket("3", texts[0], one), ticket("4", texts[1], other)];
      return sortTickets(some, at).byPattern.size;
    };
    expect([patterns("search"), patterns("login")]).toEqual([1, 2]);
  });
});

describe("a group with recorded patterns", () => {
  const vectors = (...features: number[]) => vectorsOf(...features.map((feature) => [[feature, 1] as const]));
  const of = (ids: readonly string[], groups: readonly number[], known: readonly LedgerEvent[], features = ids.map(() => 1)): string[] =>
    assignPatterns(
      ids.map((id) => ({ id })),
      Int32Array.from(groups),
      foldLedger(known, AS_OF),
      vectors(...features),
    );

  it("follows the one with the first id where it is equally like them", () => {
    expect(of(["a", "b", "c"], [0, 0, 0], [seen("P-2", "a"), seen("P-1", "b")])).toEqual(["P-2", "P-1", "P-1"]);
    expect(of(["a", "b", "c"], [0, 0, 0], [seen("P-2", "a"), seen("P-1", "b")], [7, 1, 7])).toEqual(["P-2", "P-1", "P-2"]);
  });

  it("does not follow those that have too little of it", () => {
    // P-1 has one of nine, and nine elsewhere; P-2 has three of nine.
    const ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i", ...Array.from({ length: 9 }, (_, at) => `x${at}`)];
    const groups = ids.map((_, at) => (at < 9 ? 0 : at));
    const features = ids.map((_, at) => (at < 1 || at > 3 ? 1 : 2));
    const one = seen("P-1", "a", ...ids.slice(9));
    const assigned = of(ids, groups, [one, seen("P-2", "b", "c", "d")], features);
    expect(assigned.slice(0, 9)).toEqual(["P-1", "P-2", "P-2", "P-2", "P-2", "P-2", "P-2", "P-2", "P-2"]);
    expect(of(ids, groups, [one], features).slice(0, 5)).toEqual(["P-1", fresh("b"), fresh("b"), fresh("b"), fresh("b")]);
  });

  it("may be one that all its tickets are recorded with", () => {
    expect(of(["a", "b", "c"], [0, 0, 1], [seen("P-1", "a", "b")])).toEqual(["P-1", "P-1", fresh("c")]);
  });
});

describe("what the ledger does not know yet", () => {
  const pattern = (id: string, kind: "fault" | "gap", ...tickets: string[]): Pattern => ({
    id,
    kind,
    capability: "search",
    gap: null,
    title: `About ${id}`,
    tickets: tickets.map((one) => ticket(one, "x")),
    accounts: [],
    firstSeen: AS_OF,
    lastSeen: AS_OF,
    themes: [],
    rise: undefined,
    adjusted: 1,
    rising: false,
    change: "new",
    thisWeek: 0,
    lastWeek: 0,
    known: undefined,
  });
  const ledger = foldLedger([seen("p-1", "1", "2"), GAP], AS_OF);

  it("is new patterns and new tickets of known ones, by id", () => {
    const line = { event: "seen", on: "2026-11-23", n: 5, capability: "search" };
    expect(
      seenEvents(
        [pattern("p-2", "fault", "9", "3"), pattern("p-1", "fault", "1", "4"), pattern("login", "gap", "7")],
        ledger,
        "2026-11-23",
      ),
    ).toEqual([
      { ...line, pattern: "login", kind: "gap", title: "About login", tickets: [] },
      { ...line, pattern: "p-1", kind: "fault", title: "About p-1", tickets: ["4"] },
      { ...line, pattern: "p-2", kind: "fault", title: "About p-2", tickets: ["3", "9"] },
    ]);
  });

  it("is nothing of what is known, and no ticket of a gap", () => {
    expect(seenEvents([pattern("p-1", "fault", "2", "1"), pattern("search", "gap", "8")], ledger, AS_OF)).toEqual([]);
  });
});
