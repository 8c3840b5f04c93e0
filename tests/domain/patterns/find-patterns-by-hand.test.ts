import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import type { PatternBounds } from "../../../src/domain/patterns/bounds.ts";
import { findPatterns } from "../../../src/domain/patterns/find-patterns.ts";
import { foldLedger } from "../../../src/domain/patterns/ledger.ts";
import type { LedgerEvent } from "../../../src/domain/patterns/ledger-event.ts";
import type { Pattern } from "../../../src/domain/patterns/pattern.ts";
import type { PatternTicket } from "../../../src/domain/patterns/pattern-ticket.ts";
import { riseOf } from "../../../src/domain/patterns/rise.ts";
import { AS_OF, BOUNDS, ticket, view } from "./sample.ts";

/** Ten weeks; as-of is a Sunday, so the last week is 2026-11-16 to 2026-11-22. */
const TEN: PatternBounds = { ...BOUNDS, weeks: 10, false_discoveries: 0.05 };
/** The Wednesday of a week, counted back from this one. */
const ago = (weeks: number): string => addDays("2026-11-18", -7 * weeks);
/** A ticket of each account, in the week so many weeks ago. */
const told = (name: string, ...by: readonly (readonly [weeks: number, account: string | null])[]): PatternTicket[] =>
  by
    .map(([weeks, account], at) => ticket(`${name}-${at}`, `About ${name}`, { on: ago(weeks), account }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
/** Tickets of no pattern, so many in each of the last ten weeks, this one last. */
const others = (...counts: readonly number[]): PatternTicket[] =>
  counts.flatMap((count, at) => Array.from({ length: count }, (_, one) => ticket(`o-${at}-${one}`, "Else", { on: ago(9 - at) })));
const EVEN = others(20, 20, 20, 20, 20, 20, 20, 20, 20, 20);

interface Book {
  readonly patterns: Readonly<Record<string, readonly PatternTicket[]>>;
  readonly rest?: readonly PatternTicket[];
  readonly events?: readonly LedgerEvent[];
  readonly bounds?: Partial<PatternBounds>;
  readonly asOf?: string;
}

function found({ patterns, rest = EVEN, events = [], bounds = {}, asOf = AS_OF }: Book): Map<string, Pattern> {
  const sorted = { tickets: [...rest, ...Object.values(patterns).flat()], byPattern: new Map(Object.entries(patterns)) };
  const all = findPatterns(sorted, { ...view(foldLedger(events, asOf), asOf), bounds: { ...TEN, ...bounds } });
  return new Map(all.map((pattern) => [pattern.id, pattern]));
}
const ids = (book: Book): string[] => [...found(book).keys()].sort();

const event = { on: ago(0), n: 1 };
const seen = (pattern: string, kind: "fault" | "gap" = "fault"): LedgerEvent => ({
  event: "seen",
  pattern,
  kind,
  capability: "search",
  title: pattern,
  tickets: [],
  ...event,
});

describe("what counts as a pattern", () => {
  it("has the least accounts and the least tickets, and not one less of either", () => {
    expect(ids({ patterns: { p: told("p", [0, "a"], [0, "b"], [1, "b"]) } })).toEqual(["p"]);
    expect(ids({ patterns: { p: told("p", [0, "a"], [0, "b"]) } })).toEqual([]);
    expect(ids({ patterns: { p: told("p", [0, "a"], [0, "a"], [1, "a"], [2, null]) } })).toEqual([]);
  });

  it("stands whatever its tickets when it is on record: filed, closed, split off, merged into or named", () => {
    const one = { p: told("p", [0, "a"]) };
    const record: LedgerEvent[] = [
      { event: "filed", pattern: "p", packet: "x", to: "product-owner", last_seen: ago(0), ...event },
      { event: "closed", pattern: "p", reason: "fixed", ...event },
      { event: "split", pattern: "q", to: "p", title: "Half", tickets: [], ...event },
      { event: "merged", pattern: "q", into: "p", ...event },
      { event: "renamed", pattern: "p", title: "Ours", ...event },
    ];
    for (const line of record) expect(ids({ patterns: one, events: [line] }), line.event).toEqual(["p"]);
    expect(ids({ patterns: one, events: [seen("p")] })).toEqual([]);
    expect(ids({ patterns: one, events: [seen("p"), { event: "reopened", pattern: "p", ...event }] })).toEqual([]);
  });

  it("is forgotten after so many weeks without a ticket, but not what is on record", () => {
    const last = (day: string) => ({ p: told("p", [9, "a"], [9, "b"], [9, "c"]).map((one) => ({ ...one, on: day })) });
    const bounds = { forgotten_weeks: 5 };
    expect(ids({ patterns: last(addDays(AS_OF, -35)), bounds })).toEqual(["p"]);
    expect(ids({ patterns: last(addDays(AS_OF, -36)), bounds })).toEqual([]);
    expect(
      ids({ patterns: last(addDays(AS_OF, -36)), bounds, events: [{ event: "renamed", pattern: "p", title: "Ours", ...event }] }),
    ).toEqual(["p"]);
  });

  it("is told from what was written up to as-of alone", () => {
    const patterns = { p: told("p", [3, "a"], [2, "b"], [2, "c"], [0, "d"]), late: told("late", [0, "a"], [0, "b"], [0, "c"]) };
    const then = found({ patterns, asOf: addDays(AS_OF, -7) });
    expect([...then.keys()]).toEqual(["p"]);
    expect(then.get("p")).toMatchObject({ accounts: ["a", "b", "c"], lastSeen: ago(2), thisWeek: 0, lastWeek: 2 });
    // In the middle of a week, its later days are unknown: for what others wrote as well.
    const busy = [...EVEN, ...Array.from({ length: 500 }, (_, at) => ticket(`x${at}`, "Else", { on: AS_OF }))];
    const own = { p: told("p", [0, "a"], [0, "b"], [0, "c"]) };
    expect(found({ patterns: own, rest: busy, asOf: ago(0) })).toEqual(found({ patterns: own, asOf: ago(0) }));
  });
});

describe("what rises", () => {
  /** Four of four in the last of ten weeks. */
  const BURST = told("p", [0, "a"], [0, "b"], [0, "c"], [0, "d"]);
  // The last week has 24 of 204 tickets; four windows of less than ten weeks are tried.
  const CHANCE = 4 * (24 / 204) ** 4;

  it("has a chance that is small enough, adjusted for the others that could rise", () => {
    const alone = found({ patterns: { p: BURST } }).get("p");
    expect(alone).toMatchObject({ rising: true, kind: "fault", rise: { weeks: 1, counted: 4 } });
    expect(alone?.adjusted).toBeCloseTo(CHANCE, 12);
    // Three tickets over the year could not have been told from chance: 4 × (share)³ is above the bound of this test, so they cost nothing.
    const quiet = told("q", [9, "a"], [5, "b"], [3, "c"]);
    const both = found({ patterns: { p: BURST, q: quiet }, bounds: { false_discoveries: 0.002 } });
    expect(both.get("q")).toMatchObject({ adjusted: 1, rising: false });
    expect(both.get("p")?.adjusted).toBe(both.get("p")?.rise?.chance);
    // A long one that could have risen and did not is asked, and doubles the chance.
    const long = told("q", ...Array.from({ length: 10 }, (_, weeks) => [weeks, `l${weeks}`] as const));
    const asked = found({ patterns: { p: BURST, q: long } });
    expect(asked.get("p")?.adjusted).toBe(2 * (asked.get("p")?.rise?.chance ?? 0));
    expect(asked.get("q")?.rising).toBe(false);
  });

  it("may have a chance as great as the share of false discoveries, and not greater", () => {
    const exposure = Float64Array.from([20, 20, 20, 20, 20, 20, 20, 20, 20, 24]);
    const rise = riseOf(Float64Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 4]), exposure);
    if (rise === undefined) throw new Error("no past");
    const bound = Math.max(rise.chance, rise.leastChance);
    expect(found({ patterns: { p: BURST }, bounds: { false_discoveries: bound } }).get("p")).toMatchObject({ rising: true });
    expect(found({ patterns: { p: BURST }, bounds: { false_discoveries: bound * 0.999 } }).get("p")).toMatchObject({ rising: false });
    // It is asked from the least chance it could have had on.
    const late = told("p", [0, "a"], [0, "b"], [0, "c"], [1, "d"]);
    const own = riseOf(Float64Array.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 3]), Float64Array.from([20, 20, 20, 20, 20, 20, 20, 20, 21, 23]));
    if (own === undefined) throw new Error("no past");
    const asked = (bound_: number) => found({ patterns: { p: late }, bounds: { false_discoveries: bound_ } }).get("p")?.adjusted;
    expect([asked(own.leastChance), asked(own.leastChance * 0.999)]).toEqual([own.chance, 1]);
    const rises = (bound_: number) => found({ patterns: { p: late }, bounds: { false_discoveries: bound_ } }).get("p")?.rising;
    expect([rises(own.chance), rises(own.chance * 0.999)]).toEqual([true, false]);
    // So it is with a capability: the same tickets in two parts.
    const whole = (bound_: number) =>
      ids({ patterns: { p: late.slice(0, 2), q: late.slice(2) }, bounds: { false_discoveries: bound_, min_tickets: 3 } });
    expect([whole(own.chance), whole(own.chance * 0.999)]).toEqual([["search"], []]);
  });

  it("needs the least accounts within the weeks that stand out; who is not known is none", () => {
    const loud = told("p", [1, "b"], [0, "a"], [0, null], [0, null], [0, null], [0, null]);
    const rest = others(20, 20, 20, 20, 20, 20, 20, 20, 80, 20);
    const pattern = found({ patterns: { p: loud }, rest }).get("p");
    expect(pattern).toMatchObject({ rising: false, accounts: ["a", "b"], rise: { weeks: 1 } });
    expect(pattern?.adjusted).toBeLessThan(0.01);
    const two = told("p", [1, "b"], [0, "a"], [0, "c"], [0, null], [0, null], [0, null]);
    expect(found({ patterns: { p: two }, rest }).get("p")).toMatchObject({ rising: true, rise: { weeks: 1 } });
  });

  it("is not asked without a past", () => {
    const now = found({ patterns: { p: BURST }, rest: others(0, 0, 0, 0, 0, 0, 0, 0, 0, 20) }).get("p");
    expect(now).toMatchObject({ rise: undefined, adjusted: 1, rising: false, change: "new", thisWeek: 4, lastWeek: 0 });
  });

  it("is gone and no longer rising when the last weeks were silent", () => {
    const past = told("p", ...["a", "b", "c", "d", "e", "f"].map((account) => [2, account] as const));
    const pattern = found({ patterns: { p: past }, bounds: { gone_weeks: 2 } }).get("p");
    expect(pattern?.adjusted).toBeLessThan(0.05);
    expect(pattern).toMatchObject({ change: "gone", rising: false });
    expect(found({ patterns: { p: past }, bounds: { gone_weeks: 3 } }).get("p")).toMatchObject({ rising: true });
  });

  it("is quieter when it rose until last Sunday and does no longer", () => {
    // This week all write much, so that one ticket of it is nothing; its month is too full for one to be few.
    const last = told("p", ...["a", "b", "c", "d", "e"].map((account) => [1, account] as const), [0, "f"]);
    const early = told("e", [9, "a"], [9, "b"]);
    const busy = others(20, 20, 20, 20, 20, 20, 20, 20, 20, 900);
    expect(found({ patterns: { p: [...early, ...last] }, rest: busy }).get("p")).toMatchObject({ change: "quieter", rising: false });
    const spread = told("p", [8, "a"], [6, "b"], [5, "c"], [3, "d"], [1, "e"], [0, "f"]);
    expect(found({ patterns: { p: [...early, ...spread] }, rest: busy }).get("p")).toMatchObject({ change: "steady" });
    // What rose last week exactly by the bound rose.
    const before = riseOf(Float64Array.from([0, 2, 0, 0, 0, 0, 0, 0, 0, 5]), Float64Array.from([0, 22, 20, 20, 20, 20, 20, 20, 20, 25]));
    if (before === undefined) throw new Error("no past");
    const bounds = { false_discoveries: before.chance };
    expect(found({ patterns: { p: [...early, ...last] }, rest: busy, bounds }).get("p")).toMatchObject({ change: "quieter" });
  });
});

