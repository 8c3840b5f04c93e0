import { describe, expect, it } from "vitest";
import { effectOf, type Observation, type PlayRun, type SplitObservation, splitEffect } from "../../../src/domain/plays/play-effect.ts";

const DAY = "2026-10-01";
const seen = (account: string, before: number | null, after: number | null, more: Partial<Observation> = {}): Observation => ({
  account,
  segment: "smb",
  scoreBefore: before,
  scoreAfter: after,
  loginsBefore: 100,
  loginsAfter: 100,
  ...more,
});
const TREATED = ["a", "b", "c", "d", "e"];
/** Each play rose by ten; its own score range, so that controls are its own. */
const plays = TREATED.map((name, index) => seen(name, 20 * index, 20 * index + 10));
const twins = TREATED.map((name, index) => seen(`${name}-twin`, 20 * index, 20 * index + 1));
const measure = (
  rows: readonly Observation[],
  runs: readonly PlayRun[] = TREATED.map((account) => ({ account, began: DAY })),
  kind: "health" | "usage" = "health",
) =>
  effectOf(
    kind,
    runs,
    () => rows,
    (account) => TREATED.includes(account),
  );

describe("what stands for an account without its play", () => {
  it("is the five nearest by score, the first by id among equals", () => {
    // Six at equal distance that rose by 1 … 6: f is the one left out.
    const six = ["a", "b", "c", "d", "e", "f"].map((id, index) => seen(`a-${id}`, 1, 2 + index));
    const others = twins.slice(1);
    for (const rows of [
      [...plays, ...six, ...others],
      [...plays, ...six.toReversed(), ...others],
    ]) {
      // Differences: 10 − 3, then 10 − 1 four times.
      expect(measure(rows)).toMatchObject({ plays: 5, controls: 9, mean: (7 + 4 * 9) / 5 });
    }
    // A seventh that is nearer counts first, and takes the place of the fifth.
    const nearer = measure([...plays, ...six, seen("z", 0, 100), ...others]) as { mean: number };
    expect(nearer.mean).toBeCloseTo((10 - (1 + 2 + 3 + 4 + 100) / 5 + 4 * 9) / 5, 10);
  });

  it("may be five points away, not more, on either side", () => {
    const at = (score: number) => measure([...plays, seen("x", score, score + 1), ...twins.slice(1)]);
    expect(at(5)).toMatchObject({ plays: 5 });
    expect(at(-5)).toMatchObject({ plays: 5 });
    expect(at(5.01)).toMatchObject({ plays: 4 });
    expect(at(-5.01)).toMatchObject({ plays: 4 });
  });

  it("has a score, is somebody else, and has a figure on both days", () => {
    const only = (one: Observation) => measure([...plays, one, ...twins.slice(1)]);
    expect(only(seen("x", null, 5))).toMatchObject({ plays: 4 });
    expect(only(seen("x", 0, null))).toMatchObject({ plays: 4 });
    expect(only(seen("x", 0, 1, { segment: "enterprise" }))).toMatchObject({ plays: 4 });
    expect(measure([...plays, ...twins.slice(1)])).toMatchObject({ plays: 4 });
    // Nobody is compared with oneself, though the play is not known as one.
    const alone = effectOf(
      "health",
      TREATED.map((account) => ({ account, began: DAY })),
      () => plays,
      () => false,
    );
    expect(alone).toEqual({
      plays: 0,
      needed: 5,
      why: "5 played 30 days ago or more, 5 without a similar account; at least 5 are needed",
    });
  });
});

