import { describe, expect, it } from "vitest";
import { projectSeats, type SeatProjection } from "../../../src/domain/expansion/seat-projection.ts";
import { type CatalogueItem, type Cell, cellOf, type Eligibility, type Holdings } from "../../../src/domain/expansion/whitespace.ts";

const item = (name: string, kind: "plan" | "module", price: number | null, plans: string[] = []): CatalogueItem => ({
  product: `P-${name}`,
  name,
  kind,
  plans,
  price_minor: price,
  currency: price === null ? null : "USD",
});
const HAS: Holdings = { subscribed: [], used: new Set(), deals: [], segment: "SMB", industry: "Retail", seats: 10 };
const cell = (of: CatalogueItem, holdings: Partial<Holdings>, catalogue: readonly CatalogueItem[] = [of], limits?: Eligibility): Cell =>
  cellOf(of, { ...HAS, ...holdings }, catalogue, limits);

describe("what an account owns", () => {
  const growth = item("Growth", "plan", 200);
  it("knows a plan by its name, whatever blanks, case and brackets stand around it", () => {
    for (const name of ["Growth", " growth ", "GROWTH (annual)", "Growth(annual)", "Growth  [EU] 2026", "Growth (a) (b)"])
      expect(cell(growth, { subscribed: [name] }), name).toBe("owned");
    for (const name of ["Growth Plus", "growthy", "(Growth)", "x Growth (annual)", "Grow", "Growth\n(annual)\nplus"])
      expect(cell(growth, { subscribed: [name] }), name).toBe("gap");
  });

  it("does not own a plan because its use shows or because it lies in itself", () => {
    expect(cell(growth, { used: new Set(["P-Growth"]) })).toBe("gap");
    const nested = item("Growth", "plan", 200, ["Scale"]);
    const scale = item("Scale", "plan", 200);
    expect(cell(nested, { subscribed: ["Scale"] }, [nested, scale])).toBe("gap");
  });

  it("owns a module by any one of the plans that hold it", () => {
    const plans = [item("Growth", "plan", 200), item("Scale", "plan", 300)];
    const alerts = item("Alerts", "module", 50, ["scale", "Enterprise"]);
    expect(cell(alerts, { subscribed: ["Scale"] }, [...plans, alerts])).toBe("owned");
    expect(cell(alerts, { subscribed: ["Growth"] }, [...plans, alerts])).toBe("gap");
    // Subscribed to by name, but no plan of the catalogue: what it holds is not known.
    expect(cell(alerts, { subscribed: ["Enterprise"] }, [...plans, alerts])).toBe("gap");
  });

  it("takes a module of the same name as a plan's for no plan", () => {
    const module = item("Scale", "module", 50);
    const alerts = item("Alerts", "module", 50, ["Scale"]);
    expect(cell(alerts, { subscribed: ["Scale"] }, [module, alerts])).toBe("gap");
  });
});

describe("what an account has outgrown", () => {
  const [small, middle, large] = [item("Small", "plan", 100), item("Middle", "plan", 200), item("Large", "plan", 300)];
  it("is a plan below any plan it owns, not one of the same price, nor one without a price", () => {
    expect(cell(middle, { subscribed: ["Small", "Large"] }, [small, middle, large])).toBe("not eligible");
    expect(cell(item("Other", "plan", 300), { subscribed: ["Large"] }, [large])).toBe("gap");
    expect(cell(item("Custom", "plan", null), { subscribed: ["Large"] }, [large])).toBe("gap");
    expect(cell(small, { subscribed: ["Custom"] }, [small, item("Custom", "plan", null)])).toBe("gap");
  });

  it("is never a module, however cheap", () => {
    expect(cell(item("Cheap", "module", 1), { subscribed: ["Large"] }, [large])).toBe("gap");
  });
});

describe("who may buy", () => {
  const scale = item("Scale", "plan", 300);
  it("is one of the allowed, without case and blanks; an unknown number of seats is not enough", () => {
    expect(cell(scale, {}, [scale], { segments: ["Enterprise", " smb"] })).toBe("gap");
    expect(cell(scale, { segment: " SMB " }, [scale], { segments: ["smb"] })).toBe("gap");
    expect(cell(scale, { seats: null }, [scale], { min_seats: 0 })).toBe("not eligible");
    expect(cell(scale, { seats: 0 }, [scale], { min_seats: 0 })).toBe("gap");
    expect(cell(scale, {}, [scale], { industries: ["Media", "Retail"] })).toBe("gap");
  });
});

