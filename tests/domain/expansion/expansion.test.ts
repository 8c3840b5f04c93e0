import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectSeats } from "../../../src/domain/expansion/seat-projection.ts";
import { type CatalogueItem, type Cell, CELLS, cellOf, type Eligibility, type Holdings } from "../../../src/domain/expansion/whitespace.ts";

const item = (name: string, kind: "plan" | "module", price: number, plans: string[] = []): CatalogueItem => ({
  product: `P-${name}`,
  name,
  kind,
  plans,
  price_minor: price,
  currency: "USD",
});
const STARTER = item("Starter", "plan", 100);
const GROWTH = item("Growth", "plan", 200);
const SCALE = item("Scale", "plan", 300);
const ALERTS = item("Alerts", "module", 50, ["Scale"]);
const CATALOGUE = [STARTER, GROWTH, SCALE, ALERTS];
const HAS: Holdings = { subscribed: ["Growth (annual)"], used: new Set(), deals: [], segment: "SMB", industry: "Retail", seats: 10 };
const cell = (of: CatalogueItem, change: Partial<Holdings> = {}, limits?: Eligibility): Cell =>
  cellOf(of, { ...HAS, ...change }, CATALOGUE, limits);

describe("whitespace", () => {
  it("owns a plan by its name without what stands in brackets, and a plan below it is no sale", () => {
    expect([STARTER, GROWTH, SCALE, ALERTS].map((of) => cell(of))).toEqual(["not eligible", "owned", "gap", "gap"]);
  });

  it("owns a module with the plan that holds it, by a subscription of its own, or where its use shows", () => {
    expect(cell(ALERTS, { subscribed: ["Scale"] })).toBe("owned");
    expect(cell(ALERTS, { subscribed: ["Growth", "Alerts"] })).toBe("owned");
    expect(cell(ALERTS, { subscribed: ["Growth", "P-Alerts"] })).toBe("owned");
    expect(cell(ALERTS, { used: new Set(["P-Alerts"]) })).toBe("owned");
  });

  it("is in the pipeline where an open deal names it as a word", () => {
    expect(cell(ALERTS, { deals: ["Acme - alerts for all"] })).toBe("in pipeline");
    expect(cell(SCALE, { deals: ["Acme - rescaled offer"] })).toBe("gap");
    expect(cell(SCALE, { deals: ["Acme - move to Scale"] })).toBe("in pipeline");
  });

  it("respects who may buy: unknown facts do not qualify", () => {
    expect(cell(SCALE, {}, { segments: ["enterprise"] })).toBe("not eligible");
    expect(cell(SCALE, {}, { segments: ["smb"], min_seats: 10 })).toBe("gap");
    expect(cell(SCALE, {}, { min_seats: 11 })).toBe("not eligible");
    expect(cell(SCALE, { industry: null }, { industries: ["Retail"] })).toBe("not eligible");
  });

  it("gives every product exactly one cell, and more holdings never make a gap of what is owned", () => {
    const names = fc.subarray(["Starter", "Growth", "Scale", "Alerts", "P-Alerts", "Other"]);
    fc.assert(
      fc.property(names, names, fc.constantFrom(...CATALOGUE), (subscribed, more, of) => {
        const before = cell(of, { subscribed });
        expect(CELLS).toContain(before);
        if (before === "owned") expect(cell(of, { subscribed: [...subscribed, ...more] })).toBe("owned");
      }),
    );
  });
});

describe("the projection of seats", () => {
  it("gives the day by the trend, with an interval, where use grows steadily", () => {
    // 10, 12, 14, 16, 18, 20 on 26 seats: two users a window, so 3 windows of 30 days; without scatter the interval is the day itself.
    expect(projectSeats([10, 12, 14, 16, 18, 20], 26, "2026-11-20")).toEqual({
      kind: "fills",
      users: 20,
      seats: 26,
      on: "2027-02-18",
      earliest: "2027-02-18",
      latest: "2027-02-18",
      per_window: 2,
    });
  });

  it("says not soon for a flat, falling or scattered use, and for seats that last more than a year", () => {
    for (const windows of [
      [20, 20, 20, 20],
      [20, 18, 16, 14],
      [10, 30, 5, 28, 12, 20],
      [10, 11, 12, 13],
    ])
      expect(projectSeats(windows, 40, "2026-11-20").kind).toBe("not soon");
  });

  it("says full at the limit, and why it knows nothing", () => {
    expect(projectSeats([5, 6, 7, 8], 8, "2026-11-20")).toEqual({ kind: "full", users: 8, seats: 8 });
    expect(projectSeats([5, 6, 7], 8, "2026-11-20")).toMatchObject({ kind: "unknown" });
    expect(projectSeats([5, 6, 7, 8], null, "2026-11-20")).toMatchObject({ kind: "unknown" });
  });

  it("keeps the day within its interval", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 4, maxLength: 8 }), fc.integer({ min: 1, max: 80 }), (windows, seats) => {
        const projected = projectSeats(windows, seats, "2026-11-20");
        if (projected.kind !== "fills") return;
        expect(projected.earliest <= projected.on).toBe(true);
        expect(projected.latest === null || projected.on <= projected.latest).toBe(true);
        expect(projected.on > "2026-11-20").toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
