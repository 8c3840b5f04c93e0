import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountCondition, fits, parseAccountFilter } from "../../../src/domain/accounts/account-filter.ts";
import type { FactValue, Unit } from "../../../src/domain/facts/fact.ts";

const METRICS = ["segment", "health_tier", "arr", "csm_name", "days_to_renewal", "account_name", "adoption_rate"];

function only(text: string): AccountCondition {
  const [first] = parseAccountFilter(text, METRICS);
  if (first === undefined) throw new Error(`${text} is no condition`);
  return first;
}

function holds(text: string, value: FactValue, unit: Unit): boolean {
  return fits(only(text), value, unit);
}

describe("a filter on accounts", () => {
  it("reads conditions that all hold, in the words people use", () => {
    expect(parseAccountFilter("segment=enterprise, days_to_renewal<90 and owner=Dana Ruiz|'Sam Lee'", METRICS)).toEqual([
      { metric: "segment", operator: "=", values: ["enterprise"] },
      { metric: "days_to_renewal", operator: "<", values: ["90"] },
      { metric: "csm_name", operator: "=", values: ["Dana Ruiz", "Sam Lee"] },
    ]);
    expect(parseAccountFilter(" all ", METRICS)).toEqual([]);
  });

  it("takes a tier for health's colours, else for a segment", () => {
    expect([only("tier=red|yellow").metric, only("tier=enterprise").metric]).toEqual(["health_tier", "segment"]);
  });

  it("compares money in whole units, text without case, shares as per cent", () => {
    expect([holds("arr>=50k", 5_000_000, "money"), holds("arr>=50k", 4_999_999, "money"), holds("arr=1.2m", 120_000_000, "money")]).toEqual(
      [true, false, true],
    );
    expect([holds("segment=MID_market", "mid-market", "text"), holds("segment!=smb", "SMB", "text")]).toEqual([true, false]);
    expect(holds("adoption_rate<40%", 0.39, "ratio")).toBe(true);
  });

  it("never takes a missing value for one, nor a word for a number", () => {
    for (const condition of ["arr=0", "arr!=5", "arr<9", "segment!=x"]) expect(holds(condition, null, "money")).toBe(false);
    expect(holds("arr<many", 5, "money")).toBe(false);
  });

  it("splits any number in exactly one of less, equal and more", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 }), (value, bound) => {
        const found = ["<", "=", ">"].filter((operator) => holds(`days_to_renewal${operator}${bound}`, value, "days"));
        expect(found).toHaveLength(1);
        expect(holds(`days_to_renewal>=${bound}`, value, "days")).toBe(!holds(`days_to_renewal<${bound}`, value, "days"));
      }),
    );
  });

  it("says what it does not understand", () => {
    expect(() => parseAccountFilter("segmnt=x", METRICS)).toThrow('"segmnt" is no condition');
    expect(() => parseAccountFilter("enterprise", METRICS)).toThrow("no condition");
    for (const empty of ["", " ", ","]) expect(() => parseAccountFilter(empty, METRICS)).toThrow(`"${empty}" is no condition`);
  });
});