describe("a capability as a whole", () => {
  /** Two tickets of two accounts, this week: too few to be a pattern. */
  const pair = (name: string, ...accounts: readonly [string, string]): PatternTicket[] =>
    told(name, ...accounts.map((account) => [0, account] as const));
  const about = (capability: string | null, tickets: readonly PatternTicket[]) => tickets.map((one) => ({ ...one, capability }));
  const SMALL = { p: pair("p", "a", "b"), q: pair("q", "c", "d") };

  it("is one pattern when it rises and its parts do not, with the parts as its themes", () => {
    const gap = found({ patterns: SMALL }).get("search");
    expect(gap).toMatchObject({
      kind: "gap",
      title: "Search",
      gap: "people cannot find things",
      rising: true,
      accounts: ["a", "b", "c", "d"],
      themes: [
        { id: "p", tickets: 2 },
        { id: "q", tickets: 2 },
      ],
    });
    expect(gap?.tickets).toHaveLength(4);
    expect(ids({ patterns: { p: SMALL.p, q: pair("q", "a", "c") } })).toEqual(["search"]);
  });

  it("needs accounts enough, two parts, and tickets about it", () => {
    expect(ids({ patterns: SMALL, bounds: { gap_accounts: 4 } })).toEqual(["search"]);
    expect(ids({ patterns: SMALL, bounds: { gap_accounts: 5 } })).toEqual([]);
    const four = told("p", [0, "a"], [0, "b"], [0, "c"], [0, "d"]);
    expect(ids({ patterns: { p: four }, bounds: { min_tickets: 5 } })).toEqual([]);
    expect(ids({ patterns: { p: about(null, SMALL.p), q: about(null, SMALL.q) } })).toEqual([]);
    expect(ids({ patterns: { p: SMALL.p, q: about("login", SMALL.q) } })).toEqual([]);
  });

  it("is told neither when it does not rise, nor for what rises by itself", () => {
    const slow = { p: told("p", [8, "a"], [4, "b"]), q: told("q", [6, "c"], [1, "d"]) };
    expect(ids({ patterns: slow })).toEqual([]);
    // A part with tickets enough is then told as what it is.
    expect(ids({ patterns: { ...slow, r: told("r", [7, "a"], [5, "b"], [2, "e"]) } })).toEqual(["r"]);
    const burst = told("r", [0, "e"], [0, "f"], [0, "g"], [0, "h"], [0, "i"]);
    const both = found({ patterns: { ...SMALL, r: burst } });
    expect([...both.keys()].sort()).toEqual(["r", "search"]);
    expect(both.get("search")?.themes.map(({ id }) => id)).toEqual(["p", "q"]);
  });

  it("takes in what does not rise by itself: no ticket is told twice, however many parts there are", () => {
    const parts = Object.fromEntries(
      Array.from({ length: 14 }, (_, at) => [`p${at}`, told(`p${at}`, [7, `x${at}`], [0, `y${at}`], [0, `z${at}`])]),
    );
    const all = found({ patterns: { ...parts, q: about("login", told("q", [7, "x"], [5, "y"], [2, "z"])) } });
    expect([...all.keys()].sort()).toEqual(["q", "search"]);
    expect(all.get("search")?.tickets).toHaveLength(42);
    expect(all.get("search")?.themes).toHaveLength(12);
  });

  it("leaves alone what is on record by itself", () => {
    const named: LedgerEvent = { event: "renamed", pattern: "r", title: "Ours", ...event };
    const all = found({ patterns: { ...SMALL, r: told("r", [5, "e"]) }, events: [named] });
    expect([...all.keys()].sort()).toEqual(["r", "search"]);
    expect(all.get("search")?.tickets).toHaveLength(4);
  });

  it("counts what was merged into it: another capability, or a fault", () => {
    const merged: LedgerEvent[] = [seen("search", "gap"), { event: "merged", pattern: "find", into: "search", ...event }];
    const split = found({ patterns: { p: about("find", SMALL.p), q: SMALL.q }, events: merged });
    expect(split.get("search")?.tickets.map(({ id }) => id)).toEqual(["p-0", "p-1", "q-0", "q-1"]);
    // The tickets of a fault that was merged into the capability carry the id of the capability itself.
    const fault: LedgerEvent[] = [seen("search", "gap"), { event: "merged", pattern: "p", into: "search", ...event }];
    const joined = found({ patterns: { search: SMALL.p, q: SMALL.q }, events: fault });
    expect(joined.get("search")).toMatchObject({ kind: "gap", tickets: { length: 4 } });
    expect(found({ patterns: { search: told("p", [8, "a"]) }, events: fault }).get("search")).toMatchObject({
      kind: "gap",
      rising: false,
      tickets: { length: 1 },
    });
  });

  it("stands by itself on record, whether it rises or not", () => {
    const slow = { p: told("p", [8, "a"]), q: told("q", [6, "a"], [5, "b"], [4, "c"]) };
    const filed: LedgerEvent = { event: "filed", pattern: "search", packet: "x", to: "product-owner", last_seen: ago(4), ...event };
    const all = found({ patterns: slow, events: [seen("search", "gap"), filed] });
    expect([...all.keys()]).toEqual(["search"]);
    expect(all.get("search")).toMatchObject({ rising: false, known: { filed: { packet: "x" } }, tickets: { length: 4 } });
    expect(ids({ patterns: slow, events: [seen("search", "gap")] })).toEqual(["q"]);
  });

  it("is a question of its own: it costs the faults nothing, and they it nothing", () => {
    const burst = about("login", told("r", [0, "e"], [0, "f"], [0, "g"], [0, "h"]));
    const all = found({ patterns: { ...SMALL, r: burst } });
    for (const id of ["r", "search"]) expect(all.get(id)?.adjusted).toBe(all.get(id)?.rise?.chance);
  });

  it("is quieter when it rose until last Sunday", () => {
    const parts = { p: told("p", [1, "a"], [1, "b"]), q: told("q", [1, "c"], [1, "d"], [0, "e"]) };
    const early = { e: told("e", [9, "f"]) };
    const named: LedgerEvent = { event: "renamed", pattern: "search", title: "All of search", ...event };
    const rest = others(20, 20, 20, 20, 20, 20, 20, 20, 20, 900);
    const gap = found({ patterns: { ...parts, ...early }, rest, events: [seen("search", "gap"), named] }).get("search");
    expect(gap).toMatchObject({ title: "All of search", rising: false, change: "quieter", thisWeek: 1, lastWeek: 4 });
  });
});
