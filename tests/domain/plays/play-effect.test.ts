import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Effect, effectOf, isTooFew, type Observation, type PlayRun, splitEffect } from "../../../src/domain/plays/play-effect.ts";

const DAY = "2026-10-01";

function seen(account: string, before: number | null, after: number | null, more: Partial<Observation> = {}): Observation {
  return { account, segment: "smb", scoreBefore: before, scoreAfter: after, loginsBefore: 100, loginsAfter: 100, ...more };
}

const run = (account: string): PlayRun => ({ account, began: DAY });
const measure = (rows: readonly Observation[], treated: readonly string[], kind: "health" | "usage" = "health") =>
  effectOf(
    kind,
    treated.map(run),
    () => rows,
    (account) => treated.includes(account),
  );

describe("effectOf", () => {
  // Five plays that rose by 10, 12, 14, 16 and 18; each has one account alike that rose by 2.
  const treated = ["a", "b", "c", "d", "e"];
  const rows = treated.flatMap((name, index) => [
    seen(name, 10 * index + 40, 10 * index + 50 + 2 * index),
    seen(`${name}-twin`, 10 * index + 41, 10 * index + 43),
  ]);

  it("is the change beyond that of similar accounts, with Student's interval", () => {
    const effect = measure(rows, treated) as Effect;
    // Differences 8, 10, 12, 14, 16: mean 12, standard deviation √10, t of 4 degrees of freedom 2.776.
    expect(effect.mean).toBeCloseTo(12, 10);
    expect(effect.low).toBeCloseTo(12 - (2.776 * Math.sqrt(10)) / Math.sqrt(5), 2);
    expect(effect.high).toBeCloseTo(12 + (2.776 * Math.sqrt(10)) / Math.sqrt(5), 2);
    expect(effect).toMatchObject({ plays: 5, controls: 5 });
  });

  it("measures use as the share by which logins changed", () => {
    const used = rows.map((row) => ({ ...row, loginsAfter: treated.includes(row.account) ? 120 : 95 }));
    expect((measure(used, treated, "usage") as Effect).mean).toBeCloseTo(0.25, 10);
    expect(
      isTooFew(
        measure(
          rows.map((row) => ({ ...row, loginsBefore: 0 })),
          treated,
          "usage",
        ),
      ),
    ).toBe(true);
  });

  it("takes no account of another segment, of another score, with a play of its own, or gone, for alike", () => {
    const spoil = (change: (row: Observation) => Observation): unknown =>
      measure(
        rows.map((row) => (row.account === "a-twin" ? change(row) : row)),
        treated,
      );
    for (const change of [
      (row: Observation) => ({ ...row, segment: "enterprise" }),
      (row: Observation) => ({ ...row, scoreBefore: 45.1 }),
      (row: Observation) => ({ ...row, scoreAfter: null }),
    ])
      expect(spoil(change)).toMatchObject({ plays: 4, needed: 5, why: expect.stringContaining("1 without a similar account") });
    expect(
      effectOf(
        "health",
        treated.map(run),
        () => rows,
        () => true,
      ),
    ).toMatchObject({ plays: 0 });
  });

  it("says nothing of fewer than five, and counts an account once", () => {
    expect(measure(rows, treated.slice(0, 4))).toMatchObject({ plays: 4, why: "4 played 30 days ago or more; at least 5 are needed" });
    const twice = [...treated.map(run), { account: "a", began: "2026-09-01" }];
    expect(
      effectOf(
        "health",
        twice,
        (day) => (day === DAY ? rows : []),
        (account) => treated.includes(account),
      ),
    ).toMatchObject({ plays: 5 });
  });

  it("finds a planted effect, none where there is none, and does not depend on the order of rows", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 12 }),
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (n, planted, seed) => {
          const noise = (index: number): number => ((seed * (index + 1) * 7919) % 401) / 100 - 2;
          const names = Array.from({ length: n }, (_, index) => `t${index}`);
          const book = [
            ...names.map((name, index) => seen(name, 60, 60 + planted + noise(index))),
            ...Array.from({ length: 5 }, (_, index) => seen(`c${index}`, 60 + index / 10, 60 + index / 10)),
          ];
          const effect = measure(book, names) as Effect;
          expect(Math.abs(effect.mean - planted)).toBeLessThanOrEqual(2);
          expect(measure(book.toReversed(), names)).toEqual(effect);
        },
      ),
    );
  });

  it("covers the truth about 19 times in 20", () => {
    let state = 7;
    const uniform = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    let covered = 0;
    for (let trial = 0; trial < 400; trial += 1) {
      // Each play has accounts alike of its own, so that the plays are independent.
      const book = Array.from({ length: 8 }, (_, index) => [
        seen(`t${index}`, 10 * index, 10 * index + 6 + 5 * normal()),
        seen(`c${index}`, 10 * index + 1, 10 * index + 1 + 5 * normal()),
      ]).flat();
      const { low, high } = measure(
        book,
        Array.from({ length: 8 }, (_, index) => `t${index}`),
      ) as Effect;
      if (low <= 6 && high >= 6) covered += 1;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.98);
  });
});

describe("splitEffect", () => {
  const group = (name: "treatment" | "control", changes: readonly number[]) =>
    changes.map((change, index) => ({ ...seen(`${name}${index}`, 50, 50 + change), group: name }));

  it("is the difference of the groups with Welch's interval, and refuses a small group", () => {
    const effect = splitEffect("health", [...group("treatment", [8, 10, 12, 14, 16]), ...group("control", [1, 2, 3, 2, 2])]) as Effect;
    // Variances 10 and 0.5 of 5 each: standard error √2.1, 4.40 degrees of freedom, t 2.681.
    expect(effect.mean).toBeCloseTo(10, 10);
    expect(effect.high - effect.mean).toBeCloseTo(2.681 * Math.sqrt(2.1), 1);
    expect(splitEffect("health", [...group("treatment", [8, 10, 12, 14, 16]), ...group("control", [1, 2, 3, 2])])).toMatchObject({
      plays: 4,
      needed: 5,
    });
  });
});