describe("a deal that names a product", () => {
  const pipeline = (name: string, deal: string): boolean => cell(item(name, "module", 5), { deals: [deal] }) === "in pipeline";
  it("says its whole name, or its last word where that has six letters or more", () => {
    expect(pipeline("Northstar Analytics", "Acme: ANALYTICS for finance")).toBe(true);
    expect(pipeline("Northstar Insight", "Acme: insight")).toBe(true);
    expect(pipeline("Northstar Alerts", "alerts")).toBe(true);
    expect(pipeline("Northstar Chart", "Acme: chart")).toBe(false);
    expect(pipeline("Northstar Chart", "Acme - Northstar  -  Chart!")).toBe(true);
    expect(pipeline("Analytics Pro", "Acme: analytics")).toBe(false);
    expect(pipeline("Northstar Analytics", "Acme: paralytics analyticsx")).toBe(false);
    expect(pipeline("Übersicht", "acme ÜBERSICHT 2")).toBe(true);
    expect(pipeline("Tier 2", "move to tier-2")).toBe(true);
    expect(pipeline("Tier 2", "move to tier-22")).toBe(false);
  });
});

/** What a spreadsheet gives for LINEST's slope and T.INV.2T(0.05, n − 2) times its standard error. */
describe("the projection of seats, against worked numbers", () => {
  const asOf = "2026-11-20";
  it("does not know without seats, and without four windows", () => {
    for (const seats of [null, 0, -1])
      expect(projectSeats([1, 2, 3, 4], seats, asOf)).toEqual({ kind: "unknown", reason: "no seats on record" });
    for (const windows of [[], [1], [1, 2, 3]])
      expect(projectSeats(windows, 10, asOf)).toEqual({ kind: "unknown", reason: "fewer than four months of use with user ids" });
    expect(projectSeats([0, 0, 0, 0], 1, asOf).kind).toBe("not soon");
  });

  it("is full at the seats and above", () => {
    expect(projectSeats([9, 9, 9, 10], 10, asOf)).toEqual({ kind: "full", users: 10, seats: 10 });
    expect(projectSeats([9, 9, 9, 9], 10, asOf).kind).toBe("not soon");
  });

  it("widens the day by the scatter about the line", () => {
    // 10 13 15 19 20 24: slope 2.7143, standard error 0.16496, t(4) 2.776, half 0.45792.
    const found = projectSeats([10, 13, 15, 19, 20, 24], 34, asOf) as Extract<SeatProjection, { kind: "fills" }>;
    expect(found.per_window).toBeCloseTo(2.714285714, 8);
    // 10 seats left: 300 / 2.7143 = 110.5 days; 300 / 3.1722 = 94.6; 300 / 2.2564 = 133.0.
    expect([found.on, found.earliest, found.latest]).toEqual(["2027-03-11", "2027-02-23", "2027-04-02"]);
  });

  it("takes the narrower t of more windows", () => {
    // 12 windows, slope 1.0385, standard error 0.02221, ten degrees of freedom: t 2.228.
    const windows = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22];
    const found = projectSeats(windows, 30, asOf) as Extract<SeatProjection, { kind: "fills" }>;
    expect(found.per_window).toBeCloseTo(1.038461538, 8);
    expect([found.on, found.earliest, found.latest]).toEqual(["2027-07-10", "2027-06-29", "2027-07-21"]);
  });

  it("says not soon beyond a year, to the day, and leaves the latest day open there", () => {
    const steady = [0, 30, 60, 90];
    expect(projectSeats(steady, 90 + 365, asOf)).toMatchObject({ kind: "fills", on: "2027-11-20", latest: "2027-11-20" });
    expect(projectSeats(steady, 90 + 366, asOf)).toEqual({ kind: "not soon", users: 90, seats: 456, per_window: 30 });
    const rough = projectSeats([10, 13, 15, 19, 20, 24], 24 + 30, asOf);
    expect(rough).toMatchObject({ kind: "fills", latest: null });
  });
});
