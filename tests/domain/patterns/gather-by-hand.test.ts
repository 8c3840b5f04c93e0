import { describe, expect, it } from "vitest";
import { hash } from "../../../src/core/ids.ts";
import { assignPatterns } from "../../../src/domain/patterns/assign-patterns.ts";
import { gather, gatherGap } from "../../../src/domain/patterns/gather.ts";
import { foldLedger, type KnownPattern } from "../../../src/domain/patterns/ledger.ts";
import type { PatternTicket } from "../../../src/domain/patterns/pattern-ticket.ts";

const ticket = (id: string, on: string, more: Partial<PatternTicket> = {}): PatternTicket => ({
  id,
  account: "acme",
  on,
  capability: "export",
  gap: "slow",
  type: "bug",
  priority: "p3",
  solved: false,
  subject: "Export stops",
  body: "",
  ...more,
});
const KNOWN: KnownPattern = {
  id: "P-1",
  kind: "fault",
  capability: null,
  title: "A name given",
  named: false,
  firstOn: "2026-01-01",
  filed: null,
  closed: null,
  into: null,
  splitFrom: null,
  joined: false,
};

describe("a pattern from its tickets", () => {
  it("has their accounts, days, leading capability and its leading gap", () => {
    const tickets = [
      ticket("1", "2026-11-01", { account: "zeta", gap: "slow" }),
      ticket("2", "2026-11-02", { account: null, capability: null, gap: "lost" }),
      ticket("3", "2026-11-03", { capability: "login", gap: "lost" }),
      ticket("4", "2026-11-04", { gap: null }),
    ];
    expect(gather("P-9", tickets, undefined)).toEqual({
      id: "P-9",
      kind: "fault",
      capability: "export",
      gap: "slow",
      title: "Export stops",
      tickets,
      accounts: ["acme", "zeta"],
      firstSeen: "2026-11-01",
      lastSeen: "2026-11-04",
      themes: [],
      known: undefined,
    });
    expect(gather("P-9", [], undefined)).toBeUndefined();
  });

  it("is about a capability from 34 % of its tickets on, of equals the first by letters", () => {
    const of = (...names: (string | null)[]): string | null | undefined =>
      gather(
        "P",
        names.map((capability, at) => ticket(String(at), "2026-11-01", { capability })),
        undefined,
      )?.capability;
    expect([of("b", "a"), of("a", "b", "c"), of("a", "a", null, null, null), of(null, null), of("a", null)]).toEqual([
      "a",
      null,
      "a",
      null,
      "a",
    ]);
    expect(of("a", null, null)).toBeNull();
  });

  it("keeps what the ledger or a person says of it", () => {
    const one = [ticket("1", "2026-11-01")];
    expect(gather("P-1", one, KNOWN)).toMatchObject({ title: "Export stops", capability: "export", known: KNOWN });
    expect(gather("P-1", one, { ...KNOWN, named: true, capability: "login", kind: "gap" })).toMatchObject({
      title: "A name given",
      capability: "login",
      gap: null,
      kind: "gap",
    });
    expect(gather("P-1", one, { ...KNOWN, splitFrom: "P-0" })?.title).toBe("A name given");
  });
});

