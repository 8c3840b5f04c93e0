import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import { type AccountCondition, fits, parseAccountFilter } from "../../../src/domain/accounts/account-filter.ts";
import type { FactValue, Unit } from "../../../src/domain/facts/fact.ts";

const METRICS = ["segment", "health_tier", "arr", "csm_name", "days_to_renewal", "account_name", "adoption_rate"];
const read = (text: string): readonly AccountCondition[] => parseAccountFilter(text, METRICS);
const holds = (text: string, value: FactValue, unit: Unit): boolean => read(text).every((condition) => fits(condition, value, unit));
function refused(text: string): UserError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`"${text}" was taken`);
}

describe("what a filter on accounts reads", () => {
  it("takes all for no condition, and refuses what says nothing: a script's variable may be empty", () => {
    for (const text of ["all", "ALL", " All "]) expect(read(text)).toEqual([]);
    for (const text of ["", "  ", ",", " , ,"]) expect(refused(text).detail.found).toBe(text);
    expect(refused("all, all").detail.found).toBe("all");
    expect(refused("churned").detail.found).toBe("churned");
  });

  it("trims parts and values, and leaves out empty parts between commas", () => {
    expect(read(" , segment = smb ,, arr > 5 ,")).toEqual([
      { metric: "segment", operator: "=", values: ["smb"] },
      { metric: "arr", operator: ">", values: ["5"] },
    ]);
    expect(read("segment=smb | enterprise")[0]?.values).toEqual(["smb", "enterprise"]);
  });

  it("takes whole quotes off a value, and no half ones", () => {
    const values = (text: string): readonly string[] | undefined => read(text)[0]?.values;
    expect(values(`owner="Dana Ruiz"`)).toEqual(["Dana Ruiz"]);
    expect(values(`owner='Sam'|Lee`)).toEqual(["Sam", "Lee"]);
    expect(values(`owner="Dana`)).toEqual(['"Dana']);
    expect(values(`owner=x"Dana"`)).toEqual(['x"Dana"']);
    expect(values(`owner="Dana"x`)).toEqual(['"Dana"x']);
  });

  it("reads every operator, the two-letter ones first, and a metric from the beginning of the part only", () => {
    expect(["arr>=1", "arr<=1", "arr!=1", "arr=1", "arr>1", "arr<1"].map((text) => read(text)[0]?.operator)).toEqual([
      ">=",
      "<=",
      "!=",
      "=",
      ">",
      "<",
    ]);
    expect(refused("90 days_to_renewal<9").detail.found).toBe("90 days_to_renewal<9");
    expect(refused("segment=").detail.found).toBe("segment=");
  });

  it("keeps an operator inside a value", () => {
    expect(read("name=A<B")).toEqual([{ metric: "account_name", operator: "=", values: ["A<B"] }]);
  });

  it("knows the words people use, in any case", () => {
    const metric = (text: string): string | undefined => read(text)[0]?.metric;
    expect(["ACCOUNT=x", "name=x", "Owner=x", "csm=x", "health=red", "tier=RED", "renewal<9"].map(metric)).toEqual([
      "account_name",
      "account_name",
      "csm_name",
      "csm_name",
      "health_tier",
      "health_tier",
      "days_to_renewal",
    ]);
    expect(metric("tier=red|enterprise")).toBe("segment");
    expect(metric("health=enterprise")).toBe("health_tier");
  });

  it("says what was found, what could stand there and where to look", () => {
    const form = refused("enterprise");
    expect([form.code, form.detail.found]).toEqual(["bad-account-filter", "enterprise"]);
    expect(form.message).toBe('"enterprise" is no condition on accounts.');
    expect(form.detail.allowed).toEqual(["segment=enterprise", "tier=red|yellow", "arr>=50000", "days_to_renewal<90", "all"]);
    expect(form.detail.fix).toContain("docs/metrics.md");
    expect(refused("segmnt=x").detail.allowed).toEqual(["did you mean segment?"]);
    expect(refused("scor>5").detail.allowed).toEqual(["did you mean score?"]);
    const far = refused("zzzzqqqq=x").detail.allowed ?? [];
    expect(far).toHaveLength(16);
    expect(far).toEqual(expect.arrayContaining(["seller", "adoption_rate"]));
    const many = Array.from({ length: 40 }, (_, index) => `metric_number_${index}`);
    expect(() => parseAccountFilter("zq=x", many)).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ allowed: expect.toSatisfy((each: string[]) => each.length === 20) }) }),
    );
  });
});

describe("what fits a condition", () => {
  it("orders text without case, blanks, hyphens and underscores", () => {
    expect(holds("segment=mid market", " Mid__-Market ", "text")).toBe(true);
    expect(holds("segment=midmarket", "mid-market", "text")).toBe(false);
    expect(["segment<b", "segment<=b", "segment>b", "segment>=b"].map((text) => holds(text, "a", "text"))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(["segment<b", "segment<=b", "segment>b", "segment>=b"].map((text) => holds(text, "c", "text"))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(["segment<b", "segment<=b", "segment>b", "segment>=b"].map((text) => holds(text, "B", "text"))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it("is one of the values with `=`, and none of them with `!=`", () => {
    expect(["red", "green", "yellow"].map((value) => holds("tier=red|yellow", value, "text"))).toEqual([true, false, true]);
    expect(["red", "green", "yellow"].map((value) => holds("tier!=red|yellow", value, "text"))).toEqual([false, true, false]);
    expect(holds("arr=5|many", 500, "money")).toBe(true);
    expect(holds("arr=many|5", 500, "money")).toBe(true);
    expect(["<", "<=", ">", ">=", "="].map((operator) => holds(`arr${operator}many`, 500, "money"))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it("takes money in whole units and every other number as it stands", () => {
    expect([holds("arr=5", 500, "money"), holds("arr=500", 500, "money")]).toEqual([true, false]);
    expect([holds("arr=5", 500, "count"), holds("arr=500", 500, "count")]).toEqual([false, true]);
    expect([holds("arr<5", 499, "money"), holds("arr<5", 500, "money"), holds("arr<=5", 500, "money")]).toEqual([true, false, true]);
  });

  it("reads thousands, millions, per cent, signs and decimals, and nothing around them", () => {
    expect([holds("arr=2.25K", 2250, "count"), holds("arr=3M", 3_000_000, "count"), holds("arr=50 %", 0.5, "ratio")]).toEqual([
      true,
      true,
      true,
    ]);
    expect([holds("days_to_renewal=-12", -12, "days"), holds("arr=12.75", 12.75, "count")]).toEqual([true, true]);
    for (const text of ["arr=x5", "arr=5x", "arr=5kk", "arr=.5", "arr=5."]) expect(holds(text, 5, "count"), text).toBe(false);
  });
});