describe("a play that cannot be measured", () => {
  const runs = [...TREATED, "gone", "new"].map((account) => ({ account, began: DAY }));
  it("is not seen, has no figure on both days, or no score to compare by", () => {
    const rows = [...plays, ...twins, seen("new", 50, null)];
    expect(measure(rows, runs)).toMatchObject({ plays: 5, controls: 5, mean: 9, low: 9, high: 9 });
    const fewer = [...plays.slice(1), seen("a", null, 5), ...twins];
    expect(measure(fewer, runs)).toEqual({
      plays: 4,
      needed: 5,
      why: "7 played 30 days ago or more, 3 without a figure on both days; at least 5 are needed",
    });
    // Its use could be measured, but nothing says whom it was like.
    expect(measure([...fewer, seen("new", 50, null)], runs, "usage")).toMatchObject({ plays: 4 });
  });

  it("says both reasons apart", () => {
    expect(measure([...plays, ...twins.slice(2)], runs)).toEqual({
      plays: 3,
      needed: 5,
      why: "7 played 30 days ago or more, 2 without a figure on both days, 2 without a similar account; at least 5 are needed",
    });
  });

  it("counts the last of several plays of an account, whichever comes first", () => {
    const by = (day: string): readonly Observation[] =>
      day === DAY ? [...plays, ...twins] : [...plays.map((row) => ({ ...row, scoreAfter: 99 })), ...twins];
    const all = TREATED.map((account) => ({ account, began: DAY }));
    for (const several of [
      [...all, { account: "a", began: "2026-09-01" }],
      [{ account: "a", began: "2026-09-01" }, ...all.toReversed()],
    ])
      expect(effectOf("health", several, by, (account) => TREATED.includes(account))).toMatchObject({ plays: 5, mean: 9 });
  });
});

describe("the change of use", () => {
  it("is a share of the logins before; none before, or unknown, is no figure", () => {
    const use = (before: number | null, after: number | null) =>
      measure(
        [...plays.map((row, index) => (index === 0 ? { ...row, loginsBefore: before, loginsAfter: after } : row)), ...twins],
        undefined,
        "usage",
      );
    expect(use(50, 75)).toMatchObject({ plays: 5, mean: 0.1 });
    expect(use(50, 25)).toMatchObject({ plays: 5, mean: -0.1 });
    for (const [before, after] of [
      [0, 5],
      [null, 5],
      [5, null],
    ] as const)
      expect(use(before, after)).toMatchObject({ plays: 4 });
  });
});

describe("a split's effect", () => {
  const group = (name: SplitObservation["group"], changes: readonly (number | null)[]): SplitObservation[] =>
    changes.map((change, index) => ({ ...seen(`${name}${index}`, 50, change === null ? null : 50 + change), group: name }));

  it("is Welch's interval, groups of unequal size and scatter", () => {
    const effect = splitEffect("health", [...group("treatment", [2, 4, 6, 8, 10, 12]), ...group("control", [1, 2, 3, 4, 5])]) as {
      mean: number;
      low: number;
      high: number;
    };
    const error = Math.sqrt(14 / 6 + 2.5 / 5);
    expect(effect.mean).toBeCloseTo(4, 10);
    expect(effect.high - 4).toBeCloseTo(4 - effect.low, 10);
    // (7/3 + 1/2)² / ((7/3)²/5 + (1/2)²/4) = 6.97 degrees of freedom, t 2.367.
    expect((effect.high - 4) / error).toBeGreaterThan(2.36);
    expect((effect.high - 4) / error).toBeLessThan(2.375);
    expect(effect).toMatchObject({ plays: 6, controls: 5 });
  });

  it("has no width where nobody differs, and leaves out who has no figure", () => {
    expect(splitEffect("health", [...group("treatment", [3, 3, 3, 3, 3, null]), ...group("control", [1, 1, 1, 1, 1])])).toEqual({
      mean: 2,
      low: 2,
      high: 2,
      plays: 5,
      controls: 5,
    });
  });

  it("says how many there are of either where one group is too small", () => {
    expect(splitEffect("health", [...group("treatment", [1, 2, 3, 4, 5, 6]), ...group("control", [1, null, 2])])).toEqual({
      plays: 2,
      needed: 5,
      why: "6 accounts with and 2 without have a figure on both days; each group needs 5",
    });
  });
});
