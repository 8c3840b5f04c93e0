import { describe, expect, it } from "vitest";
import { seeded } from "../../src/core/seeded.ts";

describe("seeded", () => {
  it("is mulberry32 as published, on every machine", () => {
    const random = seeded(1);
    expect([random(), random(), random()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  });

  it("takes any whole number for a seed", () => {
    expect(seeded(-5)()).toBe(0.48384718922898173);
    expect(seeded(2 ** 32 - 5)()).toBe(seeded(-5)());
    expect(seeded(0x9e3779b9)()).not.toBe(seeded(0x1e3779b9)());
  });

  it("stays at 0 or above and below 1, and fills what lies between evenly", () => {
    const random = seeded(42);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw += 1) {
      const place = Math.floor(random() * 10);
      tenths[place] = (tenths[place] ?? 0) + 1;
    }
    // 1000 each is expected; five standard deviations are 150.
    expect(tenths).toHaveLength(10);
    expect(tenths.every((drawn) => Math.abs(drawn - 1000) < 150)).toBe(true);
  });
});