describe("a capability as one pattern", () => {
  const part = (id: string, ...tickets: PatternTicket[]) => {
    const made = gather(id, tickets, undefined);
    if (made === undefined) throw new Error("no ticket");
    return made;
  };

  it("has all tickets in order, and its parts as themes, the largest first", () => {
    const parts = [
      part("p-b", ticket("3", "2026-11-03", { account: "beta" })),
      part("p-a", ticket("4", "2026-11-03"), ticket("9", "2026-11-05")),
      part("p-0", ticket("1", "2026-11-01")),
    ];
    const gap = gatherGap("export", parts, undefined, { name: "Data export", gap: "exports are not reliable" });
    expect(gap.tickets.map(({ id }) => id)).toEqual(["1", "3", "4", "9"]);
    expect(gap).toMatchObject({
      id: "export",
      kind: "gap",
      capability: "export",
      gap: "exports are not reliable",
      title: "Data export",
      accounts: ["acme", "beta"],
      firstSeen: "2026-11-01",
      lastSeen: "2026-11-05",
      themes: [
        { id: "p-a", title: "Export stops", tickets: 2 },
        { id: "p-0", title: "Export stops", tickets: 1 },
        { id: "p-b", title: "Export stops", tickets: 1 },
      ],
    });
    expect(gatherGap("export", parts, { ...KNOWN, named: true }, undefined)).toMatchObject({ title: "A name given", gap: null });
    expect(gatherGap("export", parts, KNOWN, undefined).title).toBe("export");
    const many = Array.from({ length: 14 }, (_, at) => part(`p-${at}`, ticket(String(at), "2026-11-01")));
    expect(gatherGap("export", many, undefined, undefined).themes).toHaveLength(12);
    expect(gatherGap("export", [], undefined, undefined)).toMatchObject({ firstSeen: "", lastSeen: "", tickets: [] });
  });
});

describe("which pattern a ticket is of", () => {
  const seen = (pattern: string, tickets: string[], n = 1) =>
    ({ event: "seen", pattern, on: "2026-11-01", n, kind: "fault", capability: null, title: pattern, tickets }) as const;
  const ledger = (...events: Parameters<typeof foldLedger>[0]) => foldLedger(events, "2026-11-20");
  /** Each text has one feature, by its second character. */
  const vectors = (ids: readonly string[]) => ({
    count: ids.length,
    size: ids.length,
    starts: Int32Array.from({ length: ids.length + 1 }, (_, at) => at),
    features: Int32Array.from(ids, (id) => id.charCodeAt(1)),
    weights: new Float32Array(ids.length).fill(1),
  });
  const of = (ids: readonly string[], groups: readonly number[], known = ledger()): string[] =>
    assignPatterns(
      ids.map((id) => ({ id })),
      Int32Array.from(groups),
      known,
      vectors(ids),
    );
  const fresh = (id: string): string => `p-${hash(id, 8)}`;

  it("is its group's, named by the group's oldest ticket that is not recorded", () => {
    expect(of(["a1", "b1", "c1"], [0, 1, 0])).toEqual([fresh("a1"), fresh("b1"), fresh("a1")]);
    expect(of(["a1", "b1"], [0, 0], ledger(seen("P-1", ["a1"])))).toEqual(["P-1", "P-1"]);
    expect(of(["a1"], [0], ledger(seen("P-1", ["a1"])))).toEqual(["P-1"]);
  });

  it("is a recorded one from a quarter of the group, or of its own tickets, on", () => {
    const five = ["a1", "b1", "c1", "d1", "e1"];
    const elsewhere = (count: number) => Array.from({ length: count }, (_, at) => `x${at}`);
    const all = (count: number) => [...five, ...elsewhere(count)];
    const groups = (count: number) => [0, 0, 0, 0, 0, ...elsewhere(count).map((_, at) => 10 + at)];
    const assigned = (count: number, size = 5): string | undefined =>
      of(all(count).slice(5 - size), groups(count).slice(5 - size), ledger(seen("P-1", [five[5 - size] ?? "", ...elsewhere(count)])))[1];
    expect(assigned(3)).toBe("P-1");
    expect(assigned(4)).toBe(fresh("b1"));
    expect(assigned(9, 4)).toBe("P-1");
  });

  it("is the one that its text is most like, where a group holds several", () => {
    const known = ledger(seen("P-2", ["a2"]), seen("P-1", ["b1"]));
    expect(of(["a2", "b1", "c1", "d2"], [0, 0, 0, 0], known)).toEqual(["P-2", "P-1", "P-1", "P-2"]);
  });
});
