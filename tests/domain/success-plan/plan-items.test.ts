import { describe, expect, it } from "vitest";
import { missingItems, PLAN_ITEMS, planItems } from "../../../src/domain/success-plan/plan-items.ts";

describe("planItems", () => {
  it("counts the seven items, and names those that are missing", () => {
    const full = Object.fromEntries(PLAN_ITEMS.map(({ cell }) => [cell, 1]));
    expect(PLAN_ITEMS).toHaveLength(7);
    expect(planItems(full)).toBe(7);
    expect(missingItems(full)).toEqual([]);
    for (const { cell, item } of PLAN_ITEMS) {
      expect(planItems({ ...full, [cell]: 0 })).toBe(6);
      expect(missingItems({ ...full, [cell]: null })).toEqual([item]);
    }
    expect(planItems({})).toBe(0);
  });
});
